package io.azbatch.operator.azure;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ARM tells of a long operation at its {@code Azure-AsyncOperation} URL.
 *
 * @param status {@code InProgress, Succeeded, Failed, Canceled} or another word for still running; empty when the
 *     document has none
 * @param output the operation's own result; empty for the many that have none
 */
record OperationDocument(String status, Map<?, ?> output, Optional<AzureError> error) {

    static OperationDocument read(String body) {
        try (JsonReader reader = JsonProviders.createReader(body)) {
            Map<?, ?> document = map(reader.readUntyped());
            return new OperationDocument(
                    text(document, "status").orElse(""),
                    map(map(document.get("properties")).get("output")),
                    AzureError.ofOperation(body));
        } catch (IOException | IllegalStateException noJson) {
            return new OperationDocument("", Map.of(), Optional.empty());
        }
    }

    boolean succeeded() {
        return status.equalsIgnoreCase("Succeeded");
    }

    boolean failed() {
        return status.equalsIgnoreCase("Failed") || status.equalsIgnoreCase("Canceled");
    }

    /** Azure's code and words for why it failed. */
    String failure() {
        return error.map(error -> error.code() + ": " + error.message()).orElse(status);
    }

    /** A text of the result. */
    Optional<String> output(String name) {
        return text(output, name);
    }

    private static Optional<String> text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
