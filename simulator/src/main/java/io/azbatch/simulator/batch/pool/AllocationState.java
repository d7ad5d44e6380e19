package io.azbatch.simulator.batch.pool;

import java.util.Locale;

/** Whether a pool changes its size. */
public enum AllocationState {
    STEADY,
    RESIZING,
    STOPPING;

    /** Value of a pool's {@code allocationState}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
