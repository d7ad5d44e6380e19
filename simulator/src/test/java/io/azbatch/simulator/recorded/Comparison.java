package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.recorded.Difference.Kind;
import io.azbatch.simulator.wire.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares an answer with a recorded one: status, long-running headers and their form, error code and envelope, keys and types of
 * the body, and the words that say how far something is.
 */
final class Comparison {
    private final String operation;
    private final List<Difference> differences = new ArrayList<>();
    private int fields;

    private Comparison(String operation) {
        this.operation = operation;
    }

    /**
     * All differences, and how many headers and fields were looked at.
     *
     * @param recordedBody Azure's body, translated into our names
     * @param withRetryAfter whether the recorder kept Retry-After
     */
    static Outcome.Compared of(
            String operation, Exchange recorded, JsonNode recordedBody, Answer ours, boolean withRetryAfter) {
        Comparison comparison = new Comparison(operation);
        if (recorded.status() != ours.status()) {
            comparison.add(
                    Kind.STATUS,
                    "",
                    recorded.status() + " " + recorded.errorCode() + " / " + ours.status() + " " + brief(ours));
            return new Outcome.Compared(comparison.differences, comparison.fields);
        }
        comparison.errorCode(recorded, ours);
        List<String> headers = new ArrayList<>(List.of("Azure-AsyncOperation", "Location", "ETag"));
        if (withRetryAfter) {
            headers.add("Retry-After");
        }
        headers.forEach(name -> comparison.header(name, recorded, ours));
        if (!recorded.method().equals("HEAD")) {
            comparison.body(recordedBody, ours);
        }
        return new Outcome.Compared(comparison.differences, comparison.fields);
    }

    private static String brief(Answer ours) {
        String text = ours.body().toString();
        return text.substring(0, Math.min(300, text.length()));
    }

    private void errorCode(Exchange recorded, Answer ours) {
        if (!ours.errorCode().equals(recorded.errorCode())) {
            add(Kind.ERROR_CODE, "", recorded.errorCode() + " / " + ours.errorCode());
        }
    }

    private void header(String name, Exchange recorded, Answer answer) {
        Optional<String> azure = recorded.header(name);
        Optional<String> ours = answer.header(name);
        fields += azure.isPresent() || ours.isPresent() ? 1 : 0;
        if (azure.isPresent() != ours.isPresent()) {
            add(azure.isPresent() ? Kind.AZURE_ONLY : Kind.OURS_ONLY, name, "");
        } else if (azure.isPresent()) {
            HeaderForm form = new HeaderForm(name, recorded.address());
            if (!form.of(azure.get()).equals(form.of(ours.get()))) {
                add(Kind.TYPE, name, form.of(azure.get()) + " / " + form.of(ours.get()));
            }
        }
    }

    private void body(JsonNode azure, Answer answer) {
        boolean none = azure.isNull()
                || azure.isMissingNode()
                || azure.isTextual() && azure.asText().isEmpty();
        if (none != (answer.response().body().length == 0)) {
            add(none ? Kind.OURS_ONLY : Kind.AZURE_ONLY, "$", "");
        } else if (!none) {
            compare("$", azure, answer.body());
            states(Progress.byPlace(azure), Progress.byPlace(answer.body()));
        }
    }

    private void states(Map<String, Set<String>> azure, Map<String, Set<String>> ours) {
        azure.forEach((place, words) -> {
            if (ours.containsKey(place) && !ours.get(place).equals(words)) {
                add(Kind.STATE, place, words + " / " + ours.get(place));
            }
        });
    }

    private void compare(String path, JsonNode azure, JsonNode ours) {
        fields++;
        if (azure.getNodeType() != ours.getNodeType()) {
            add(Kind.TYPE, path, azure.getNodeType() + " / " + ours.getNodeType());
        } else if (azure.getNodeType() == JsonNodeType.OBJECT) {
            compareObjects(path, azure, ours);
        } else if (azure.getNodeType() == JsonNodeType.ARRAY) {
            compareArrays(path, azure, ours);
        }
    }

    private void compareObjects(String path, JsonNode azure, JsonNode ours) {
        azure.properties().forEach(field -> {
            if (ours.has(field.getKey())) {
                compare(path + "." + field.getKey(), field.getValue(), ours.get(field.getKey()));
            } else {
                fields++;
                add(Kind.AZURE_ONLY, path + "." + field.getKey(), shortened(field.getValue()));
            }
        });
        ours.properties().forEach(field -> {
            if (!azure.has(field.getKey())) {
                fields++;
                add(Kind.OURS_ONLY, path + "." + field.getKey(), shortened(field.getValue()));
            }
        });
    }

    /** Elements are taken together: what some element has on one side, some element must have on the other. */
    private void compareArrays(String path, JsonNode azure, JsonNode ours) {
        if (azure.isEmpty() != ours.isEmpty()) {
            add(azure.isEmpty() ? Kind.OURS_ONLY : Kind.AZURE_ONLY, path + "[*]", "");
        } else if (!azure.isEmpty()) {
            compare(path + "[*]", union(azure), union(ours));
        }
    }

    private static JsonNode union(JsonNode array) {
        if (!array.get(0).isObject()) {
            return array.get(0);
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        for (JsonNode element : array) {
            element.properties().forEach(field -> fields.merge(field.getKey(), field.getValue(), Comparison::joined));
        }
        var union = array.get(0).deepCopy();
        ((ObjectNode) union).removeAll();
        fields.forEach(((ObjectNode) union)::set);
        return union;
    }

    private static JsonNode joined(JsonNode one, JsonNode other) {
        if (one.isArray() && other.isArray()) {
            var all = ((ArrayNode) one).deepCopy();
            other.forEach(all::add);
            return all;
        }
        if (one.isObject() && other.isObject()) {
            var all = ((ObjectNode) one).deepCopy();
            other.properties().forEach(field -> {
                JsonNode known = all.get(field.getKey());
                all.set(field.getKey(), known == null ? field.getValue() : joined(known, field.getValue()));
            });
            return all;
        }
        return one;
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() > 120 ? text.substring(0, 120) + "..." : text;
    }

    private void add(Kind kind, String place, String detail) {
        differences.add(new Difference(operation, kind, place, detail));
    }
}
