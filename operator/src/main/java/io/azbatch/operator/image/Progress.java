package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.image.pass.GallerySight;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ManagedImageSight;
import io.azbatch.operator.image.pass.VhdSight;
import io.azbatch.operator.image.target.SavedVersion;
import io.azbatch.operator.image.target.SavedVhd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a target is.
 *
 * @param step its name among the steps of a build
 * @param reason of condition {@code Saved}
 * @param message for people
 * @param detail how far it is in numbers; absent when there are none
 */
record Progress(String step, State state, ImageReason reason, String message, Optional<String> detail) {

    enum State {
        /** Nothing is there. */
        MISSING,
        MAKING,
        FAILED,
        /** It is saved; something is still to be done, such as replication. */
        SAVED,
        /** All is as declared. */
        COMPLETE
    }

    /** Of every target that is asked for, in the order they are made. */
    static List<Progress> all(ImageSnapshot snapshot) {
        return Stream.of(
                        snapshot.vhd().map(Progress::of),
                        snapshot.gallery().map(Progress::of),
                        snapshot.managedImage().map(Progress::of))
                .flatMap(Optional::stream)
                .toList();
    }

    static String messages(List<Progress> all) {
        return all.stream().map(Progress::message).collect(Collectors.joining("; "));
    }

    boolean saved() {
        return state == State.SAVED || state == State.COMPLETE;
    }

    private static Progress of(GallerySight seen) {
        return seen.version()
                .found()
                .map(version -> of(seen, version))
                .orElseGet(() -> missing("Save", "no image version is saved yet"));
    }

    private static Progress of(GallerySight seen, Version version) {
        String name = "image version " + version.id().name();
        return switch (version.provisioningState()) {
            case "Succeeded", "Updating" ->
                SavedVersion.complete(seen) && version.provisioningState().equals("Succeeded")
                        ? progress("Save", State.COMPLETE, ImageReason.Saved, name + " is saved and replicated")
                        : progress("Save", State.SAVED, ImageReason.Saved, name + " is saved");
            case "Failed" ->
                SavedVersion.serves(version)
                        ? progress("Save", State.SAVED, ImageReason.Saved, name + " is saved, its last change failed")
                        : progress(
                                "Save",
                                State.FAILED,
                                ImageReason.VersionFailed,
                                name + " failed: " + version.failure().orElse("Azure no longer says why"));
            default ->
                progress(
                        "Save",
                        State.MAKING,
                        ImageReason.Building,
                        name + " is in state " + version.provisioningState());
        };
    }

    private static Progress of(VhdSight seen) {
        return seen.vhd()
                .map(vhd -> {
                    if (seen.complete()) {
                        return progress("SaveVhd", State.COMPLETE, ImageReason.Saved, "VHD " + vhd.uri() + " is saved");
                    }
                    Optional<String> failure = SavedVhd.failure(seen, vhd);
                    if (failure.isPresent()) {
                        return progress("SaveVhd", State.FAILED, ImageReason.VhdCopyFailed, failure.get());
                    }
                    Optional<String> copied = VhdSight.pending(vhd).map(SavedVhd::progress);
                    return new Progress(
                            "SaveVhd",
                            State.MAKING,
                            ImageReason.Building,
                            copied.map(text -> "the VHD is being copied: " + text)
                                    .orElse("the VHD is being finished"),
                            copied);
                })
                .orElseGet(() -> missing("SaveVhd", "no VHD is saved yet"));
    }

    private static Progress of(ManagedImageSight seen) {
        return seen.current()
                .map(image -> {
                    String name = "managed image " + image.id().name();
                    return switch (image.provisioningState()) {
                        case "Failed" ->
                            progress(
                                    "SaveManagedImage",
                                    State.FAILED,
                                    ImageReason.ManagedImageFailed,
                                    name + " failed: " + image.failure().orElse("Azure no longer says why"));
                        case "Creating", "Deleting" ->
                            progress(
                                    "SaveManagedImage",
                                    State.MAKING,
                                    ImageReason.Building,
                                    name + " is in state " + image.provisioningState());
                        default -> progress("SaveManagedImage", State.COMPLETE, ImageReason.Saved, name + " is saved");
                    };
                })
                .orElseGet(() -> missing("SaveManagedImage", "no managed image is saved yet"));
    }

    private static Progress missing(String step, String message) {
        return progress(step, State.MISSING, ImageReason.Pending, message);
    }

    private static Progress progress(String step, State state, ImageReason reason, String message) {
        return new Progress(step, state, reason, message, Optional.empty());
    }
}
