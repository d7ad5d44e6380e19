package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A resource that is kept as it was made and has no behaviour of its own.
 *
 * @param id resource id
 * @param location normalised region, empty for nested resources without one
 * @param body as GET answers it
 */
public record PlainResource(ResourceId id, String location, ObjectNode body) implements Resource {
    @Override
    public ObjectNode envelope() {
        return body;
    }
}
