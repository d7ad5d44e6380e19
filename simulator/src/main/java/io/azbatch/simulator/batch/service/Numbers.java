package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.batch.answer.Errors;
import java.util.OptionalInt;

/** Numbers in bodies. Old and new clients of the command line send them as text, and get along. */
final class Numbers {
    private Numbers() {}

    /** The number of a field, if it is there; refused if it is none or outside of its bounds. */
    static OptionalInt read(JsonNode body, String field, int least, int most) {
        if (!body.hasNonNull(field)) {
            return OptionalInt.empty();
        }
        JsonNode value = body.get(field);
        boolean whole = value.isIntegralNumber() || value.asText().matches("-?\\d{1,9}");
        int number = whole ? value.asInt() : Integer.MIN_VALUE;
        if (!whole || number < least || number > most) {
            throw Errors.invalidProperty(
                            field,
                            value.asText(),
                            "The specified value must be a number between " + least + " and " + most + ".")
                    .refusal();
        }
        return OptionalInt.of(number);
    }
}
