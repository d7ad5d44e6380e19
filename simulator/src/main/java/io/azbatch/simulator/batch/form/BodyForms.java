package io.azbatch.simulator.batch.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.job.Spans;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/**
 * Refuses a body that has not the form of its kind, at any depth: a property that nobody knows or of another type, one that is missing,
 * a word outside of its choice. A null is as good as nothing; words are compared without case, as the service does.
 */
public final class BodyForms {
    private BodyForms() {}

    /**
     * Checks a body.
     *
     * @param form name of its form, such as {@code Pool}
     */
    public static void check(String form, JsonNode body) {
        Form known = Form.of(form);
        body.properties().forEach(field -> {
            Form.Property property = known.properties().get(field.getKey());
            if (property == null) {
                throw Errors.unknownProperty(field.getKey()).refusal();
            }
            if (!field.getValue().isNull()) {
                value(field.getKey(), property.type(), field.getValue());
            }
        });
        known.properties().forEach((name, property) -> {
            if (property.required() && !body.hasNonNull(name)) {
                throw Errors.missingProperty(name).refusal();
            }
        });
    }

    private static void value(String field, String type, JsonNode value) {
        if (type.startsWith("[")) {
            require(value.isArray(), field);
            value.forEach(element -> value(field, type.substring(1, type.length() - 1), element));
        } else if (Form.isNamed(type)) {
            require(value.isObject(), field);
            check(type, value);
        } else {
            plain(field, type, value);
        }
    }

    private static void plain(String field, String type, JsonNode value) {
        switch (type) {
            case "any" -> {
                // Passed on as it is.
            }
            case "text" -> require(value.isTextual(), field);
            case "flag" -> require(value.isBoolean(), field);
            case "int" -> require(value.isIntegralNumber() || value.asText().matches("-?[0-9]+"), field);
            case "time" -> require(isTime(value.asText()), field);
            case "duration" ->
                requireWord(
                        isSpan(value.asText()), field, value, "The specified value is not a valid ISO 8601 duration.");
            default ->
                requireWord(
                        Arrays.stream(type.split("\\|")).anyMatch(value.asText()::equalsIgnoreCase),
                        field,
                        value,
                        "The specified value must be one of " + type.replace("|", ", ") + ".");
        }
    }

    private static boolean isTime(String text) {
        try {
            return !OffsetDateTime.parse(text).equals(OffsetDateTime.MIN);
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }

    private static boolean isSpan(String text) {
        return text.equals(Spans.FOR_EVER) || Spans.parse(text).isPresent();
    }

    private static void require(boolean fits, String field) {
        if (!fits) {
            throw Errors.invalidBody("The value of the property '" + field + "' is not of its type.")
                    .refusal();
        }
    }

    private static void requireWord(boolean fits, String field, JsonNode value, String reason) {
        if (!fits) {
            throw Errors.invalidProperty(field, value.asText(), reason).refusal();
        }
    }
}
