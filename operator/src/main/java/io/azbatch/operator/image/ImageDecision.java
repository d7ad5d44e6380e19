package io.azbatch.operator.image;

import static io.azbatch.operator.image.pass.Rule.block;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.image.pass.ImageMemory;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.Remember;
import io.azbatch.operator.image.pass.ImageStep.Stand;
import io.azbatch.operator.image.pass.Rule;
import io.azbatch.operator.image.pass.Unread;
import io.azbatch.operator.image.preflight.Preflight;
import io.azbatch.operator.image.source.MachineSource;
import io.azbatch.operator.image.source.VhdSource;
import io.azbatch.operator.image.target.Attempts;
import io.azbatch.operator.image.target.CapturedVhd;
import io.azbatch.operator.image.target.DiskAccess;
import io.azbatch.operator.image.target.GalleryTarget;
import io.azbatch.operator.image.target.ManagedImageTarget;
import io.azbatch.operator.image.target.SavedVersion;
import io.azbatch.operator.image.target.SavedVhd;
import io.azbatch.operator.image.target.VhdTarget;
import java.util.List;
import java.util.Optional;

/**
 * The decision for an image: an ordered list of rules, each from snapshot to maybe a step; the first answer wins. This
 * table is the documentation of what the operator does: first what is there already of each target, then, while one is
 * missing, the source, and then what is to be made. Targets are made one after the other, the VHD first, since the
 * gallery version of an unmanaged machine is made from it.
 */
final class ImageDecision {

    private static final List<Rule> RULES = List.of(
            ImageDecision::annotationUnderstood,
            ImageDecision::credentialFound,
            ImageDecision::azureAnswered,
            ImageDecision::requestHandled,
            // what is there
            DiskAccess::takenBack,
            SavedVhd::failed,
            SavedVhd::copying,
            SavedVhd::templateThere,
            SavedVersion::failed,
            SavedVersion::beingMade,
            SavedVersion::asDeclared,
            SavedVersion::replicated,
            ManagedImageTarget::failed,
            ManagedImageTarget::beingMade,
            ImageDecision::allThere,
            // the source
            MachineSource::there,
            VhdSource::whole,
            ImageDecision::sourceAccepted,
            GalleryTarget::galleryThere,
            GalleryTarget::definitionThere,
            GalleryTarget::givenVersionFree,
            MachineSource::claimed,
            MachineSource::deallocated,
            MachineSource::generalized,
            // what is to be made
            CapturedVhd::roomMade,
            ImageDecision::buildBegun,
            VhdTarget::containerThere,
            VhdTarget::accessNoted,
            VhdTarget::accessGranted,
            VhdTarget::copyBegun,
            CapturedVhd::captured,
            GalleryTarget::versionChosen,
            GalleryTarget::versionSaved,
            ManagedImageTarget::made);

    private ImageDecision() {}

    static ImageStep decide(ImageSnapshot snapshot) {
        if (snapshot.subject().deleting()) {
            return ImageDeletion.decide(snapshot);
        }
        ImageStep step = RULES.stream()
                .flatMap(rule -> rule.step(snapshot).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule answers: " + snapshot.subject()));
        if (!(snapshot.subject().policy() instanceof ReconcilePolicy.Observe)) {
            return step;
        }
        return switch (step) {
            case ImageStep.Effect effect -> observed(effect.doing());
            case Remember remember -> guardsEffect(snapshot, remember) ? observed(remember.doing()) : step;
            case Stand stand -> step;
            case ImageStep.Release release -> step;
        };
    }

    /** What is written down before an effect claims what is found afterwards; without the effect it would claim others'. */
    private static boolean guardsEffect(ImageSnapshot snapshot, Remember remember) {
        ImageMemory before = snapshot.memory();
        ImageMemory after = remember.memory();
        return !after.build().equals(before.build())
                || (after.diskAccess().isPresent() && !after.diskAccess().equals(before.diskAccess()));
    }

    private static ImageStep observed(String doing) {
        return new Stand(new Standing.Blocked(
                ImageReason.DriftObserved.name(), "reconcile-policy is observe, so this is not done: " + doing));
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
        return Unread.first(snapshot)
                .map(unread -> new Stand(Standing.of(unread.trouble(), ImageReason.AzureBusy.name(), unread.doing())));
    }

    /** A new request is worth one more attempt where the last one failed, and nothing elsewhere. */
    private static Optional<ImageStep> requestHandled(ImageSnapshot snapshot) {
        Optional<String> requested = snapshot.subject().requestedAt();
        if (requested.isEmpty() || requested.equals(snapshot.memory().handledRequest())) {
            return Optional.empty();
        }
        ImageMemory noted = snapshot.memory().withHandledRequest(requested.get());
        return Optional.of(Attempts.failed(snapshot)
                .map(failed -> Attempts.begin(snapshot.remembering(noted), failed + 1))
                .orElseGet(() -> new Remember(noted, "handling the reconcile request " + requested.get())));
    }

    private static Optional<ImageStep> allThere(ImageSnapshot snapshot) {
        List<Progress> all = Progress.all(snapshot);
        return all.stream().allMatch(progress -> progress.state() == Progress.State.COMPLETE)
                ? Optional.of(new Stand(new Standing.Settled(ImageReason.Ready.name(), Progress.messages(all))))
                : Optional.empty();
    }

    private static Optional<ImageStep> sourceAccepted(ImageSnapshot snapshot) {
        return Preflight.objection(snapshot).flatMap(objection -> block(objection.reason(), objection.message()));
    }

    /** Written down before anything is made, so that what is found afterwards is known to be of this build. */
    private static Optional<ImageStep> buildBegun(ImageSnapshot snapshot) {
        return snapshot.build().isPresent() ? Optional.empty() : Optional.of(Attempts.begin(snapshot, 1));
    }
}
