package io.azbatch.operator.image.target;

import static io.azbatch.operator.image.pass.Rule.terminating;
import static io.azbatch.operator.image.pass.Rule.work;

import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.ManagedImages.ManagedImage;
import io.azbatch.operator.cloud.ManagedImages.NewManagedImage;
import io.azbatch.operator.control.BaseImageTags;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.CreateManagedImage;
import io.azbatch.operator.image.pass.ImageStep.DeleteManagedImage;
import io.azbatch.operator.image.pass.ManagedImageSight;
import io.azbatch.operator.image.source.Original;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rules for a managed image. */
public final class ManagedImageTarget {

    private ManagedImageTarget() {}

    public static Optional<ImageStep> failed(ImageSnapshot snapshot) {
        return current(snapshot).filter(ManagedImageTarget::isFailed).flatMap(image -> {
            String failure = image.failure().orElse("Azure no longer says why");
            return Attempts.afterFailure(
                    snapshot,
                    Attempts.of(image.tags()),
                    "managed image " + image.id().name() + " failed: " + failure,
                    () -> Optional.of(new DeleteManagedImage(image.id(), "it failed: " + failure)));
        });
    }

    static Optional<Integer> failedAttempt(ImageSnapshot snapshot) {
        return current(snapshot).filter(ManagedImageTarget::isFailed).map(image -> Attempts.of(image.tags()));
    }

    public static Optional<ImageStep> beingMade(ImageSnapshot snapshot) {
        return current(snapshot).flatMap(image -> switch (image.provisioningState()) {
            case "Creating", "Deleting" ->
                work(
                        ImageReason.Building,
                        "managed image " + image.id().name() + " is in state " + image.provisioningState());
            default -> Optional.empty();
        });
    }

    public static Optional<ImageStep> made(ImageSnapshot snapshot) {
        return snapshot.managedImage().filter(seen -> seen.image().isAbsent()).flatMap(seen -> Original.of(snapshot)
                .map(original -> create(snapshot, seen, original)));
    }

    /** In deletion: ours goes when the policy says so. */
    public static Optional<ImageStep> gone(ImageSnapshot snapshot) {
        return snapshot.managedImage()
                .filter(seen -> snapshot.spec().deletionPolicy() == DeletionPolicy.Delete)
                .flatMap(ManagedImageSight::own)
                .flatMap(image -> switch (image.provisioningState()) {
                    case "Creating", "Updating", "Deleting" ->
                        terminating(
                                ImageReason.Deleting,
                                "waiting for managed image " + image.id().name() + " in state "
                                        + image.provisioningState().toLowerCase(Locale.ROOT));
                    default -> Optional.of(new DeleteManagedImage(image.id(), "deletionPolicy is Delete"));
                });
    }

    private static ImageStep create(ImageSnapshot snapshot, ManagedImageSight seen, Original original) {
        Map<String, String> tags =
                new TreeMap<>(snapshot.owner().tags(seen.plan().hash()));
        tags.putAll(Attempts.tag(snapshot));
        original.base().ifPresent(image -> tags.putAll(BaseImageTags.of(image)));
        return new CreateManagedImage(
                seen.plan().id(),
                new NewManagedImage(
                        snapshot.plan().location(),
                        original.source(),
                        original.osType(),
                        original.generation(),
                        seen.plan().zoneResilient(),
                        tags));
    }

    private static Optional<ManagedImage> current(ImageSnapshot snapshot) {
        return snapshot.managedImage().flatMap(ManagedImageSight::current);
    }

    private static boolean isFailed(ManagedImage image) {
        return image.provisioningState().equals("Failed");
    }
}
