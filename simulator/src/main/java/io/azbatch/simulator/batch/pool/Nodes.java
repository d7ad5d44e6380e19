package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.answer.Errors;
import java.util.function.UnaryOperator;

/** What can be done to a node, by its user or by a test that plays fate. Used inside a look at the world only. */
public final class Nodes {
    private final PoolStore store;
    private final NodeLife life;
    private final Resizer resizer;

    Nodes(PoolStore store, NodeLife life, Resizer resizer) {
        this.store = store;
        this.life = life;
        this.resizer = resizer;
    }

    public void reboot(Pool pool, Node node, Deallocation option) {
        whenDone(pool, node, NodeState.REBOOTING, option);
    }

    public void reimage(Pool pool, Node node, Deallocation option) {
        whenDone(pool, node, NodeState.REIMAGING, option);
    }

    public void deallocate(Pool pool, Node node, Deallocation option) {
        whenDone(pool, node, NodeState.DEALLOCATING, option);
    }

    /** At once, or after the tasks that run if the option waits for them. */
    private void whenDone(Pool pool, Node node, NodeState state, Deallocation option) {
        requireUsable(pool, node);
        if (option.waits() && node.runningTasks() > 0) {
            change(pool, node, one -> one.afterwards(state));
        } else {
            goInto(pool, node, state, option);
        }
    }

    private void goInto(Pool pool, Node node, NodeState state, Deallocation option) {
        if (state == NodeState.DEALLOCATING) {
            life.deallocate(pool, node, option);
        } else {
            life.boot(pool, node, state, option);
        }
    }

    /** Starts a deallocated node. */
    public void start(Pool pool, Node node) {
        refuseDeleting(pool);
        if (node.state() != NodeState.DEALLOCATED) {
            throw Errors.notValidOnNode("The specified node is not deallocated").refusal();
        }
        life.boot(pool, node, NodeState.STARTING);
    }

    /** Keeps new tasks away. A node goes offline when no task runs on it, which is at once unless its tasks are waited for. */
    public void disableScheduling(Pool pool, Node node, Deallocation option) {
        requireAnswering(pool, node);
        requireOther(node, false);
        boolean offline = node.state() == NodeState.IDLE || node.state() == NodeState.RUNNING && !option.waits();
        change(pool, node, one -> one.schedulable(false));
        if (offline) {
            life.leaveWork(pool, node, NodeState.OFFLINE, option);
        }
    }

    public void enableScheduling(Pool pool, Node node) {
        requireAnswering(pool, node);
        requireOther(node, true);
        change(pool, node, one -> {
            Node open = one.schedulable(true);
            return one.state() == NodeState.OFFLINE ? open.to(NodeState.IDLE, store.now()) : open;
        });
    }

    /** A task begins on a node. */
    public void begin(Pool pool, Node node, ResourceId task, int slots) {
        change(pool, node, one -> one.working(one.work().with(task, slots), store.now()));
    }

    /** A task ended on a node, or was ended; the node is free for what waited for that. */
    public void end(Pool pool, Node node, ResourceId task, boolean good) {
        change(pool, node, one -> one.working(one.work().without(task, good), store.now()));
        free(pool, node);
    }

    /** Fate: the node is in this state from now on. */
    public void befall(Pool pool, Node node, NodeState state) {
        if (state == NodeState.PREEMPTED) {
            life.preempt(pool, node);
        } else if (state == NodeState.RUNNING) {
            change(pool, node, one -> one.to(state, store.now()));
        } else {
            life.leaveWork(pool, node, state, Deallocation.REQUEUE);
            store.current(pool).ifPresent(resizer::reconsider);
        }
    }

    /** Fate: this many tasks run on the node from now on, beside those that the service gave it. */
    public void occupy(Pool pool, Node node, int tasks) {
        change(pool, node, one -> one.working(one.work().strangers(tasks), store.now()));
        free(pool, node);
    }

    /** A node that lost a task does what it put off for its tasks, once there are none. */
    private void free(Pool pool, Node node) {
        store.current(pool)
                .flatMap(now -> now.node(node.id()))
                .filter(one -> one.runningTasks() == 0)
                .flatMap(one -> one.work().afterwards())
                .ifPresent(next -> goInto(pool, node, next, Deallocation.REQUEUE));
        store.current(pool).ifPresent(resizer::reconsider);
    }

    /** Whether a new task may begin on a node, as far as the node and a resize that goes on are concerned. */
    public static boolean takesTasks(Pool pool, Node node) {
        return !pool.deleting() && node.open() && !Resizer.waitsFor(pool, node);
    }

    /** A node that does not report to the service cannot be told to boot either. */
    private void requireUsable(Pool pool, Node node) {
        requireAnswering(pool, node);
        if (node.state() == NodeState.UNUSABLE) {
            throw Errors.nodeUnusable().refusal();
        }
    }

    private void requireAnswering(Pool pool, Node node) {
        refuseDeleting(pool);
        if (!node.state().answers()) {
            throw busy(node).refusal();
        }
    }

    private static BatchError busy(Node node) {
        return switch (node.state()) {
            case CREATING -> Errors.nodeBusy("NodeBeingCreated", "The specified node is being created.");
            case STARTING, WAITING_FOR_START_TASK ->
                Errors.nodeBusy("NodeBeingStarted", "The specified node is being started.");
            case REBOOTING -> Errors.nodeBusy("NodeBeingRebooted", "The specified node is being rebooted.");
            case REIMAGING -> Errors.nodeBusy("NodeBeingReimaged", "The specified node is being reimaged.");
            case IDLE,
                    RUNNING,
                    OFFLINE,
                    START_TASK_FAILED,
                    UNUSABLE,
                    UNKNOWN,
                    PREEMPTED,
                    LEAVING_POOL,
                    UPGRADING_OS,
                    DEALLOCATING,
                    DEALLOCATED ->
                Errors.notValidOnNode(
                        "The specified node is in state " + node.state().word());
        };
    }

    private static void requireOther(Node node, boolean schedulable) {
        if (node.schedulable() == schedulable) {
            throw Errors.nodeBusy(
                            "NodeAlreadyInTargetSchedulingState",
                            "The specified node is already in the target scheduling state.")
                    .refusal();
        }
    }

    private void refuseDeleting(Pool pool) {
        if (pool.deleting()) {
            throw Errors.poolBeingDeleted().refusal();
        }
    }

    private void change(Pool pool, Node node, UnaryOperator<Node> change) {
        store.change(pool, one -> one.withNode(node.id(), change));
    }
}
