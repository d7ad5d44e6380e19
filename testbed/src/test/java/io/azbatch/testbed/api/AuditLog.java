package io.azbatch.testbed.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the API server has written down of who asked it for what.
 *
 * @param file an event of audit.k8s.io per line
 */
public record AuditLog(Path file) {

    /**
     * A request for one kind of object.
     *
     * @param right in the words of {@link Rights}, such as {@code patch batchpools/status.azbatch.io}
     * @param name of the object; empty where none was named
     */
    public record Use(String right, String name) {

        private static Use of(JsonNode event) {
            JsonNode object = event.path("objectRef");
            String what = object.isMissingNode()
                    ? event.path("requestURI").asText()
                    : object.path("resource").asText()
                            + suffix("/", object.path("subresource"))
                            + suffix(".", object.path("apiGroup"));
            return new Use(
                    event.path("verb").asText() + " " + what,
                    object.path("name").asText());
        }

        private static String suffix(String mark, JsonNode text) {
            return text.isMissingNode() ? "" : mark + text.asText();
        }

        /** The right that this was a use of: to this one object where it is granted like that, else to all. */
        public String of(Set<String> granted) {
            String named = right + "/" + name;
            return granted.contains(named) ? named : right;
        }
    }

    /** All that a ServiceAccount has asked for, whether it was allowed or not. */
    public Set<Use> uses(String namespace, String serviceAccount) {
        String user = "system:serviceaccount:" + namespace + ":" + serviceAccount;
        try (Stream<String> events = Files.lines(file)) {
            return events.map(event -> Serialization.unmarshal(event, JsonNode.class))
                    .filter(event -> event.at("/user/username").asText().equals(user))
                    .map(Use::of)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
