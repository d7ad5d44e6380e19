package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Something that exists in a resource group. Implementations are immutable records; a change replaces the record in {@link Resources}. */
public interface Resource {
    ResourceId id();

    /** Where it is, as a normalised region name such as {@code westeurope}. */
    String location();

    /** What its owner wrote beside the properties: tags, SKU, kind, plan, zones, identity; as lists of all resources show it. */
    default JsonNode envelope() {
        return MissingNode.getInstance();
    }

    /** Whether ARM tracks it by itself, so that lists of all resources show it; what is only part of another has no place there. */
    default boolean isTracked() {
        return !location().isEmpty();
    }

    /** Whether something outside holds it, so that a group with it does not go before it is let go. */
    default boolean isHeld() {
        return false;
    }

    /** Called once when it is removed: lets go of what it holds outside of the world, such as a listener. */
    default void removed() {}
}
