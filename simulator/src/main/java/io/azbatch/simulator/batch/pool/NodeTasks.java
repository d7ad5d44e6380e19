package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.arm.ResourceId;
import java.util.Set;

/** Whoever gives nodes their tasks, as pools see it. */
public interface NodeTasks {
    /** Nobody: nodes have no tasks. */
    NodeTasks NOBODY = new NodeTasks() {
        @Override
        public void takenOff(Set<ResourceId> tasks, Deallocation option) {
            // There are none.
        }

        @Override
        public void mayHaveRoom(Pool pool) {
            // Nothing waits for it.
        }
    };

    /** A node gave up these tasks; the option says what becomes of them. Called after the node was changed. */
    void takenOff(Set<ResourceId> tasks, Deallocation option);

    /** A pool changed; there may be room for a task that waits. Must not change the pool before the look is over. */
    void mayHaveRoom(Pool pool);
}
