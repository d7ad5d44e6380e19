package io.azbatch.simulator.arm.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Which fields an answer has in which api-version: what came later is left out for callers of an older one.
 *
 * @param sinces fields with the version that brought them
 */
public record FieldsByVersion(List<Since> sinces) {

    /**
     * A field and the first api-version that has it.
     *
     * @param version such as {@code 2021-03-01}
     * @param path names from the root; {@code *} stands for every element of an array
     */
    public record Since(String version, List<String> path) {}

    /** A field by its path with slashes. */
    public static Since since(String version, String path) {
        return new Since(version, List.of(path.split("/")));
    }

    /** Removes from a full answer what the version does not have yet; changes and returns the object given. */
    public ObjectNode trim(ObjectNode full, String apiVersion) {
        for (Since since : sinces) {
            if (apiVersion.compareTo(since.version()) < 0) {
                remove(full, since.path());
            }
        }
        return full;
    }

    private static void remove(JsonNode node, List<String> path) {
        String name = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (name.equals("*")) {
            node.forEach(element -> remove(element, rest));
        } else if (rest.isEmpty() && node instanceof ObjectNode object) {
            object.remove(name);
        } else if (node.has(name)) {
            remove(node.get(name), rest);
        }
    }
}
