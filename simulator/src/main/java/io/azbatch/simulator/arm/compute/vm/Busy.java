package io.azbatch.simulator.arm.compute.vm;

import java.time.Instant;
import java.util.Optional;

/**
 * A write under way.
 *
 * @param operationId id of its long operation
 * @param name such as {@code deallocate}
 * @param towards the power state it leads to, if it changes power
 * @param start virtual time
 * @param end virtual time
 */
public record Busy(String operationId, String name, Optional<Power> towards, Instant start, Instant end) {

    /** How much of it is done, 0 to 1. */
    double progress(Instant now) {
        double whole = end.toEpochMilli() - start.toEpochMilli();
        return whole <= 0 ? 1 : Math.clamp((now.toEpochMilli() - start.toEpochMilli()) / whole, 0, 1);
    }
}
