package io.azbatch.simulator.storage.copy;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A copy to a blob.
 *
 * @param id a UUID
 * @param source where from
 * @param total bytes
 * @param start virtual time
 * @param due virtual time at which it will be over if nothing comes between
 * @param status how it stands
 * @param completed virtual time of its end, absent while pending
 * @param description why it failed, empty if it did not
 * @param headers what the caller wants the blob to have, for the moment when the bytes arrive
 */
public record Copy(
        String id,
        CopySource source,
        long total,
        Instant start,
        Instant due,
        Status status,
        Optional<Instant> completed,
        String description,
        Map<String, String> headers) {

    public Copy {
        headers = Map.copyOf(headers);
    }

    /** How a copy stands. */
    public enum Status {
        PENDING,
        SUCCESS,
        ABORTED,
        FAILED;

        /** The service's word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isPending() {
        return status == Status.PENDING;
    }

    /** Bytes that have arrived by now. */
    public long copied(Instant now) {
        if (status == Status.SUCCESS) {
            return total;
        }
        Instant at = completed.orElse(now);
        long whole = Math.max(1, Duration.between(start, due).toMillis());
        long gone = Math.clamp(Duration.between(start, at).toMillis(), 0, whole);
        return (long) ((double) total * gone / whole);
    }

    /** The same at its end. */
    public Copy ended(Status end, Instant at, String why) {
        return new Copy(id, source, total, start, due, end, Optional.of(at), why, headers);
    }
}
