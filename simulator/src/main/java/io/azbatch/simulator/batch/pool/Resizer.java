package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.batch.answer.BatchError;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** How a pool comes to its targets, and what remains when it does not. */
final class Resizer {
    /** Even a resize that changes nothing takes a moment. */
    private static final Duration MOMENT = Duration.ofMillis(1700);

    private static final Duration STOP = Duration.ofSeconds(5);

    private final PoolStore store;
    private final Machines machines;
    private final CoreQuotas quotas;
    private final NodeLife life;
    private final SecureRandom random = new SecureRandom();

    Resizer(PoolStore store, Machines machines, CoreQuotas quotas, NodeLife life) {
        this.store = store;
        this.machines = machines;
        this.quotas = quotas;
        this.life = life;
    }

    /** Begins a resize of a pool that may be new. */
    void begin(Pool pool, ResizeRequest request) {
        begin(pool, request, Set.of());
    }

    /** The same where the caller says which nodes must go. */
    void begin(Pool pool, ResizeRequest request, Set<String> named) {
        Instant now = store.now();
        boolean grows = request.dedicated() > staying(pool, true) || request.spot() > staying(pool, false);
        Allocation allocation = Allocation.begin(now, request, named, grows && named.isEmpty());
        Pool begun = store.put(pool.with(allocation));
        boolean shrank = shrink(begun);
        if (allocation.growing()) {
            whileResizing(begun, now, store.seconds("nodeAllocateSeconds"), this::allocate);
        } else if (!shrank) {
            whileResizing(begun, now, MOMENT, this::conclude);
        }
        whileResizing(begun, now, request.timeout(), this::timeOut);
    }

    /** Ends a resize where it stands. */
    void stop(Pool pool) {
        Instant now = store.now();
        Pool stopping = store.put(pool.with(pool.allocation().stopping(now)));
        store.after(STOP, stopping, later -> {
            if (later.allocation().is(AllocationState.STOPPING, now)) {
                store.put(later.with(later.allocation().steady(store.now(), unmet(later))));
            }
        });
    }

    /** Lets all nodes go; the pool will be gone before they are. */
    void empty(Pool pool) {
        leave(pool, pool.nodes(), Deallocation.REQUEUE);
    }

    /** Looks again at a resize that waits for tasks, after a node became free. */
    void reconsider(Pool pool) {
        if (pool.allocation().state() == AllocationState.RESIZING) {
            conclude(pool);
        }
    }

    /** Whether a node may have to go as soon as its tasks are done, so that it takes no new ones. */
    static boolean waitsFor(Pool pool, Node node) {
        Allocation allocation = pool.allocation();
        boolean waits = allocation.state() == AllocationState.RESIZING
                && allocation.option().waits();
        boolean meant = allocation.named().isEmpty()
                ? staying(pool, node.dedicated()) > allocation.target(node.dedicated())
                : allocation.named().contains(node.id());
        return waits && meant;
    }

    private void allocate(Pool pool) {
        List<Node> fresh = new ArrayList<>();
        List<ResizeError> errors = new ArrayList<>();
        List<BatchError.Detail> obstacle = machines.obstacle(pool, store.now());
        for (boolean dedicated : new boolean[] {true, false}) {
            int wanted = Math.max(0, pool.allocation().target(dedicated) - staying(pool, dedicated));
            int granted = obstacle.isEmpty() ? Math.min(wanted, quotas.room(pool, dedicated)) : 0;
            for (int i = 0; i < granted; i++) {
                int number = pool.nextNode() + fresh.size();
                fresh.add(Node.creating(newId(dedicated), number, dedicated, store.now(), pool.imageReference()));
            }
            if (granted < wanted) {
                errors.add(
                        obstacle.isEmpty() ? quotas.error(pool, dedicated) : ResizeError.failed(dedicated, obstacle));
            }
        }
        List<Node> all = new ArrayList<>(pool.nodes());
        all.addAll(fresh);
        Pool grown = store.put(pool.with(all, pool.nextNode() + fresh.size())
                .with(pool.allocation().allocated(errors)));
        fresh.forEach(node -> life.create(grown, node));
        conclude(grown);
    }

    /** Ends the resize if nothing is left to wait for; else lets further nodes go that became free. */
    private void conclude(Pool pool) {
        boolean waits = pool.allocation().growing()
                || pool.nodes().stream().anyMatch(Node::leaving)
                || shrink(pool)
                || tooMany(pool);
        if (!waits) {
            store.put(pool.with(
                    pool.allocation().steady(store.now(), pool.allocation().errors())));
        }
    }

    /** Whether nodes stay that must go, because of tasks that are waited for. */
    private static boolean tooMany(Pool pool) {
        return staying(pool, true) > pool.allocation().dedicated()
                || staying(pool, false) > pool.allocation().spot()
                || pool.nodes().stream()
                        .anyMatch(node -> pool.allocation().named().contains(node.id()));
    }

    private void timeOut(Pool pool) {
        List<ResizeError> errors = new ArrayList<>(pool.allocation().errors());
        for (boolean dedicated : new boolean[] {true, false}) {
            if (staying(pool, dedicated) != pool.allocation().target(dedicated)) {
                errors.add(ResizeError.timedOut(dedicated));
            }
        }
        store.put(pool.with(pool.allocation().steady(store.now(), errors)));
    }

    private static List<ResizeError> unmet(Pool pool) {
        List<ResizeError> errors = new ArrayList<>();
        for (boolean dedicated : new boolean[] {true, false}) {
            if (staying(pool, dedicated) != pool.allocation().target(dedicated)) {
                errors.add(ResizeError.stopped(dedicated));
            }
        }
        return errors;
    }

    /** Lets surplus nodes go, those that do nothing first, or those that were named. True if any goes. */
    private boolean shrink(Pool pool) {
        List<Node> free = pool.nodes().stream()
                .filter(node -> !node.leaving())
                .filter(node -> !pool.allocation().option().waits() || node.runningTasks() == 0)
                .toList();
        List<Node> victims = pool.allocation().named().isEmpty() ? surplus(pool, free) : named(pool, free);
        return leave(pool, victims, pool.allocation().option());
    }

    private static List<Node> surplus(Pool pool, List<Node> free) {
        List<Node> victims = new ArrayList<>();
        for (boolean dedicated : new boolean[] {true, false}) {
            free.stream()
                    .filter(node -> node.dedicated() == dedicated)
                    .sorted(Comparator.comparingInt(Node::runningTasks)
                            .thenComparing(Node::number, Comparator.reverseOrder()))
                    .limit(Math.max(
                            0, staying(pool, dedicated) - pool.allocation().target(dedicated)))
                    .forEach(victims::add);
        }
        return victims;
    }

    /** Named nodes go even from a pool that is below its targets. */
    private static List<Node> named(Pool pool, List<Node> free) {
        return free.stream()
                .filter(node -> pool.allocation().named().contains(node.id()))
                .toList();
    }

    private boolean leave(Pool pool, List<Node> victims, Deallocation option) {
        Instant now = store.now();
        Set<String> ids = victims.stream().map(Node::id).collect(Collectors.toSet());
        List<Node> nodes = pool.nodes().stream()
                .map(node -> ids.contains(node.id()) ? node.to(NodeState.LEAVING_POOL, now) : node)
                .toList();
        store.put(pool.with(nodes, pool.nextNode()));
        victims.forEach(node -> store.takenOff(node.work().tasks().keySet(), option));
        if (!ids.isEmpty()) {
            store.after(store.seconds("nodeLeaveSeconds"), pool, later -> left(later, ids));
        }
        return !ids.isEmpty();
    }

    private void left(Pool pool, Set<String> ids) {
        List<Node> rest = pool.nodes().stream()
                .filter(node -> !(ids.contains(node.id()) && node.leaving()))
                .toList();
        reconsider(store.put(pool.with(rest, pool.nextNode())));
    }

    private void whileResizing(Pool pool, Instant since, Duration delay, Consumer<Pool> effect) {
        store.after(delay, pool, later -> {
            if (later.allocation().is(AllocationState.RESIZING, since) && !later.deleting()) {
                effect.accept(later);
            }
        });
    }

    private static int staying(Pool pool, boolean dedicated) {
        return (int) pool.nodes().stream()
                .filter(node -> node.dedicated() == dedicated && !node.leaving())
                .count();
    }

    private String newId(boolean dedicated) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return "tvmps_" + HexFormat.of().formatHex(bytes) + (dedicated ? "_d" : "_p");
    }
}
