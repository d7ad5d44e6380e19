package io.azbatch.operator.control;

import io.azbatch.operator.cloud.Trouble;
import java.time.Duration;
import java.util.Optional;

/**
 * When to look again. Events of Kubernetes come sooner by themselves; this is how long Azure may go unwatched.
 *
 * @param operation while Azure works on something of ours
 * @param resync at rest
 * @param stalled while the user must act: looked at again slowly, so that it heals by itself
 * @param trouble after a call that Azure could not answer and gave no time for
 * @param progress least time between two writes of mere progress to one status
 */
public record Cadence(Duration operation, Duration resync, Duration stalled, Duration trouble, Duration progress) {

    /** When nothing was done in a pass. */
    public Duration of(Standing standing) {
        return switch (standing) {
            case Standing.Working working -> operation;
            case Standing.Delayed delayed -> asked(delayed.retryAfter());
            case Standing.Blocked blocked -> stalled;
            case Standing.Settled settled -> resync;
            case Standing.Terminating terminating ->
                terminating.obstacle().map(this::of).orElse(operation);
        };
    }

    /** An effect was taken; what came of it is looked at right away. */
    public Duration afterEffect() {
        return operation.dividedBy(5);
    }

    /** How long to stay away after trouble: what Azure asked for, else our own interval. */
    public Duration after(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Throttled throttled -> asked(throttled.retryAfter());
            case Trouble.Unavailable unavailable -> asked(unavailable.retryAfter());
            case Trouble.Conflict conflict -> operation;
            case Trouble.QuotaExceeded quota -> stalled;
            case Trouble.Denied denied -> stalled;
            case Trouble.Unauthenticated unauthenticated -> stalled;
            case Trouble.NotFound notFound -> stalled;
            case Trouble.Invalid invalid -> stalled;
        };
    }

    /** Azure may ask to be called again at once; taken at its word that would be a loop. */
    private Duration asked(Optional<Duration> retryAfter) {
        return retryAfter
                .map(pause -> pause.compareTo(afterEffect()) < 0 ? afterEffect() : pause)
                .orElse(trouble);
    }
}
