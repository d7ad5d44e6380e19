package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.Galleries.Gallery;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The gallery as a target.
 *
 * @param versions all versions of the definition, without replication
 * @param version ours for the present spec, with replication; not looked at when there is none
 */
public record GallerySight(
        GalleryPlan plan,
        Reading<Gallery> gallery,
        Reading<Definition> definition,
        Reading<List<Version>> versions,
        Reading<Version> version) {

    /** All versions of the definition that the owner has made, for any spec, by name. */
    public List<Version> own(OwnerMark owner) {
        return versions.found().orElse(List.of()).stream()
                .filter(version -> owner.read(version.tags()) == Ownership.OURS)
                .sorted(Comparator.comparing(version -> version.id().name()))
                .toList();
    }

    /** The version of that name in the definition, whoever made it. */
    public Optional<Version> named(String name) {
        return versions.found().orElse(List.of()).stream()
                .filter(version -> version.id().name().equals(name))
                .findFirst();
    }

    /** Ours for the present spec: one that is well before one that is not, then the youngest. */
    public static Optional<Version> current(List<Version> versions, OwnerMark owner, String hash) {
        return versions.stream()
                .filter(version -> owner.read(version.tags()) == Ownership.OURS)
                .filter(version -> hash.equals(version.tags().get(OwnerMark.SPEC_HASH)))
                .max(Comparator.<Version, Boolean>comparing(
                                version -> version.provisioningState().equals("Succeeded"))
                        .thenComparing(version -> version.publishedAt().orElse(Instant.EPOCH)));
    }
}
