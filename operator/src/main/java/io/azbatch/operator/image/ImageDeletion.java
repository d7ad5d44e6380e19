package io.azbatch.operator.image;

import static io.azbatch.operator.image.pass.Rule.terminating;

import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.DeleteVersion;
import io.azbatch.operator.image.pass.ImageStep.Stand;
import io.azbatch.operator.image.pass.Rule;
import io.azbatch.operator.image.pass.Unread;
import io.azbatch.operator.image.source.MachineSource;
import io.azbatch.operator.image.target.CapturedVhd;
import io.azbatch.operator.image.target.DiskAccess;
import io.azbatch.operator.image.target.ManagedImageTarget;
import io.azbatch.operator.image.target.SavedVhd;
import java.util.List;
import java.util.Optional;

/**
 * The decision for an image that is being deleted. The right to read a disk goes first, also when an account or a gallery
 * can not be read: nobody else would take it back. What is half made, the right to read a disk and our claim on the
 * machine always go; what is saved goes when the policy says so and no pool uses it. Galleries, definitions, storage
 * accounts and containers stay. What is gone already is done.
 */
final class ImageDeletion {

    private static final List<Rule> RULES = List.of(
            ImageDeletion::leftAsItIs,
            ImageDeletion::credentialFound,
            SavedVhd::copyEnded,
            DiskAccess::takenBack,
            ImageDeletion::azureAnswered,
            CapturedVhd::over,
            ImageDeletion::versionsGone,
            ManagedImageTarget::gone,
            SavedVhd::gone,
            MachineSource::released);

    private ImageDeletion() {}

    static ImageStep decide(ImageSnapshot snapshot) {
        return RULES.stream()
                .flatMap(rule -> rule.step(snapshot).stream())
                .findFirst()
                .orElseGet(ImageStep.Release::new);
    }

    private static Optional<ImageStep> leftAsItIs(ImageSnapshot snapshot) {
        return switch (snapshot.subject().policy()) {
            case ReconcilePolicy.DetachOnDelete detach -> Optional.of(new ImageStep.Release());
            case ReconcilePolicy.Observe observe -> Optional.of(new ImageStep.Release());
            case ReconcilePolicy.Unknown(String value) ->
                terminating(
                        ImageReason.InvalidAnnotation,
                        "annotation azbatch.io/reconcile-policy is '" + value
                                + "': use manage, observe or detach-on-delete");
            case ReconcilePolicy.Manage manage -> Optional.empty();
        };
    }

    private static Optional<ImageStep> credentialFound(ImageSnapshot snapshot) {
        return snapshot.access() instanceof Access.Missing(String message)
                ? terminating(ImageReason.CredentialsMissing, message + "." + Standing.Terminating.WAY_OUT)
                : Optional.empty();
    }

    private static Optional<ImageStep> azureAnswered(ImageSnapshot snapshot) {
        return Unread.first(snapshot)
                .map(unread -> Standing.of(unread.trouble(), ImageReason.AzureBusy.name(), unread.doing()))
                .map(standing -> new Stand(Standing.Terminating.of(standing, ImageReason.Deleting.name())));
    }

    private static Optional<ImageStep> versionsGone(ImageSnapshot snapshot) {
        if (snapshot.spec().deletionPolicy() == DeletionPolicy.Retain) {
            return Optional.empty();
        }
        return snapshot.gallery()
                .flatMap(seen -> seen.own(snapshot.owner()).stream().findFirst())
                .flatMap(version -> versionGone(snapshot, version));
    }

    private static Optional<ImageStep> versionGone(ImageSnapshot snapshot, Version version) {
        List<String> pools = snapshot.poolsByVersion().getOrDefault(version.id(), List.of());
        if (!pools.isEmpty()) {
            return terminating(
                    ImageReason.InUse,
                    "image version " + version.id().name() + " is used by pools " + String.join(", ", pools)
                            + ", which could not grow without it: delete them or move them to another image");
        }
        return switch (version.provisioningState()) {
            case "Deleting", "Creating", "Updating" ->
                terminating(
                        ImageReason.Deleting,
                        "waiting for image version " + version.id().name() + " in state "
                                + version.provisioningState());
            default -> Optional.of(new DeleteVersion(version.id(), "deletionPolicy is Delete"));
        };
    }
}
