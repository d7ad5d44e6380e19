package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.WriteFence;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A fence with so much margin that making a connection may take its time on a slow machine. */
record PatientFence(BooleanSupplier seenOpen) implements WriteFence {
    static final PatientFence OPEN = new PatientFence(() -> true);

    @Override
    public boolean open() {
        return seenOpen.getAsBoolean();
    }

    @Override
    public Duration margin() {
        return Duration.ofMinutes(2);
    }
}
