package io.azbatch.operator.azure;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Things that are costly to make and cheap to use, kept while they are used: what nobody asked for in a while goes, and
 * when there are too many, the one asked for longest ago.
 */
final class IdleCache<K, V> {

    private final int most;
    private final long idleNanos;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Kept<V>> kept = new LinkedHashMap<>(16, 0.75f, true);

    IdleCache(int most, Duration idle, LongSupplier nanoTime) {
        this.most = most;
        this.idleNanos = idle.toNanos();
        this.nanoTime = nanoTime;
    }

    V get(K key, Function<K, V> make) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            Kept<V> old = kept.get(key);
            Kept<V> used = new Kept<>(old == null ? make.apply(key) : old.value(), now);
            kept.put(key, used);
            dropIdle(now);
            return used.value();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return kept.size();
        } finally {
            lock.unlock();
        }
    }

    /** The map is in order of use, so the first that is still in use ends the search. */
    private void dropIdle(long now) {
        Iterator<Kept<V>> oldestFirst = kept.values().iterator();
        while (oldestFirst.hasNext() && (now - oldestFirst.next().usedAt() > idleNanos || kept.size() > most)) {
            oldestFirst.remove();
        }
    }

    private record Kept<V>(V value, long usedAt) {}
}
