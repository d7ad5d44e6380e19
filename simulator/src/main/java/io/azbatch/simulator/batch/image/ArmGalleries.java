package io.azbatch.simulator.batch.image;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.gallery.Definition;
import io.azbatch.simulator.arm.compute.gallery.ImageVersion;
import io.azbatch.simulator.arm.compute.gallery.Replica;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** The galleries of the simulated Compute. Used inside a look at the world only. */
public final class ArmGalleries implements GalleryImages {
    private final Azure azure;

    public ArmGalleries(Azure azure) {
        this.azure = azure;
    }

    @Override
    public Optional<GalleryImage> version(ResourceId version) {
        return azure.resources().find(version, ImageVersion.class).flatMap(this::image);
    }

    @Override
    public Optional<GalleryImage> latest(ResourceId definition) {
        return azure.resources().children(ImageVersion.class, definition).stream()
                .filter(version -> !version.isExcludedFromLatest())
                .max(Comparator.comparing(ImageVersion::number))
                .flatMap(this::image);
    }

    private Optional<GalleryImage> image(ImageVersion version) {
        ResourceId parent = version.id().parent().orElseThrow();
        return azure.resources()
                .find(parent, Definition.class)
                .map(definition -> image(version, definition, azure.world().now()));
    }

    private static GalleryImage image(ImageVersion version, Definition definition, Instant now) {
        return new GalleryImage(
                version.id().toString(),
                definition.osType(),
                definition.osState(),
                definition.generation(),
                definition.architecture(),
                version.provisioning(),
                version.replicas().stream()
                        .map(Replica::region)
                        .filter(region -> version.isReplicatedTo(region, now))
                        .map(Regions::normalise)
                        .collect(Collectors.toSet()));
    }
}
