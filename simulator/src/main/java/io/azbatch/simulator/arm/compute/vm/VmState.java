package io.azbatch.simulator.arm.compute.vm;

import java.time.Instant;
import java.util.Optional;

/**
 * What is the case with a machine.
 *
 * @param provisioning {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}
 * @param provisionedAt virtual time of the last change of it
 * @param power at rest; a busy machine may be on its way to another
 * @param powerSince virtual time
 * @param generalized whether it was marked so; cannot be taken back
 * @param etag counts changes
 * @param busy the write under way
 */
public record VmState(
        String provisioning,
        Instant provisionedAt,
        Power power,
        Instant powerSince,
        boolean generalized,
        int etag,
        Optional<Busy> busy) {

    static VmState creating(Instant now) {
        return new VmState("Creating", now, Power.STARTING, now, false, 1, Optional.empty());
    }

    /** A write begins. */
    VmState begin(String newProvisioning, Busy write) {
        return new VmState(newProvisioning, write.start(), power, powerSince, generalized, etag, Optional.of(write));
    }

    /** The write under way ends. */
    VmState end(boolean failed, Instant now) {
        Optional<Power> reached = failed ? Optional.empty() : busy.flatMap(Busy::towards);
        return new VmState(
                failed ? "Failed" : "Succeeded",
                now,
                reached.orElse(power),
                reached.isPresent() ? now : powerSince,
                generalized,
                etag,
                Optional.empty());
    }

    /** The service itself changed the power. */
    VmState reached(Power newPower, Instant now) {
        return new VmState("Succeeded", now, newPower, now, generalized, etag + 1, Optional.empty());
    }

    VmState changed(int by) {
        return new VmState(provisioning, provisionedAt, power, powerSince, generalized, etag + by, busy);
    }

    VmState markedGeneralized() {
        return new VmState(provisioning, provisionedAt, power, powerSince, true, etag + 1, busy);
    }

    boolean isBusyWith(String operationId) {
        return busy.map(Busy::operationId).equals(Optional.of(operationId));
    }
}
