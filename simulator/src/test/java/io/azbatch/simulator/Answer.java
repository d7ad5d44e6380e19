package io.azbatch.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What came back, with the body as JSON (missing if there was none). */
record Answer(HttpResponse<byte[]> http) {
    int status() {
        return http.statusCode();
    }

    JsonNode body() {
        try {
            return http.body().length == 0 ? Json.object().path("nothing") : Json.parse(http.body());
        } catch (IOException e) {
            throw new AssertionError(new String(http.body(), StandardCharsets.UTF_8), e);
        }
    }

    /** A header, or empty text. */
    String header(String name) {
        return http.headers().firstValue(name).orElse("");
    }

    /** Text at a path of field names, or empty text. */
    String text(String... path) {
        return Json.text(body(), path);
    }

    JsonNode at(String... path) {
        return Json.at(body(), path);
    }

    /** {@code error.code}. */
    String code() {
        return text("error", "code");
    }

    /** {@code error.message}. */
    String message() {
        return text("error", "message");
    }
}
