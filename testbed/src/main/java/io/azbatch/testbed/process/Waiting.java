package io.azbatch.testbed.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looking again and again until something is so. */
public final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Waiting() {}

    /** Looks until there is a value, often: for looks that cost next to nothing. */
    public static <T> T forValue(String what, Duration limit, Supplier<Optional<T>> look) {
        return forValue(what, limit, PAUSE, look);
    }

    /**
     * Looks until there is a value.
     *
     * @param what for the error message: what did not come
     * @param pause between two looks
     * @throws IllegalStateException when the limit is over
     */
    public static <T> T forValue(String what, Duration limit, Duration pause, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("after " + limit.toSeconds() + " s still no " + what);
            }
            pause(pause);
        }
    }

    /** Looks until it is so, often: for looks that cost next to nothing. */
    public static void until(String what, Duration limit, BooleanSupplier look) {
        until(what, limit, PAUSE, look);
    }

    /** Looks until it is so, with a pause between two looks. */
    public static void until(String what, Duration limit, Duration pause, BooleanSupplier look) {
        forValue(what, limit, pause, () -> look.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Looks until it is so, and gives up early when the program that should bring it about has ended. */
    public static void until(String what, Duration limit, Program program, BooleanSupplier look) {
        try {
            until(what, limit, () -> {
                if (!program.alive()) {
                    throw new IllegalStateException(program.name() + " ended with "
                            + program.exitCode().orElse(-1) + " before " + what + program.tail());
                }
                return look.getAsBoolean();
            });
        } catch (IllegalStateException e) {
            throw program.alive() ? new IllegalStateException(e.getMessage() + program.tail(), e) : e;
        }
    }

    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
