package io.azbatch.simulator.batch.job;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of something, and the one before it.
 *
 * @param state what it is in now
 * @param since when it came there
 * @param previous absent if it never changed
 */
public record Course<S>(S state, Instant since, Optional<Past<S>> previous) {
    /** An earlier state and when that began. */
    public record Past<S>(S state, Instant since) {}

    static <S> Course<S> begin(S state, Instant now) {
        return new Course<>(state, now, Optional.empty());
    }

    Course<S> to(S next, Instant now) {
        return next.equals(state) ? this : new Course<>(next, now, Optional.of(new Past<>(state, since)));
    }

    /** Whether this is still the very state that an effect was planned for. */
    boolean is(S expected, Instant expectedSince) {
        return state.equals(expected) && since.equals(expectedSince);
    }
}
