package io.azbatch.simulator.batch.job;

import java.util.Locale;

/** States of a job schedule. */
public enum JobScheduleState {
    ACTIVE,
    DISABLED,
    TERMINATING,
    COMPLETED,
    DELETING;

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
