package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Versions that were deleted from a gallery with soft delete. For a week a PUT brings one back as it was; who switches the policy off
 * loses them.
 */
final class SoftDeleted {
    private static final Duration KEPT = Duration.ofDays(7);

    private final Azure azure;
    private final Map<String, Kept> kept = new HashMap<>();

    SoftDeleted(Azure azure) {
        this.azure = azure;
    }

    /** A version and when it was deleted. */
    private record Kept(ImageVersion version, Instant at) {}

    /** Keeps a version that is gone now, if its gallery does so. */
    void keep(ImageVersion version) {
        gallery(version.id())
                .filter(SoftDeleted::isOn)
                .ifPresent(gallery -> kept.put(
                        version.id().key(), new Kept(version, azure.world().now())));
    }

    /** What is kept under an id. */
    Optional<ImageVersion> find(ResourceId id) {
        expire();
        return Optional.ofNullable(kept.get(id.key())).map(Kept::version);
    }

    /** Keeps it no more: it was brought back. */
    void forget(ResourceId id) {
        kept.remove(id.key());
    }

    /** Ids of what is kept in a definition. */
    List<String> in(ResourceId definition) {
        expire();
        return kept.values().stream()
                .map(one -> one.version().id())
                .filter(id -> id.parent().map(ResourceId::key).equals(Optional.of(definition.key())))
                .map(ResourceId::toString)
                .toList();
    }

    /** Whether a gallery keeps what is deleted from it. */
    static boolean isOn(Gallery gallery) {
        JsonNode enabled = Json.at(gallery.model(), "properties", "softDeletePolicy", "isSoftDeleteEnabled");
        return enabled.asBoolean(false);
    }

    private void expire() {
        Instant now = azure.world().now();
        kept.values()
                .removeIf(one -> now.isAfter(one.at().plus(KEPT))
                        || gallery(one.version().id()).filter(SoftDeleted::isOn).isEmpty());
    }

    private Optional<Gallery> gallery(ResourceId version) {
        return version.parent().flatMap(ResourceId::parent).flatMap(id -> azure.resources()
                .find(id, Gallery.class));
    }
}
