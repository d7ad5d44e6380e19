package io.azbatch.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azbatch.simulator.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What came back.
 *
 * @param request method and path, for messages
 * @param status HTTP status
 * @param response headers are read from here
 * @param body a missing node if there was none, a text if it is no JSON
 */
public record Answer(String request, int status, HttpResponse<byte[]> response, JsonNode body) {
    static Answer of(String request, HttpResponse<byte[]> response) {
        return new Answer(request, response.statusCode(), response, parse(response.body()));
    }

    /** A header, its name compared without case. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** A text in the body by the names that lead to it, empty if it is not there. */
    public String text(String... path) {
        return Json.text(body, path);
    }

    /** A node of the body by the names that lead to it. */
    public JsonNode at(String... path) {
        return Json.at(body, path);
    }

    /** {@code error.code}, also that of an operation that failed; {@code code} of a refusal of Batch; empty if there is none. */
    public String errorCode() {
        String code = text("error", "code");
        return code.isEmpty() && status >= 400 ? text("code") : code;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Json.parse(body);
        } catch (IOException notJson) {
            return TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
        }
    }
}
