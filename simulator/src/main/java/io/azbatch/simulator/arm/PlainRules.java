package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a {@link PlainProvider} does beside keeping resources. By default nothing. */
public interface PlainRules {
    /** Resources without links. */
    PlainRules NONE = new PlainRules() {};

    /**
     * Refuses what must not be kept, and writes into its body what the service adds to it.
     *
     * @param next about to be kept
     */
    default void complete(PlainResource next) {}

    /** Refuses the deletion of what others stand on. */
    default void refuseDeletion(PlainResource resource) {}

    /** As GET answers it. */
    default ObjectNode view(PlainResource resource) {
        return resource.body();
    }
}
