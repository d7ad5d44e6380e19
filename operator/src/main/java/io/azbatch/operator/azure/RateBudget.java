package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.Trouble;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often one credential may call one subscription or one Batch account.
 *
 * <p>Azure counts calls per principal and subscription, apart for reads, writes and deletes, and per Batch account; this
 * stays a fifth below ARM's documented figures, so that people and other tools of the same principal have room too. When
 * Azure throttles nevertheless, everything in the scope waits as long as Azure asked: its answer does not tell surely
 * which of its many counters is used up, and calls made meanwhile may prolong the wait.
 */
final class RateBudget {

    /** Code of the trouble when the operator holds a call back itself. */
    static final String CODE = "OperatorRateBudget";

    /** When Azure throttles without saying how long. */
    private static final Duration UNSAID = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private final AtomicLong closedUntil;
    private final Map<Kind, Bucket> buckets = new EnumMap<>(Kind.class);

    RateBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.closedUntil = new AtomicLong(now);
        for (Kind kind : Kind.values()) {
            buckets.put(kind, new Bucket(kind, now));
        }
    }

    /** Takes one call from the budget; the trouble when there is none to take. */
    Optional<Trouble> take(String method) {
        long now = nanoTime.getAsLong();
        long closed = closedUntil.get() - now;
        if (closed > 0) {
            return Optional.of(throttled("Azure asked for a pause; nothing is sent before it ends.", closed));
        }
        long wait = buckets.get(Kind.of(method)).take(now);
        return wait == 0
                ? Optional.empty()
                : Optional.of(throttled("The operator's own rate budget for this credential is used up.", wait));
    }

    /** Azure throttled: nothing more is sent for as long as it asked. */
    void close(Optional<Duration> retryAfter) {
        long until = nanoTime.getAsLong() + retryAfter.orElse(UNSAID).toNanos();
        closedUntil.accumulateAndGet(until, (old, asked) -> asked - old > 0 ? asked : old);
    }

    private static Trouble throttled(String message, long nanos) {
        return new Trouble.Throttled(CODE, message, Optional.of(Duration.ofNanos(nanos)));
    }

    /** Kinds of calls that Azure counts apart. */
    private enum Kind {
        READ(200, 20),
        WRITE(160, 8),
        DELETE(160, 8);

        private final int capacity;
        private final int perSecond;

        Kind(int capacity, int perSecond) {
            this.capacity = capacity;
            this.perSecond = perSecond;
        }

        static Kind of(String method) {
            return switch (method) {
                case "GET", "HEAD" -> READ;
                case "DELETE" -> DELETE;
                default -> WRITE;
            };
        }
    }

    /**
     * A bucket of calls that fills steadily. Who finds it empty is told a time of his own, one after the other, so that
     * hundreds who wait do not all come back at once.
     */
    private static final class Bucket {

        private static final double NANOS = 1e9;
        private static final long LONGEST_WAIT = Duration.ofMinutes(1).toNanos();

        private final Kind kind;
        private double calls;
        private long filledAt;
        private long promisedUntil;

        Bucket(Kind kind, long now) {
            this.kind = kind;
            this.calls = kind.capacity;
            this.filledAt = now;
            this.promisedUntil = now;
        }

        /** Nanoseconds until there is a call to take; 0 when one was taken. */
        synchronized long take(long now) {
            calls = Math.min(kind.capacity, calls + (now - filledAt) / NANOS * kind.perSecond);
            filledAt = now;
            if (calls >= 1) {
                calls--;
                return 0;
            }
            long full = now + (long) Math.ceil((1 - calls) / kind.perSecond * NANOS);
            long next = promisedUntil + (long) (NANOS / kind.perSecond);
            long wait = Math.min(Math.max(next - now, full - now), LONGEST_WAIT);
            promisedUntil = now + wait;
            return wait;
        }
    }
}
