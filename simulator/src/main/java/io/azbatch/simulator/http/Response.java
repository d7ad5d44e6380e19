package io.azbatch.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param status HTTP status
 * @param headers in the order they are sent
 * @param body empty array for none
 * @param errorCode the service's error code, empty text if this is no refusal; goes into the journal
 */
public record Response(int status, Map<String, String> headers, byte[] body, String errorCode) {
    private static final String JSON = "application/json; charset=utf-8";

    /** No body. */
    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0], "");
    }

    /** A JSON body with ARM's content type. */
    public static Response json(int status, JsonNode body) {
        return new Response(status, Map.of("Content-Type", JSON), Json.bytes(body), "");
    }

    /** A text body with a content type. */
    public static Response text(int status, String contentType, String body) {
        return new Response(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8), "");
    }

    /** Adds or replaces a header; the name compares without case. */
    public Response with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.keySet().removeIf(known -> known.equalsIgnoreCase(name));
        all.put(name, value);
        return new Response(status, all, body, errorCode);
    }

    /** Adds a header unless the answer has it already. */
    public Response withDefault(String name, String value) {
        return headers.keySet().stream().anyMatch(known -> known.equalsIgnoreCase(name)) ? this : with(name, value);
    }

    public Response withErrorCode(String code) {
        return new Response(status, headers, body, code);
    }

    public boolean isRefusal() {
        return status >= 400;
    }
}
