package io.azbatch.simulator.batch.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * An application of a Batch account.
 *
 * @param id ARM id
 * @param properties {@code displayName}, {@code allowUpdates}, {@code defaultVersion}, as far as they are set
 * @param modified last write, which is also its ETag
 */
public record Application(ResourceId id, ObjectNode properties, Instant modified) implements Resource {
    /** Only what ARM tracks by itself has one, and applications are part of their account. */
    @Override
    public String location() {
        return "";
    }

    public String name() {
        return id.name();
    }

    /** Whether a package may be written again under the same version. */
    boolean allowsUpdates() {
        return properties.path("allowUpdates").asBoolean(true);
    }

    /** The version that a reference without one means. */
    Optional<String> defaultVersion() {
        return Optional.of(Json.text(properties, "defaultVersion")).filter(version -> !version.isEmpty());
    }

    Application with(ObjectNode next, Instant now) {
        return new Application(id, next, now);
    }
}
