package io.azbatch.simulator.state;

import io.azbatch.simulator.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Guards everything that exists: whoever looks at or changes the simulated Azure does it inside {@link #look}. One look is one moment
 * of virtual time, and everything due by then has happened.
 */
public final class World {
    private final ReentrantLock lock = new ReentrantLock();
    private final Agenda agenda = new Agenda();
    private final VirtualClock clock;
    private Instant now;

    public World(VirtualClock clock) {
        this.clock = clock;
        this.now = clock.instant();
    }

    /** Runs with the lock held, after all that is due has happened. Looks inside a look see the same moment. */
    public <T> T look(Supplier<T> look) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) {
                settle(clock.instant());
            }
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    /** The moment of the present look; inside an effect, the instant at which it was due. */
    public Instant now() {
        requireLook();
        return now;
    }

    /** Lets something happen after a virtual duration. */
    public void after(Duration delay, Runnable effect) {
        requireLook();
        agenda.at(now.plus(delay), effect);
    }

    /** Lets something happen at a virtual instant; an instant in the past is now. */
    public void at(Instant due, Runnable effect) {
        requireLook();
        agenda.at(due, effect);
    }

    /** Each effect sees its own instant as now, so chains of effects keep their durations over a jump of the clock. */
    private void settle(Instant present) {
        Optional<Agenda.Entry> next = agenda.takeDue(present);
        while (next.isPresent()) {
            now = next.get().due();
            next.get().effect().run();
            next = agenda.takeDue(present);
        }
        now = present;
    }

    private void requireLook() {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("outside of a look at the world");
        }
    }
}
