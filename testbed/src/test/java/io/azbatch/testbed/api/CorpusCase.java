package io.azbatch.testbed.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One file of the corpus.
 *
 * @param file its name
 * @param about the constraint that it is about
 * @param message what the server must say
 * @param also what else it says of the same mistake
 * @param before manifest of the object that is there already; empty: the constraint is about new objects too
 * @param rejected manifest
 * @param accepted manifest
 */
record CorpusCase(
        String file,
        Constraint about,
        String message,
        List<String> also,
        Optional<ObjectNode> before,
        ObjectNode rejected,
        ObjectNode accepted) {
    private static final Set<String> KEYS =
            Set.of("field", "constraint", "before", "reject", "message", "also", "accept");

    /** The manifest that all cases of a kind change. */
    static ObjectNode base(Path corpus, String kind) {
        return (ObjectNode) yaml(corpus.resolve(kind + ".yaml"));
    }

    /** All cases of a kind, by file name. */
    static List<CorpusCase> read(Path corpus, String kind) {
        ObjectNode base = base(corpus, kind);
        try (Stream<Path> files = Files.list(corpus.resolve(kind))) {
            return files.sorted().map(file -> parse(file, base)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CorpusCase parse(Path file, ObjectNode base) {
        JsonNode content = yaml(file);
        content.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(file + ": no such key: " + key);
            }
        });
        String message = required(file, content, "message").textValue();
        String type = required(file, content, "constraint").textValue();
        Constraint about =
                new Constraint(required(file, content, "field").textValue(), type, type.equals("rule") ? message : "");
        JsonNode nothing = JsonNodeFactory.instance.objectNode();
        return new CorpusCase(
                file.getFileName().toString(),
                about,
                message,
                content.path("also").valueStream().map(JsonNode::textValue).toList(),
                Optional.ofNullable(content.get("before")).map(before -> Patches.patched(base, before)),
                Patches.patched(base, required(file, content, "reject")),
                Patches.patched(base, content.has("accept") ? content.get("accept") : nothing));
    }

    private static JsonNode required(Path file, JsonNode content, String key) {
        JsonNode value = content.get(key);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException(file + ": " + key + " is missing");
        }
        return value;
    }

    private static JsonNode yaml(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
