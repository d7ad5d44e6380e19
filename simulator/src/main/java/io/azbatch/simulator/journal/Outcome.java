package io.azbatch.simulator.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param status of the answer, absent while under way and where none was formed
 * @param errorCode the service's code in a refusal, else empty
 * @param applied whether a write took effect; reads are never applied
 * @param answered whether the answer was written to the caller
 * @param fault id of the fault that spoiled it, absent if none did
 * @param endedAt real time, absent while under way
 */
public record Outcome(
        @Nullable Integer status,
        String errorCode,
        boolean applied,
        boolean answered,
        @Nullable String fault,
        @Nullable Instant endedAt) {

    /** Nothing yet. */
    static final Outcome UNDER_WAY = new Outcome(null, "", false, false, null, null);

    Outcome withAnswer(int newStatus, String newErrorCode, boolean tookEffect) {
        return new Outcome(newStatus, newErrorCode, tookEffect, answered, fault, endedAt);
    }

    Outcome withFault(String id) {
        return new Outcome(status, errorCode, applied, answered, id, endedAt);
    }

    Outcome ended(boolean wasAnswered, Instant at) {
        return new Outcome(status, errorCode, applied, wasAnswered, fault, at);
    }
}
