package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.Galleries.Replica;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.control.BaseImageTags;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import io.azbatch.operator.pool.ImageResolution.Unread;
import java.util.Optional;

/**
 * Whether Batch can boot a chosen version: generalized, complete, and replicated to the account's region. Source: "Use
 * the Azure Compute Gallery to create a custom image pool". That a version is Succeeded does not mean that every region
 * has it.
 */
final class ImageCheck {

    private ImageCheck() {}

    /** @param region of the Batch account */
    static ImageResolution of(
            Resolved chosen, Reading<Version> version, Reading<Definition> definition, Region region) {
        return switch (version) {
            case Reading.Unread<?>(var trouble) -> new Unread("reading image version " + chosen.title(), trouble);
            case Reading.NotLooked<?> notLooked ->
                ImageResolution.working(
                        PoolReason.Pending, "image version " + chosen.title() + " is not looked at yet");
            case Reading.Absent<?> absent ->
                ImageResolution.blocked(
                        PoolReason.ImageNotFound,
                        "image version " + chosen.version() + " does not exist: check spec.image");
            case Reading.Present<Version>(var there) ->
                switch (definition) {
                    case Reading.Unread<?>(var trouble) ->
                        new Unread("reading the image definition of " + chosen.title(), trouble);
                    case Reading.Absent<?> absent ->
                        ImageResolution.blocked(
                                PoolReason.ImageNotFound,
                                "the image definition of " + chosen.version() + " does not exist");
                    case Reading.NotLooked<?> notLooked ->
                        ImageResolution.working(PoolReason.Pending, "the image definition is not looked at yet");
                    case Reading.Present<Definition>(var above) ->
                        objection(chosen, there, above, region)
                                .orElseGet(() -> chosen.with(
                                        BaseImageTags.read(there.tags()), above.osType(), there.sourceId()));
                };
        };
    }

    private static Optional<ImageResolution> objection(
            Resolved chosen, Version version, Definition definition, Region region) {
        if (!definition.osState().equalsIgnoreCase("Generalized")) {
            return Optional.of(ImageResolution.blocked(
                    PoolReason.ImageNotUsable,
                    "image definition " + definition.id().name() + " is of OS state " + definition.osState()
                            + ", and Batch boots Generalized images only: name another one in spec.image"));
        }
        return state(chosen, version).or(() -> replication(chosen, version, region));
    }

    private static Optional<ImageResolution> state(Resolved chosen, Version version) {
        String message = "image version " + chosen.title() + " is in state " + version.provisioningState();
        return switch (version.provisioningState()) {
            case "Succeeded" -> Optional.empty();
            case "Creating", "Updating", "Migrating" ->
                Optional.of(ImageResolution.working(PoolReason.ImageNotUsable, message + ", waiting for it"));
            default ->
                Optional.of(ImageResolution.blocked(
                        PoolReason.ImageNotUsable, message + ": name another one in spec.image"));
        };
    }

    private static Optional<ImageResolution> replication(Resolved chosen, Version version, Region region) {
        Optional<Replica> replica = version.replication().stream()
                .filter(there -> there.region().equals(region))
                .findFirst();
        boolean wanted =
                version.targets().stream().anyMatch(target -> target.region().equals(region));
        if (replica.isEmpty() && !wanted) {
            return Optional.of(ImageResolution.blocked(
                    PoolReason.ImageNotReplicated,
                    "image version " + chosen.title() + " is not replicated to " + region
                            + ", the region of the Batch account: add it to "
                            + chosen.customImage()
                                    .map(image -> "save.gallery.targetRegions of CustomImage " + image)
                                    .orElse("the target regions of the version")));
        }
        return switch (replica.map(Replica::state).orElse("Unknown")) {
            case "Completed" -> Optional.empty();
            case "Failed" ->
                Optional.of(ImageResolution.blocked(
                        PoolReason.ImageNotReplicated,
                        "replication of image version " + chosen.title() + " to " + region + " failed"
                                + replica.flatMap(Replica::details)
                                        .map(details -> " (" + details + ")")
                                        .orElse("")
                                + ": take the region out of its target regions and put it back to try again"));
            default ->
                Optional.of(ImageResolution.working(
                        PoolReason.ImageNotReplicated,
                        "image version " + chosen.title() + " is being replicated to " + region + ", "
                                + replica.map(Replica::progress).orElse(0) + " %"));
        };
    }
}
