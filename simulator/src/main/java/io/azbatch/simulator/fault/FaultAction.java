package io.azbatch.simulator.fault;

import java.time.Duration;
import java.util.Map;

/** What a fault does to the request it takes hold of. */
public sealed interface FaultAction {

    /**
     * Answers in the plane's stead; nothing is applied.
     *
     * @param status HTTP status
     * @param headers added to the answer, for example {@code Retry-After}
     * @param code error code, put into the plane's own error form
     * @param message error message
     * @param body sent as it is instead of an error body, empty for none
     */
    record Status(int status, Map<String, String> headers, String code, String message, String body)
            implements FaultAction {}

    /** Closes the connection without an answer; nothing is applied. */
    record Reset() implements FaultAction {}

    /** Applies the request and closes the connection without an answer. */
    record ApplyThenReset() implements FaultAction {}

    /** Holds the connection before anything is applied; on release it is closed and nothing is applied. */
    record HoldBefore() implements FaultAction {}

    /** Applies the request and holds the answer; on release the connection is closed without it. */
    record HoldAfter() implements FaultAction {}

    /** Lets the long operation that the request starts end otherwise. */
    record EndOperation(OperationEnd end) implements FaultAction {}

    /** Waits a virtual duration, then goes on as if nothing had been. */
    record Delay(Duration virtual) implements FaultAction {}
}
