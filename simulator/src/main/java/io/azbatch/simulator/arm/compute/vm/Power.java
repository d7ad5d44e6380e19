package io.azbatch.simulator.arm.compute.vm;

import java.util.Locale;

/** Power states as the instance view names them. */
public enum Power {
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    DEALLOCATING,
    DEALLOCATED;

    /** {@code running} of {@code PowerState/running}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
