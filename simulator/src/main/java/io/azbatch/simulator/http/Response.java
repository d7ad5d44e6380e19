package io.azbatch.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One answer.
 *
 * @param status HTTP status
 * @param headers in the order they are sent
 * @param body empty array for none
 * @param errorCode the service's error code, empty text if this is no refusal; goes into the journal
 * @param download a body too big to be held, in the place of {@code body}
 */
public record Response(
        int status, Map<String, String> headers, byte[] body, String errorCode, Optional<Download> download) {
    private static final String JSON = "application/json; charset=utf-8";

    /**
     * A body that is passed on while it is read.
     *
     * @param length bytes
     * @param bytes read once, to the end, and closed
     */
    public record Download(long length, InputStream bytes) {}

    /** An answer whose body is held. */
    public Response(int status, Map<String, String> headers, byte[] body, String errorCode) {
        this(status, headers, body, errorCode, Optional.empty());
    }

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
        return new Response(status, all, body, errorCode, download);
    }

    /** Adds a header unless the answer has it already. */
    public Response withDefault(String name, String value) {
        return headers.keySet().stream().anyMatch(known -> known.equalsIgnoreCase(name)) ? this : with(name, value);
    }

    public Response withErrorCode(String code) {
        return new Response(status, headers, body, code, download);
    }

    /** The same with a body that is passed on. */
    public Response with(Download passedOn) {
        return new Response(status, headers, body, errorCode, Optional.of(passedOn));
    }

    /** Lets go of a body that nobody will read. */
    public void discard() {
        try {
            if (download.isPresent()) {
                download.get().bytes().close();
            }
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    public boolean isRefusal() {
        return status >= 400;
    }
}
