package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;

/**
 * Somebody who may sign in on a node. Passwords and keys are not kept.
 *
 * @param id the pool's id with {@code nodes/<node>/users/<name>}
 */
public record NodeUser(ResourceId id, String location) implements Resource {
    @Override
    public boolean isTracked() {
        return false;
    }
}
