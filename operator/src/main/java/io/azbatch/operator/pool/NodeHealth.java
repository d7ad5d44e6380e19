package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchPools.NodeCounts;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.PoolStep.Stand;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The nodes by what their states mean, and the rules about them.
 *
 * @param ready idle or running
 * @param starting on their way up, by Azure's state name
 * @param broken that will not run tasks unless somebody acts
 * @param interrupted away for now; a state that is not known counts here
 */
record NodeHealth(
        int total,
        int ready,
        SortedMap<String, Integer> starting,
        SortedMap<String, Integer> broken,
        SortedMap<String, Integer> interrupted) {

    private static final Set<String> READY = Set.of("idle", "running");
    private static final Set<String> STARTING =
            Set.of("creating", "starting", "waitingForStartTask", "rebooting", "reimaging", "upgradingOS");
    private static final Set<String> BROKEN = Set.of("unusable", "startTaskFailed");

    static NodeHealth of(NodeCounts counts) {
        return new NodeHealth(
                counts.total(),
                states(counts, READY::contains).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum(),
                states(counts, STARTING::contains),
                states(counts, BROKEN::contains),
                states(
                        counts,
                        state -> !READY.contains(state) && !STARTING.contains(state) && !BROKEN.contains(state)));
    }

    /** The nodes as they were counted; none when the count does not know the pool. */
    static Optional<NodeHealth> of(PoolSnapshot snapshot) {
        return snapshot.nodeCounts() instanceof Reading.Absent<?>
                ? Optional.of(of(new NodeCounts(0, Map.of())))
                : snapshot.nodeCounts().found().map(NodeHealth::of);
    }

    private static SortedMap<String, Integer> states(NodeCounts counts, Predicate<String> which) {
        SortedMap<String, Integer> states = new TreeMap<>();
        counts.byState().forEach((state, count) -> {
            if (which.test(state)) {
                states.put(state, count);
            }
        });
        return states;
    }

    static Optional<PoolStep> counted(PoolSnapshot snapshot) {
        return snapshot.nodeCounts()
                .unread()
                .map(trouble ->
                        new Stand(Standing.of(trouble, PoolReason.AzureBusy.name(), "counting the pool's nodes")));
    }

    static Optional<PoolStep> noneBroken(PoolSnapshot snapshot) {
        return of(snapshot)
                .filter(health -> !health.broken().isEmpty())
                .map(health -> Stand.blocked(PoolReason.NodesUnhealthy, health.complaint(snapshot)));
    }

    /** What is broken and what to do about it. */
    String complaint(PoolSnapshot snapshot) {
        String pool = snapshot.poolId();
        return "of " + total + " nodes, " + told(broken) + ". See why with `az batch node list --pool-id " + pool
                + "`, mend the image or what the nodes need, then reboot or remove them (`az batch node reboot`,"
                + " `az batch node delete`)";
    }

    /** The count lags behind the pool by some seconds, so both must agree before all nodes are up. */
    static Optional<PoolStep> allUp(PoolSnapshot snapshot) {
        Pool pool = snapshot.ownPool().orElseThrow();
        int current = pool.currentDedicated() + pool.currentSpot();
        return of(snapshot).flatMap(health -> {
            if (health.total() != current) {
                return Optional.of(Stand.working(
                        PoolReason.BringUp,
                        "Azure's count of nodes does not show all of them yet: " + health.total() + " of " + current));
            }
            if (!health.starting().isEmpty()) {
                return Optional.of(Stand.working(PoolReason.BringUp, health.progress()));
            }
            return health.interrupted().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Stand(new Standing.Delayed(PoolReason.NodesInterrupted.name(), health.interruption())));
        });
    }

    /** Such as {@code 1 of 3 nodes are idle or running; creating: 2}. */
    String progress() {
        SortedMap<String, Integer> others = new TreeMap<>(starting);
        others.putAll(interrupted);
        others.putAll(broken);
        if (total == 0) {
            return "there are no nodes";
        }
        return ready + " of " + total + " nodes are idle or running" + (others.isEmpty() ? "" : "; " + told(others));
    }

    String interruption() {
        return progress() + ". Azure brings preempted and lost nodes back by itself when it can"
                + (interrupted.containsKey("offline")
                        ? "; for offline nodes scheduling was switched off by somebody: `az batch node scheduling"
                                + " enable`"
                        : "");
    }

    private static String told(Map<String, Integer> states) {
        return states.entrySet().stream()
                .map(state -> state.getKey() + ": " + state.getValue())
                .collect(Collectors.joining(", "));
    }
}
