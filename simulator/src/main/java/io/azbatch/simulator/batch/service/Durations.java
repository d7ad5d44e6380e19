package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.batch.answer.Errors;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** ISO 8601 durations in bodies. */
final class Durations {
    private Durations() {}

    /** The duration of a field, if it is there; refused if it is none or outside of its bounds. */
    static Optional<Duration> read(JsonNode body, String field, Duration least, Duration most) {
        if (!body.hasNonNull(field)) {
            return Optional.empty();
        }
        String text = body.get(field).asText();
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw Errors.invalidProperty(field, text, "The specified value is not a valid ISO 8601 duration.")
                    .refusal();
        }
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw Errors.invalidProperty(
                            field, text, "The specified value must be between " + least + " and " + most + ".")
                    .refusal();
        }
        return Optional.of(duration);
    }
}
