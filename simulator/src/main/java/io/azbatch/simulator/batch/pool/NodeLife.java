package io.azbatch.simulator.batch.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a node does by itself: boot, run its start task, come back from preemption. */
final class NodeLife {
    /** Nodes of one pool do not boot in step: each takes a twentieth longer than the one before, up to twice as long. */
    private static final int STAGGER = 20;

    private final PoolStore store;
    private final Fates fates;

    NodeLife(PoolStore store, Fates fates) {
        this.store = store;
        this.fates = fates;
    }

    /** Lets the machine of a node be made that is {@code creating}. */
    void create(Pool pool, Node node) {
        whenStill(
                pool,
                node,
                NodeState.CREATING,
                node.since(),
                store.seconds("nodeCreateSeconds"),
                (later, made) -> boot(later, made, NodeState.STARTING));
    }

    /** Moves a node into a state in which it boots, and lets it. */
    void boot(Pool pool, Node node, NodeState state) {
        boot(pool, node, state, Deallocation.REQUEUE);
    }

    /** The same where the caller says what becomes of its tasks. */
    void boot(Pool pool, Node node, NodeState state, Deallocation option) {
        Instant now = store.now();
        leaveWork(pool, node, state, option);
        Duration boot = store.seconds("nodeBootSeconds");
        Duration stagger = boot.dividedBy(STAGGER).multipliedBy(node.number() % (STAGGER + 1));
        whenStill(pool, node, state, now, boot.plus(stagger), this::booted);
    }

    /** Takes a Spot node's machine away; another one comes under the same id. */
    void preempt(Pool pool, Node node) {
        Instant now = store.now();
        leaveWork(pool, node, NodeState.PREEMPTED, Deallocation.REQUEUE);
        whenStill(pool, node, NodeState.PREEMPTED, now, store.seconds("preemptionSeconds"), (later, lost) -> {
            change(later, lost, one -> one.to(NodeState.CREATING, store.now()));
            create(later, lost.to(NodeState.CREATING, store.now()));
        });
    }

    /** Stops a node's machine without giving it up. */
    void deallocate(Pool pool, Node node, Deallocation option) {
        Instant now = store.now();
        leaveWork(pool, node, NodeState.DEALLOCATING, option);
        whenStill(
                pool,
                node,
                NodeState.DEALLOCATING,
                now,
                store.seconds("nodeLeaveSeconds"),
                (later, stopped) -> change(later, stopped, one -> one.to(NodeState.DEALLOCATED, store.now())));
    }

    /** Brings a node into a state in which it does not work; what becomes of its tasks is the option's matter. */
    void leaveWork(Pool pool, Node node, NodeState state, Deallocation option) {
        change(pool, node, one -> one.to(state, store.now()));
        store.takenOff(node.work().tasks().keySet(), option);
    }

    private void booted(Pool pool, Node node) {
        Instant now = store.now();
        if (!fates.of(pool).usable()) {
            change(pool, node, one -> one.to(NodeState.UNUSABLE, now));
            return;
        }
        boolean runs = pool.startTask().isPresent();
        boolean waits = pool.startTask()
                .map(task -> task.path("waitForSuccess").asBoolean(true))
                .orElse(false);
        NodeState next = waits ? NodeState.WAITING_FOR_START_TASK : node.atRest();
        change(pool, node, one -> one.to(next, now).booted(now, pool.startTask()));
        if (runs) {
            store.after(store.seconds("startTaskSeconds"), pool, later -> later.node(node.id())
                    .filter(one -> one.booted().equals(Optional.of(now)))
                    .ifPresent(one -> startTaskEnded(later, one)));
        }
    }

    private void startTaskEnded(Pool pool, Node node) {
        Instant now = store.now();
        int exitCode = fates.of(pool).startTaskExitCode();
        change(pool, node, one -> one.startTaskEnded(now, exitCode));
        if (node.state() == NodeState.WAITING_FOR_START_TASK) {
            NodeState next = exitCode == 0 ? node.atRest() : NodeState.START_TASK_FAILED;
            change(pool, node, one -> one.to(next, now));
        }
    }

    private void change(Pool pool, Node node, UnaryOperator<Node> change) {
        store.change(pool, one -> one.withNode(node.id(), change));
    }

    private void whenStill(Pool pool, Node node, NodeState state, Instant since, Duration delay, NodeEffect effect) {
        store.after(delay, pool, later -> later.node(node.id())
                .filter(one -> one.is(state, since))
                .ifPresent(one -> effect.happen(later, one)));
    }

    @FunctionalInterface
    private interface NodeEffect {
        void happen(Pool pool, Node node);
    }
}
