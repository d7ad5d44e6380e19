package io.azbatch.simulator.batch.pool;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of the tasks of a node that must leave. */
public enum Deallocation {
    REQUEUE,
    TERMINATE,
    TASK_COMPLETION,
    RETAINED_DATA;

    /** The word on the wire, such as {@code taskcompletion}. */
    public String word() {
        return name().replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The option with this word, in any case. */
    public static Optional<Deallocation> of(String word) {
        return Arrays.stream(values())
                .filter(option -> option.word().equalsIgnoreCase(word))
                .findFirst();
    }

    /** Whether a running node stays until its tasks are done. */
    boolean waits() {
        return this == TASK_COMPLETION || this == RETAINED_DATA;
    }
}
