package io.azbatch.simulator.batch.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of the running tasks of a job that is disabled. */
public enum DisableTasks {
    REQUEUE,
    TERMINATE,
    WAIT;

    /** The option with this word, in any case. */
    public static Optional<DisableTasks> of(String word) {
        return Arrays.stream(values())
                .filter(option -> option.name().toLowerCase(Locale.ROOT).equalsIgnoreCase(word))
                .findFirst();
    }
}
