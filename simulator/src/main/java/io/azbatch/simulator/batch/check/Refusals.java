package io.azbatch.simulator.batch.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.batch.answer.Errors;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Conditions that settings must meet. */
final class Refusals {
    private Refusals() {}

    /** Refuses a property unless a condition holds. */
    static void require(boolean good, String property, String reason) {
        if (!good) {
            throw Errors.invalidProperty(property, reason).refusal();
        }
    }

    /** The same, repeating the value that is refused. */
    static void require(boolean good, String property, JsonNode value, String reason) {
        if (!good) {
            throw Errors.invalidProperty(property, value.asText(), reason).refusal();
        }
    }

    static void requireBetween(JsonNode value, int least, int most, String property) {
        boolean good = value.isMissingNode() || value.isNull() || value.asInt() >= least && value.asInt() <= most;
        require(good, property, value, "The specified value must be between " + least + " and " + most + ".");
    }

    /** Refuses a list in which a field has the same value twice; words are compared without case. */
    static void requireDistinct(JsonNode list, String field) {
        Set<String> seen = new HashSet<>();
        for (JsonNode item : list) {
            String value = item.path(field).asText("").toLowerCase(Locale.ROOT);
            require(seen.add(value), field, item.path(field), "The specified value must be unique.");
        }
    }

    /** How many of the fields are there and not empty. */
    static long given(JsonNode object, String... fields) {
        return List.of(fields).stream()
                .map(object::path)
                .filter(value -> value.isContainerNode()
                        || !value.isNull() && !value.asText("").isEmpty())
                .count();
    }

    static boolean contains(JsonNode list, String word) {
        return StreamSupport.stream(list.spliterator(), false)
                .anyMatch(item -> item.asText().equalsIgnoreCase(word));
    }
}
