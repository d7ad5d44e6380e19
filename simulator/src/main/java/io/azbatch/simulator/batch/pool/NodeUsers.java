package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.Errors;

/** Users of nodes. Used inside a look at the world only. */
public final class NodeUsers {
    private final Azure azure;

    public NodeUsers(Azure azure) {
        this.azure = azure;
    }

    public void add(Pool pool, Node node, String name) {
        if (node.state() != NodeState.IDLE && node.state() != NodeState.RUNNING) {
            throw Errors.notValidOnNode("A user can be added only to a node that is idle or running")
                    .refusal();
        }
        if (azure.resources().find(id(pool, node, name), NodeUser.class).isPresent()) {
            throw Errors.nodeUserExists().refusal();
        }
        azure.resources().put(new NodeUser(id(pool, node, name), pool.location()));
    }

    /** Refuses what is not there. */
    public void require(Pool pool, Node node, String name) {
        if (azure.resources().find(id(pool, node, name), NodeUser.class).isEmpty()) {
            throw Errors.nodeUserNotFound().refusal();
        }
    }

    public void remove(Pool pool, Node node, String name) {
        require(pool, node, name);
        azure.resources().remove(id(pool, node, name));
    }

    private static ResourceId id(Pool pool, Node node, String name) {
        return pool.id().child("nodes", node.id()).child("users", name);
    }
}
