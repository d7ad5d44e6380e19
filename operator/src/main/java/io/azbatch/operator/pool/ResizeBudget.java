package io.azbatch.operator.pool;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often, and how soon, a resize that Azure could not meet is asked for again. When the budget is spent the pool is
 * stalled, and still asked for at the last pace, so that it heals by itself when a quota is raised.
 *
 * @param delays before each attempt
 */
public record ResizeBudget(List<Duration> delays) {

    private static final int[] GROWTH = {8, 20, 40, 80, 120};

    public ResizeBudget {
        delays = List.copyOf(delays);
    }

    /** @param unit from {@code Cadence}; 15 seconds make 2, 5, 10, 20 and 30 minutes */
    static ResizeBudget of(Duration unit) {
        return new ResizeBudget(
                IntStream.of(GROWTH).mapToObj(unit::multipliedBy).toList());
    }

    int attempts() {
        return delays.size();
    }

    /** How long to wait after that many attempts. */
    Duration delayAfter(int attempts) {
        return delays.get(Math.min(attempts, delays.size() - 1));
    }
}
