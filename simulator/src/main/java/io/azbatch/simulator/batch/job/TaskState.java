package io.azbatch.simulator.batch.job;

import java.util.Locale;

/** States of a task; the service's {@code preparing} is for jobs with a preparation task. */
public enum TaskState {
    ACTIVE,
    RUNNING,
    COMPLETED;

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
