package io.azbatch.simulator.batch.job;

import java.util.Locale;

/** States of a job. */
public enum JobState {
    ACTIVE,
    DISABLING,
    DISABLED,
    ENABLING,
    TERMINATING,
    COMPLETED,
    DELETING;

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it counts against the account's quota of active jobs. */
    boolean counts() {
        return this != COMPLETED && this != DELETING;
    }
}
