package io.azbatch.simulator.arm;

import io.azbatch.simulator.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Token buckets that limit how often something may be asked for; they refill in virtual time. Unless the setting
 * {@code rateLimits} is on, every bucket is always full but one, and nothing is refused. Used inside a look at the world only.
 */
public final class Buckets {
    private final Settings settings;
    private final Map<String, Level> levels = new HashMap<>();

    /**
     * A bucket.
     *
     * @param key whose and what for
     * @param capacity tokens when it is full
     * @param fills how long an empty one takes to be full
     */
    public record Bucket(String key, int capacity, Duration fills) {}

    private record Level(double tokens, Instant at) {}

    /** What came of asking for a token of each of several buckets. */
    public sealed interface Taken {
        /**
         * One was taken from each.
         *
         * @param remaining what is left, in the order of the buckets
         */
        record Remaining(List<Integer> remaining) implements Taken {}

        /**
         * One of them is empty, and none was taken.
         *
         * @param empty the place of the empty one
         * @param again virtual time until it has a token again
         */
        record Empty(int empty, Duration again) implements Taken {}
    }

    Buckets(Settings settings) {
        this.settings = settings;
    }

    /** Takes a token from each bucket, or from none. */
    public Taken take(List<Bucket> buckets, Instant now) {
        if (settings.number("rateLimits") == 0) {
            return new Taken.Remaining(
                    buckets.stream().map(bucket -> bucket.capacity() - 1).toList());
        }
        for (int i = 0; i < buckets.size(); i++) {
            double tokens = level(buckets.get(i), now);
            if (tokens < 1) {
                return new Taken.Empty(i, untilOne(buckets.get(i), tokens));
            }
        }
        return new Taken.Remaining(
                buckets.stream().map(bucket -> takeOne(bucket, now)).toList());
    }

    private int takeOne(Bucket bucket, Instant now) {
        double left = level(bucket, now) - 1;
        levels.put(bucket.key(), new Level(left, now));
        return (int) left;
    }

    private double level(Bucket bucket, Instant now) {
        Level last = levels.get(bucket.key());
        if (last == null) {
            return bucket.capacity();
        }
        double since = Duration.between(last.at(), now).toMillis();
        return Math.min(
                bucket.capacity(),
                last.tokens() + since * bucket.capacity() / bucket.fills().toMillis());
    }

    private static Duration untilOne(Bucket bucket, double tokens) {
        double millis = (1 - tokens) * bucket.fills().toMillis() / bucket.capacity();
        return Duration.ofMillis((long) Math.ceil(millis));
    }
}
