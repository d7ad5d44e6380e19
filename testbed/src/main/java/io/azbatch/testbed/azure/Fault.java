package io.azbatch.testbed.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Trouble to be made for requests of one kind. Immutable: every method returns another fault.
 *
 * @param match which requests
 * @param nth the first matching request that it strikes, from 1
 * @param times how many from there on; 0 for all
 * @param action what happens to them
 */
public record Fault(ObjectNode match, int nth, int times, ObjectNode action) {

    /** Requests of one operation, such as {@code virtualMachines/deallocate}; does nothing to them yet. */
    public static Fault on(String operation) {
        return new Fault(object().put("operation", operation), 1, 1, object());
    }

    /** All requests that ask for a change. */
    public static Fault onWrites() {
        return new Fault(object().put("writes", true), 1, 1, object());
    }

    /** Only with this text in path or query. */
    public Fault inPath(String text) {
        return new Fault(match.deepCopy().put("path", Pattern.quote(text)), nth, times, action);
    }

    /** Only at the listener of one Batch account. */
    public Fault atPort(int port) {
        return new Fault(match.deepCopy().put("port", port), nth, times, action);
    }

    public Fault nth(int first) {
        return new Fault(match, first, times, action);
    }

    /** @param count 0 for all */
    public Fault times(int count) {
        return new Fault(match, nth, count, action);
    }

    /** Azure says no; nothing is applied. */
    public Fault answer(int status, String code, String message) {
        return acting(object().put("type", "status")
                .put("status", status)
                .put("code", code)
                .put("message", message));
    }

    /** Azure asks to be left alone for a while; nothing is applied. */
    public Fault throttle(Duration retryAfter) {
        ObjectNode throttled = object().put("type", "status")
                .put("status", 429)
                .put("code", "TooManyRequests")
                .put("message", "The request was throttled.");
        throttled.putObject("headers").put("Retry-After", Long.toString(retryAfter.toSeconds()));
        return acting(throttled);
    }

    /** The connection closes without an answer, after the request was applied. */
    public Fault applyThenReset() {
        return acting(object().put("type", "applyThenReset"));
    }

    /** The request waits unapplied, and is dropped when the fault is removed. */
    public Fault holdBefore() {
        return acting(object().put("type", "holdBefore"));
    }

    /** The request is applied and its answer waits, to be dropped when the fault is removed. */
    public Fault holdAfter() {
        return acting(object().put("type", "holdAfter"));
    }

    /** Azure takes its time, and then does as always. */
    public Fault delay(Duration simulated) {
        return acting(object().put("type", "delay").put("seconds", simulated.toSeconds()));
    }

    /** The long operation that the request starts ends in failure. */
    public Fault failOperation(String code, String message) {
        return acting(object().put("type", "failOperation").put("code", code).put("message", message));
    }

    private Fault acting(ObjectNode action) {
        return new Fault(match, nth, times, action);
    }

    ObjectNode toJson() {
        ObjectNode json = object().put("nth", nth).put("times", times);
        json.set("match", match);
        json.set("action", action);
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
