package io.azbatch.simulator.batch.pool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A compute node.
 *
 * @param id {@code tvmps_<64 hex>_d}, with {@code _p} at the end for a Spot node
 * @param number counts the nodes of a pool from 0; makes addresses and ports
 * @param dedicated false for a Spot node
 * @param state what it does
 * @param since when it came into this state
 * @param allocated when its machine was given to the pool
 * @param booted when it last booted, absent before the first time
 * @param schedulable whether new tasks may be scheduled to it
 * @param work tasks that run on it now, and what it did before
 * @param startTask the pool's start task as it was when the node last booted, absent if there was none
 * @param startTaskRun its last run
 * @param imageReference what the machine was made from
 */
public record Node(
        String id,
        int number,
        boolean dedicated,
        NodeState state,
        Instant since,
        Instant allocated,
        Optional<Instant> booted,
        boolean schedulable,
        Work work,
        Optional<ObjectNode> startTask,
        Optional<StartTaskRun> startTaskRun,
        ObjectNode imageReference) {
    /** Whether there is a machine behind it. */
    boolean costs() {
        return state != NodeState.PREEMPTED && state != NodeState.DEALLOCATED;
    }

    /** A node whose machine is being made. */
    static Node creating(String id, int number, boolean dedicated, Instant now, ObjectNode imageReference) {
        return new Node(
                id,
                number,
                dedicated,
                NodeState.CREATING,
                now,
                now,
                Optional.empty(),
                true,
                Work.NONE,
                Optional.empty(),
                Optional.empty(),
                imageReference);
    }

    /** The state of a node that waits for tasks, or would if they were let in. */
    NodeState atRest() {
        return schedulable ? NodeState.IDLE : NodeState.OFFLINE;
    }

    /** Whether it is on its way out. */
    boolean leaving() {
        return state == NodeState.LEAVING_POOL;
    }

    /** Whether this is still the very state that an effect was planned for. */
    boolean is(NodeState expected, Instant expectedSince) {
        return state == expected && since.equals(expectedSince);
    }

    public int runningTasks() {
        return work.number();
    }

    /** Whether new tasks may come: it works, is open, and is not about to do something else. */
    boolean open() {
        return (state == NodeState.IDLE || state == NodeState.RUNNING)
                && schedulable
                && work.afterwards().isEmpty();
    }

    /** Leaves its tasks behind unless it goes on working. */
    Node to(NodeState next, Instant now) {
        return with(next, now, next == NodeState.RUNNING ? work.atLeastOne() : work.ended());
    }

    Node booted(Instant now, Optional<ObjectNode> task) {
        return new Node(
                id,
                number,
                dedicated,
                state,
                since,
                allocated,
                Optional.of(now),
                schedulable,
                work,
                task,
                task.map(any -> StartTaskRun.begin(now)),
                imageReference);
    }

    Node startTaskEnded(Instant now, int exitCode) {
        return new Node(
                id,
                number,
                dedicated,
                state,
                since,
                allocated,
                booted,
                schedulable,
                work,
                startTask,
                startTaskRun.map(run -> run.end(now, exitCode)),
                imageReference);
    }

    Node schedulable(boolean allowed) {
        return new Node(
                id,
                number,
                dedicated,
                state,
                since,
                allocated,
                booted,
                allowed,
                work,
                startTask,
                startTaskRun,
                imageReference);
    }

    /** The same with other work; it runs if there is any. */
    Node working(Work next, Instant now) {
        NodeState busy = next.number() > 0 ? NodeState.RUNNING : atRest();
        return with(busy, busy == state ? since : now, next);
    }

    /** The same with something to do once its tasks are done. */
    Node afterwards(NodeState next) {
        return with(state, since, work.then(next));
    }

    private Node with(NodeState nextState, Instant nextSince, Work nextWork) {
        return new Node(
                id,
                number,
                dedicated,
                nextState,
                nextSince,
                allocated,
                booted,
                schedulable,
                nextWork,
                startTask,
                startTaskRun,
                imageReference);
    }
}
