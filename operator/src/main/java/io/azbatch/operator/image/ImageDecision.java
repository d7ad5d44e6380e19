package io.azbatch.operator.image;

import static io.azbatch.operator.image.ImageRoad.block;
import static io.azbatch.operator.image.ImageRoad.work;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.image.ImageStep.Remember;
import io.azbatch.operator.image.ImageStep.Stand;
import java.util.List;
import java.util.Optional;

/**
 * The decision for an image: an ordered list of rules, each from snapshot to maybe a step; the first answer wins. This
 * table is the documentation of what the operator does.
 */
final class ImageDecision {

    /** A rule of the table. */
    @FunctionalInterface
    interface Rule {
        Optional<ImageStep> step(ImageSnapshot snapshot);
    }

    private static final List<Rule> RULES = List.of(
            ImageDecision::annotationUnderstood,
            ImageDecision::credentialFound,
            ImageDecision::azureAnswered,
            ImageDecision::requestHandled,
            SavedVersion::failed,
            SavedVersion::beingMade,
            SavedVersion::asDeclared,
            SavedVersion::replicated,
            ImageDecision::sourceAccepted,
            ImageRoad::galleryThere,
            ImageRoad::definitionThere,
            ImageRoad::machineClaimed,
            ImageRoad::machineDeallocated,
            ImageRoad::machineGeneralized,
            ImageRoad::versionChosen,
            ImageRoad::versionSaved);

    private ImageDecision() {}

    static ImageStep decide(ImageSnapshot snapshot) {
        if (snapshot.subject().deleting()) {
            return ImageDeletion.decide(snapshot);
        }
        ImageStep step = RULES.stream()
                .flatMap(rule -> rule.step(snapshot).stream())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no rule answers, the last one must: " + snapshot.subject()));
        return step instanceof ImageStep.Effect effect && snapshot.subject().policy() instanceof ReconcilePolicy.Observe
                ? observed(effect)
                : step;
    }

    private static ImageStep observed(ImageStep.Effect effect) {
        return new Stand(new Standing.Blocked(
                ImageReason.DriftObserved.name(),
                "reconcile-policy is observe, so this is not done: " + effect.doing()));
    }

    private static Optional<ImageStep> annotationUnderstood(ImageSnapshot snapshot) {
        return snapshot.subject().policy() instanceof ReconcilePolicy.Unknown(String value)
                ? block(
                        ImageReason.InvalidAnnotation,
                        "annotation azbatch.io/reconcile-policy is '" + value
                                + "': use manage, observe or detach-on-delete")
                : Optional.empty();
    }

    private static Optional<ImageStep> credentialFound(ImageSnapshot snapshot) {
        return snapshot.access() instanceof Access.Missing(String message)
                ? block(ImageReason.CredentialsMissing, message)
                : Optional.empty();
    }

    private static Optional<ImageStep> azureAnswered(ImageSnapshot snapshot) {
        return snapshot.unread()
                .map(unread -> new Stand(Standing.of(unread.trouble(), ImageReason.AzureBusy.name(), unread.doing())));
    }

    /** A new request is worth one more attempt where the last one failed, and nothing elsewhere. */
    private static Optional<ImageStep> requestHandled(ImageSnapshot snapshot) {
        Optional<String> requested = snapshot.subject().requestedAt();
        if (requested.isEmpty() || requested.equals(snapshot.memory().handledRequest())) {
            return Optional.empty();
        }
        var noted = new ImageMemory(snapshot.memory().build(), requested);
        return Optional.of(snapshot.version()
                .found()
                .filter(version -> version.provisioningState().equals("Failed"))
                .map(version -> ImageRoad.chooseVersion(snapshot.remembering(noted), SavedVersion.attempt(version) + 1))
                .orElseGet(() -> new Remember(noted, "handling the reconcile request " + requested.get())));
    }

    private static Optional<ImageStep> sourceAccepted(ImageSnapshot snapshot) {
        return switch (snapshot.machine()) {
            case Reading.Absent<?> absent ->
                block(
                        ImageReason.VirtualMachineNotFound,
                        "virtual machine " + snapshot.targets().machine() + " does not exist: check"
                                + " spec.source.virtualMachine, or create it; it is looked for again by itself");
            case Reading.Present<VirtualMachine>(var machine) ->
                Preflight.objection(snapshot, machine)
                        .flatMap(objection -> block(objection.reason(), objection.message()));
            case Reading.NotLooked<?> notLooked -> work(ImageReason.Pending, "the source has not been looked at yet");
            case Reading.Unread<?> unread -> Optional.empty();
        };
    }
}
