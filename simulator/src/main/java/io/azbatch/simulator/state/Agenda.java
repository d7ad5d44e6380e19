package io.azbatch.simulator.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What will happen when. Not thread-safe: the world's lock guards it. */
public final class Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
    private long order;

    /** An effect with its instant. */
    record Entry(Instant due, long order, Runnable effect) {}

    /** Notes an effect; it may note further ones when it happens, also in the past. */
    public void at(Instant due, Runnable effect) {
        entries.add(new Entry(due, order++, effect));
    }

    /** Takes out the next effect that is due by an instant. */
    Optional<Entry> takeDue(Instant by) {
        if (entries.isEmpty() || entries.element().due().isAfter(by)) {
            return Optional.empty();
        }
        return Optional.of(entries.remove());
    }
}
