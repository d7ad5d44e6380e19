package io.azbatch.simulator.batch.application;

import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of an application.
 *
 * @param id ARM id
 * @param container in the account's storage, in which the file lies
 * @param format of the file; absent until it was activated
 * @param activated when it was activated last
 * @param modified last write, which is also its ETag
 */
public record ApplicationPackage(
        ResourceId id, String container, Optional<String> format, Optional<Instant> activated, Instant modified)
        implements Resource {
    @Override
    public String location() {
        return "";
    }

    public String version() {
        return id.name();
    }

    /** Whether nodes can use it. */
    public boolean active() {
        return activated.isPresent();
    }

    ApplicationPackage activated(String newFormat, Instant now, Instant written) {
        return new ApplicationPackage(id, container, Optional.of(newFormat), Optional.of(now), written);
    }

    ApplicationPackage written(Instant now) {
        return new ApplicationPackage(id, container, format, activated, now);
    }
}
