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
 * @param runningTasks tasks that run on it now
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
        int runningTasks,
        Optional<ObjectNode> startTask,
        Optional<StartTaskRun> startTaskRun,
        ObjectNode imageReference) {

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
                0,
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

    Node to(NodeState next, Instant now) {
        return new Node(
                id,
                number,
                dedicated,
                next,
                now,
                allocated,
                booted,
                schedulable,
                next == NodeState.RUNNING ? Math.max(1, runningTasks) : 0,
                startTask,
                startTaskRun,
                imageReference);
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
                runningTasks,
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
                runningTasks,
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
                runningTasks,
                startTask,
                startTaskRun,
                imageReference);
    }

    Node running(int tasks, Instant now) {
        Node other = to(tasks > 0 ? NodeState.RUNNING : atRest(), now);
        return new Node(
                id,
                number,
                dedicated,
                other.state,
                now,
                allocated,
                booted,
                schedulable,
                tasks,
                startTask,
                startTaskRun,
                imageReference);
    }
}
