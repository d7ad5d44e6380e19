package io.azbatch.operator.image.target;

import static io.azbatch.operator.image.pass.Rule.block;
import static io.azbatch.operator.image.pass.Rule.work;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.Galleries.NewDefinition;
import io.azbatch.operator.cloud.Galleries.NewVersion;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.control.BaseImageTags;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.image.pass.GallerySight;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.CreateDefinition;
import io.azbatch.operator.image.pass.ImageStep.CreateGallery;
import io.azbatch.operator.image.pass.ImageStep.CreateVersion;
import io.azbatch.operator.image.source.Original;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rules from a source that is ready to a version in the gallery, in the order they are driven. */
public final class GalleryTarget {

    private GalleryTarget() {}

    public static Optional<ImageStep> galleryThere(ImageSnapshot snapshot) {
        return snapshot.gallery().flatMap(seen -> {
            var id = seen.plan().gallery();
            if (seen.gallery().isAbsent()) {
                return seen.plan().saved().create()
                        ? Optional.of(new CreateGallery(
                                id, snapshot.plan().location(), snapshot.owner().tags()))
                        : block(
                                ImageReason.GalleryNotFound,
                                "gallery " + id + " does not exist: create it, or set save.gallery.create to true");
            }
            return seen.gallery()
                    .found()
                    .flatMap(gallery -> usable("gallery " + id.name(), gallery.provisioningState()));
        });
    }

    public static Optional<ImageStep> definitionThere(ImageSnapshot snapshot) {
        return snapshot.gallery().flatMap(seen -> {
            var id = seen.plan().definition();
            var saved = seen.plan().saved();
            if (seen.definition().found().isPresent()) {
                return seen.definition()
                        .found()
                        .flatMap(definition -> usable("image definition " + id.name(), definition.provisioningState()));
            }
            return saved.create() && saved.identifier() != null
                    ? Original.of(snapshot)
                            .map(original -> new CreateDefinition(id, newDefinition(snapshot, seen, original)))
                    : block(
                            ImageReason.DefinitionNotFound,
                            "image definition " + id + " does not exist: create it, or set save.gallery.create to true"
                                    + " and give save.gallery.identifier");
        });
    }

    private static Optional<ImageStep> usable(String what, String provisioningState) {
        return switch (provisioningState) {
            case "Succeeded", "Updating" -> Optional.empty();
            case "Failed" ->
                block(ImageReason.Building, what + " is in state Failed: look at it in Azure, mend or delete it");
            default -> work(ImageReason.Building, what + " is in state " + provisioningState);
        };
    }

    /** A version that was given must be free; one that is chosen always is. */
    public static Optional<ImageStep> givenVersionFree(ImageSnapshot snapshot) {
        return snapshot.gallery()
                .filter(seen -> !seen.plan().automaticVersion())
                .flatMap(seen -> seen.named(seen.plan().saved().version())
                        .filter(taken -> seen.version().found().isEmpty())
                        .flatMap(taken -> block(ImageReason.VersionNotOurs, notOurs(snapshot, seen, taken))));
    }

    /** The name that was chosen may have been taken meanwhile. */
    public static Optional<ImageStep> versionChosen(ImageSnapshot snapshot) {
        return unsaved(snapshot)
                .filter(seen -> Attempts.version(snapshot)
                        .filter(version -> seen.named(version).isEmpty())
                        .isEmpty())
                .map(seen -> Attempts.begin(snapshot, snapshot.attempt()));
    }

    public static Optional<ImageStep> versionSaved(ImageSnapshot snapshot) {
        return unsaved(snapshot).flatMap(seen -> Original.of(snapshot).flatMap(original -> Attempts.version(snapshot)
                .map(version -> new CreateVersion(
                        seen.plan().definition().child("versions", version),
                        new NewVersion(
                                snapshot.plan().location(),
                                original.forVersion(snapshot),
                                seen.plan().saved().replicationMode().name(),
                                seen.plan().regions(),
                                seen.plan().endOfLife(),
                                tags(snapshot, seen, original.base()))))));
    }

    private static Optional<GallerySight> unsaved(ImageSnapshot snapshot) {
        return snapshot.gallery().filter(seen -> seen.version().found().isEmpty());
    }

    private static Map<String, String> tags(ImageSnapshot snapshot, GallerySight seen, Optional<BaseImage> base) {
        Map<String, String> tags =
                new TreeMap<>(snapshot.owner().tags(seen.plan().hash()));
        tags.putAll(Attempts.tag(snapshot));
        base.ifPresent(image -> tags.putAll(BaseImageTags.of(image)));
        return tags;
    }

    private static String notOurs(ImageSnapshot snapshot, GallerySight seen, Version taken) {
        return "version " + taken.id().name() + " of "
                + seen.plan().definition().name() + " is there already and"
                + " was made by " + taken.tags().getOrDefault(OwnerMark.OWNER, "somebody else")
                + (snapshot.owner().read(taken.tags()) == Ownership.OURS ? " for an earlier spec" : "")
                + ": give another save.gallery.version, or auto";
    }

    private static NewDefinition newDefinition(ImageSnapshot snapshot, GallerySight seen, Original original) {
        var identifier = Objects.requireNonNull(seen.plan().saved().identifier());
        Map<String, String> features = seen.plan().saved().features().stream()
                .collect(Collectors.toMap(feature -> feature.name(), feature -> feature.value()));
        original.securityType().ifPresent(type -> features.putIfAbsent("SecurityType", type + "Supported"));
        return new NewDefinition(
                snapshot.plan().location(),
                original.osType(),
                original.generation(),
                original.architecture(),
                identifier.publisher(),
                identifier.offer(),
                identifier.sku(),
                features,
                original.plan(),
                snapshot.owner().tags());
    }
}
