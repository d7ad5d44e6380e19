package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads that serve everybody who asks with the same credential: one that is under way serves all who ask meanwhile, and
 * its answer serves all who ask shortly after. Trouble is not kept, and nothing is shared between credentials.
 *
 * <p>A write of ours in a scope ends the sharing of what was read there before or is being read, so that whoever looks
 * after the write sees at least what Azure shows then.
 */
final class SharedReads {

    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<Key, Flight> flights = new ConcurrentHashMap<>();

    SharedReads(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Reads, or takes part in somebody else's read.
     *
     * @param what kind of the answer, such as {@code versions}
     * @param scope of which it is, such as a resource id; compared without regard to case
     * @param age how old an answer may be, counted from when it was asked for
     */
    @SuppressWarnings("unchecked")
    <T> Reading<T> get(Credential credential, String what, String scope, Duration age, Supplier<Reading<T>> read) {
        Key key = new Key(credential, what, scope.toLowerCase(Locale.ROOT));
        long now = nanoTime.getAsLong();
        Flight mine = new Flight(now, age, new CompletableFuture<>());
        Flight taken = flights.compute(key, (same, old) -> old != null && old.serves(now) ? old : mine);
        if (taken == mine) {
            fly(key, mine, read);
            dropOld(now);
        }
        return (Reading<T>) landed(taken);
    }

    /** A write of ours may have changed what is in this scope and below it. */
    void forget(String scope) {
        String changed = scope.toLowerCase(Locale.ROOT);
        flights.keySet()
                .removeIf(key -> key.scope().equals(changed) || key.scope().startsWith(changed + "/"));
    }

    private void fly(Key key, Flight flight, Supplier<? extends Reading<?>> read) {
        try {
            Reading<?> reading = read.get();
            if (reading instanceof Reading.Unread) {
                flights.remove(key, flight);
            }
            flight.answer().complete(reading);
        } catch (RuntimeException | Error bug) {
            flights.remove(key, flight);
            flight.answer().completeExceptionally(bug);
            throw bug;
        }
    }

    private static Reading<?> landed(Flight flight) {
        try {
            return flight.answer().join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("a shared read failed", failed.getCause());
        }
    }

    private void dropOld(long now) {
        flights.values().removeIf(flight -> !flight.serves(now));
    }

    private record Key(Credential credential, String what, String scope) {}

    private record Flight(long askedAt, Duration age, CompletableFuture<Reading<?>> answer) {

        /** While it is under way it serves, however long that takes. */
        boolean serves(long now) {
            return !answer.isDone() || now - askedAt < age.toNanos();
        }
    }
}
