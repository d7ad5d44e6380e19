package io.azbatch.simulator.batch.pool;

import java.util.Locale;

/** States of a compute node. */
public enum NodeState {
    CREATING("creating"),
    STARTING("starting"),
    WAITING_FOR_START_TASK("waitingForStartTask"),
    START_TASK_FAILED("startTaskFailed"),
    IDLE("idle"),
    RUNNING("running"),
    OFFLINE("offline"),
    REBOOTING("rebooting"),
    REIMAGING("reimaging"),
    UNUSABLE("unusable"),
    UNKNOWN("unknown"),
    PREEMPTED("preempted"),
    LEAVING_POOL("leavingPool"),
    UPGRADING_OS("upgradingOS"),
    DEALLOCATING("deallocating"),
    DEALLOCATED("deallocated");

    private final String countKey;

    NodeState(String countKey) {
        this.countKey = countKey;
    }

    /** Key in node counts, such as {@code leavingPool}. */
    public String countKey() {
        return countKey;
    }

    /** Value of a node's {@code state}, such as {@code leavingpool}. */
    public String word() {
        return countKey.toLowerCase(Locale.ROOT);
    }

    /**
     * The state with this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static NodeState of(String word) {
        for (NodeState state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("there is no node state '" + word + "'");
    }

    /** Whether the node takes commands: reboot, reimage, scheduling. */
    public boolean answers() {
        return switch (this) {
            case IDLE, RUNNING, OFFLINE, START_TASK_FAILED, UNUSABLE -> true;
            case CREATING,
                    STARTING,
                    WAITING_FOR_START_TASK,
                    REBOOTING,
                    REIMAGING,
                    UNKNOWN,
                    PREEMPTED,
                    LEAVING_POOL,
                    UPGRADING_OS,
                    DEALLOCATING,
                    DEALLOCATED -> false;
        };
    }
}
