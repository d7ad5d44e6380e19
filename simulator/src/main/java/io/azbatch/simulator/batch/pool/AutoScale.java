package io.azbatch.simulator.batch.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Automatic scaling of a pool.
 *
 * @param formula as given
 * @param interval between evaluations
 * @param enabledAt last time it was enabled or changed
 * @param lastRun the last evaluation, absent before the first
 */
public record AutoScale(String formula, Duration interval, Instant enabledAt, Optional<AutoScaleRun> lastRun) {
    /** What keeps a formula from being read at all; nothing if it can be, whatever it will say. */
    public static Optional<String> syntaxProblem(String formula) {
        return Formula.syntaxProblem(formula);
    }

    AutoScale ran(AutoScaleRun run) {
        return new AutoScale(formula, interval, enabledAt, Optional.of(run));
    }
}
