package io.azbatch.simulator.batch.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How many nodes a pool is to have, and how far its last resize got.
 *
 * @param state steady, resizing or stopping
 * @param since when it came into this state
 * @param started when the last resize began that somebody asked for; a formula's own do not count
 * @param dedicated target of dedicated nodes
 * @param spot target of Spot nodes, {@code targetLowPriorityNodes} on the wire
 * @param timeout of a resize
 * @param option what becomes of tasks on nodes that leave
 * @param named ids of the nodes that must leave, empty if the service picks them
 * @param growing whether nodes are wanted that the service did not allocate yet
 * @param errors what the last resize met with; shown when it is over
 */
public record Allocation(
        AllocationState state,
        Instant since,
        Instant started,
        int dedicated,
        int spot,
        Duration timeout,
        Deallocation option,
        Set<String> named,
        boolean growing,
        List<ResizeError> errors) {
    public Allocation {
        named = Set.copyOf(named);
        errors = List.copyOf(errors);
    }

    /** A resize that begins. Errors of the previous one are forgotten. */
    static Allocation begin(Instant now, ResizeRequest request, Set<String> named, boolean grows) {
        return new Allocation(
                AllocationState.RESIZING,
                now,
                now,
                request.dedicated(),
                request.spot(),
                request.timeout(),
                request.option(),
                named,
                grows,
                List.of());
    }

    Allocation stopping(Instant now) {
        return new Allocation(
                AllocationState.STOPPING, now, started, dedicated, spot, timeout, option, named, false, errors);
    }

    Allocation steady(Instant now, List<ResizeError> found) {
        return new Allocation(
                AllocationState.STEADY, now, started, dedicated, spot, timeout, option, Set.of(), false, found);
    }

    Allocation allocated(List<ResizeError> found) {
        return new Allocation(state, since, started, dedicated, spot, timeout, option, named, false, found);
    }

    /** Whether this is still the very state that an effect was planned for. */
    boolean is(AllocationState expected, Instant expectedSince) {
        return state == expected && since.equals(expectedSince);
    }

    /** The same begun by the service itself: the resize before it stays the last that was asked for. */
    Allocation unasked(Allocation before) {
        return new Allocation(state, since, before.started, dedicated, spot, timeout, option, named, growing, errors);
    }

    public boolean isSteady() {
        return state == AllocationState.STEADY;
    }

    int target(boolean ofDedicated) {
        return ofDedicated ? dedicated : spot;
    }
}
