package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One recorded request with Azure's answer.
 *
 * @param number position in the recording, from 1
 * @param address where it went
 * @param requestHeaders meaningful ones only
 * @param requestBody a null node if there was none
 * @param bodyRecorded false if the recorder did not keep request bodies, and none was found
 * @param bodyFound true if the body was read from Azure's answers: what they repeat of it is then no evidence
 * @param status HTTP status
 * @param headers names in lower case
 * @param body a null node if there was none
 */
record Exchange(
        int number,
        Address address,
        Map<String, String> requestHeaders,
        JsonNode requestBody,
        boolean bodyRecorded,
        boolean bodyFound,
        int status,
        Map<String, String> headers,
        JsonNode body) {

    static Exchange parse(int number, String line) {
        try {
            JsonNode json = Json.MAPPER.readTree(line);
            return new Exchange(
                    number,
                    Address.of(Json.text(json, "method"), Json.text(json, "uri")),
                    texts(json.path("requestHeaders"), false),
                    json.path("requestBody"),
                    json.path("requestBodyRecorded").asBoolean(true),
                    false,
                    json.path("status").asInt(),
                    texts(json.path("responseHeaders"), true),
                    json.path("responseBody"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a body that was found in another way. */
    Exchange withRequestBody(JsonNode found) {
        return new Exchange(number, address, requestHeaders, found, true, true, status, headers, body);
    }

    String method() {
        return address.method();
    }

    boolean refused() {
        return status >= 400;
    }

    /** {@code error.code}, also that of an operation that failed; {@code code} of a refusal of Batch; empty if there is none. */
    String errorCode() {
        String arm = Json.text(body, "error", "code");
        return arm.isEmpty() && refused() ? Json.text(body, "code") : arm;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }

    /** When it was answered, if the recorder kept that. */
    Optional<Instant> date() {
        return header("date").map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant());
    }

    private static Map<String, String> texts(JsonNode json, boolean lowerCase) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.properties()
                .forEach(field -> texts.put(
                        lowerCase ? field.getKey().toLowerCase(java.util.Locale.ROOT) : field.getKey(),
                        field.getValue().asText()));
        return texts;
    }
}
