package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.image.ImageStep.DeleteVersion;
import io.azbatch.operator.image.ImageStep.ReleaseMachine;
import io.azbatch.operator.image.ImageStep.Stand;
import java.util.List;
import java.util.Optional;

/**
 * The decision for an image that is being deleted: versions go when the policy says so and no pool uses them, our claim
 * on the machine always goes. Galleries and definitions stay. What is gone already is done.
 */
final class ImageDeletion {

    private static final List<ImageDecision.Rule> RULES = List.of(
            ImageDeletion::leftAsItIs,
            ImageDeletion::credentialFound,
            ImageDeletion::azureAnswered,
            ImageDeletion::versionsGone,
            ImageDeletion::machineReleased);

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
        return snapshot.unread()
                .map(unread -> Standing.of(unread.trouble(), ImageReason.AzureBusy.name(), unread.doing()))
                .map(standing -> new Stand(Standing.Terminating.of(standing, ImageReason.Deleting.name())));
    }

    private static Optional<ImageStep> versionsGone(ImageSnapshot snapshot) {
        if (snapshot.spec().deletionPolicy() == DeletionPolicy.Retain) {
            return Optional.empty();
        }
        return snapshot.ownVersions().stream().findFirst().flatMap(version -> versionGone(snapshot, version));
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

    /** Azure lets nobody change the tags of a generalized machine: there the mark stays, on what can never start again. */
    private static Optional<ImageStep> machineReleased(ImageSnapshot snapshot) {
        return snapshot.machine()
                .found()
                .filter(machine -> !machine.generalized())
                .filter(machine -> snapshot.owner().read(machine.tags()) == Ownership.OURS)
                .map(ImageDeletion::release);
    }

    private static ImageStep release(VirtualMachine machine) {
        return new ReleaseMachine(machine.id(), OwnerMark.removedFrom(machine.tags()), machine.etag());
    }

    private static Optional<ImageStep> terminating(ImageReason reason, String message) {
        return Optional.of(new Stand(new Standing.Terminating(reason.name(), message)));
    }
}
