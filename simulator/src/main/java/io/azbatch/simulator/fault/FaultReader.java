package io.azbatch.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.ListenerKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads a fault from JSON; what it does not know it refuses, since a fault that silently never strikes proves nothing. */
final class FaultReader {
    private static final List<String> LISTENERS = Stream.of(ListenerKind.values())
            .filter(kind -> kind != ListenerKind.ADMIN)
            .map(ListenerKind::word)
            .toList();
    private static final Set<String> FIELDS = Set.of("match", "nth", "times", "action");
    private static final Set<String> MATCH_FIELDS = Set.of("listener", "port", "method", "path", "operation", "writes");
    private static final Set<String> ACTION_FIELDS =
            Set.of("type", "status", "headers", "code", "message", "body", "seconds");

    private FaultReader() {}

    /**
     * @throws IllegalArgumentException with a text that says what is wrong
     */
    static Fault read(String id, JsonNode json) {
        onlyKnown(json, FIELDS, "fault");
        int nth = whole(json, "nth", 1);
        int times = whole(json, "times", 1);
        if (nth < 1 || times < 0) {
            throw new IllegalArgumentException("nth starts at 1, and times is 0 (all) or more");
        }
        return new Fault(id, match(json.path("match")), nth, times, action(json.path("action")), json);
    }

    private static FaultMatch match(JsonNode json) {
        onlyKnown(json, MATCH_FIELDS, "match");
        try {
            return new FaultMatch(
                    listener(json),
                    whole(json, "port", 0),
                    Json.text(json, "method"),
                    Pattern.compile(Json.text(json, "path"), Pattern.CASE_INSENSITIVE),
                    Json.text(json, "operation"),
                    json.path("writes").asBoolean(false));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("match.path is no regular expression: " + e.getDescription(), e);
        }
    }

    /** The admin listener is not among them: nothing strikes there. */
    private static String listener(JsonNode json) {
        String word = Json.text(json, "listener").toLowerCase(Locale.ROOT);
        if (!word.isEmpty() && !LISTENERS.contains(word)) {
            throw new IllegalArgumentException("match.listener '" + word + "' is none of " + LISTENERS);
        }
        return word;
    }

    private static int whole(JsonNode json, String name, int otherwise) {
        JsonNode value = json.path(name);
        if (!value.isMissingNode() && !value.isInt()) {
            throw new IllegalArgumentException(name + " must be a whole number");
        }
        return value.asInt(otherwise);
    }

    private static FaultAction action(JsonNode json) {
        onlyKnown(json, ACTION_FIELDS, "action");
        String type = Json.text(json, "type");
        return switch (type) {
            case "status" -> status(json);
            case "reset" -> new FaultAction.Reset();
            case "applyThenReset" -> new FaultAction.ApplyThenReset();
            case "holdBefore" -> new FaultAction.HoldBefore();
            case "holdAfter" -> new FaultAction.HoldAfter();
            case "failOperation" -> new FaultAction.EndOperation(end("Failed", json));
            case "cancelOperation" -> new FaultAction.EndOperation(end("Canceled", json));
            case "delay" ->
                new FaultAction.Delay(
                        Duration.ofMillis((long) (json.path("seconds").asDouble(1) * 1000)));
            default ->
                throw new IllegalArgumentException("action.type '" + type
                        + "' is none of status, reset, applyThenReset, holdBefore, holdAfter, failOperation,"
                        + " cancelOperation, delay");
        };
    }

    private static FaultAction.Status status(JsonNode json) {
        int status = json.path("status").asInt(0);
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("action.status must be between 200 and 599");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        JsonNode body = json.path("body");
        return new FaultAction.Status(
                status,
                headers,
                json.path("code").asText("InternalServerError"),
                json.path("message").asText("The server encountered an internal error. Please retry the request."),
                body.isTextual() ? body.asText() : body.isMissingNode() ? "" : body.toString());
    }

    private static OperationEnd end(String status, JsonNode json) {
        String code = status.equals("Failed") ? "InternalExecutionError" : "OperationPreempted";
        String message = status.equals("Failed")
                ? "An internal execution error occurred. Please retry later."
                : "The operation has been preempted by a more recent operation.";
        return new OperationEnd(
                status, json.path("code").asText(code), json.path("message").asText(message));
    }

    private static void onlyKnown(JsonNode json, Set<String> known, String where) {
        if (!json.isObject() && !json.isMissingNode()) {
            throw new IllegalArgumentException(where + " must be an object");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown field '" + name + "' in " + where + "; known: " + known);
            }
        });
    }
}
