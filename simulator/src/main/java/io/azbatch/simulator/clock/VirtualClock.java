package io.azbatch.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * A clock that runs {@code speed} times as fast as the real one and can be moved forward; with speed 0 it stands still until it is
 * moved. Safe for use by many threads. Instants have microseconds, as Azure's own timestamps do.
 */
public final class VirtualClock implements InstantSource {
    private Instant virtualBase;
    private long realBase;
    private double speed;

    /**
     * @param start the first virtual instant
     * @param speed virtual seconds per real second, 0 or more
     */
    public VirtualClock(Instant start, double speed) {
        requireSpeed(speed);
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
        requireSpeed(newSpeed);
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
            // Standing still makes infinity of it, which is the longest nap.
            Thread.sleep(Math.clamp((long) millis, 1, 20));
        }
    }

    /** A virtual duration in real whole seconds, rounded up, at least one; as at speed 1 while time stands still. */
    public long realSeconds(Duration virtual) {
        double speed = speed() == 0 ? 1 : speed();
        return Math.max(1, (long) Math.ceil(virtual.toMillis() / 1000.0 / speed));
    }

    private void rebase(Instant now) {
        virtualBase = now;
        realBase = System.nanoTime();
    }

    private static void requireSpeed(double speed) {
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed must be a number of 0 or more, not " + speed);
        }
    }
}
