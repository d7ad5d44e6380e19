package io.azbatch.simulator.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A clock that runs {@code speed} times as fast as the real one and can be moved forward. Safe for use by many threads. Instants have
 * microseconds, as Azure's own timestamps do.
 */
public final class VirtualClock extends Clock {
    private Instant virtualBase;
    private long realBase;
    private double speed;

    /**
     * @param start the first virtual instant
     * @param speed virtual seconds per real second, greater than zero
     */
    public VirtualClock(Instant start, double speed) {
        requirePositive(speed);
        this.virtualBase = start;
        this.realBase = System.nanoTime();
        this.speed = speed;
    }

    @Override
    public synchronized Instant instant() {
        return virtualBase
                .plusNanos((long) ((System.nanoTime() - realBase) * speed))
                .truncatedTo(ChronoUnit.MICROS);
    }

    /** Virtual seconds per real second. */
    public synchronized double speed() {
        return speed;
    }

    /** Runs on from the present instant with another speed. */
    public synchronized void setSpeed(double newSpeed) {
        requirePositive(newSpeed);
        rebase(instant());
        speed = newSpeed;
    }

    /** Jumps forward; time never runs back. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the clock cannot be moved back: advance by " + by);
        }
        rebase(instant().plus(by));
    }

    /** Waits until the virtual instant has come, also when it comes by a jump. */
    public void awaitInstant(Instant due) throws InterruptedException {
        while (instant().isBefore(due)) {
            double millis = Duration.between(instant(), due).toMillis() / speed();
            Thread.sleep(Math.clamp((long) millis, 1, 20));
        }
    }

    /** A virtual duration in real whole seconds, rounded up, at least one. */
    public long realSeconds(Duration virtual) {
        return Math.max(1, (long) Math.ceil(virtual.toMillis() / 1000.0 / speed()));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Azure speaks UTC");
    }

    private void rebase(Instant now) {
        virtualBase = now;
        realBase = System.nanoTime();
    }

    private static void requirePositive(double speed) {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed must be a number greater than zero, not " + speed);
        }
    }
}
