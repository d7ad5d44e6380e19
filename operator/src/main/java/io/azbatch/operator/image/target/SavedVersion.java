package io.azbatch.operator.image.target;

import static io.azbatch.operator.image.pass.Rule.block;
import static io.azbatch.operator.image.pass.Rule.work;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Galleries.Replica;
import io.azbatch.operator.cloud.Galleries.Target;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Galleries.VersionUpdate;
import io.azbatch.operator.image.pass.GallerySight;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.DeleteVersion;
import io.azbatch.operator.image.pass.ImageStep.UpdateVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules for a version of ours that is in the gallery: what is left to do for it. */
public final class SavedVersion {

    private SavedVersion() {}

    /** A failed version makes room for the next attempt, as often as attempts allow. */
    public static Optional<ImageStep> failed(ImageSnapshot snapshot) {
        return of(snapshot).filter(SavedVersion::isFailed).flatMap(version -> {
            String failure = version.failure().orElse("Azure no longer says why");
            return Attempts.afterFailure(
                    snapshot,
                    Attempts.of(version.tags()),
                    "image version " + version.id().name() + " failed: " + failure,
                    () -> Optional.of(new DeleteVersion(version.id(), "it failed: " + failure)));
        });
    }

    static Optional<Integer> failedAttempt(ImageSnapshot snapshot) {
        return of(snapshot).filter(SavedVersion::isFailed).map(version -> Attempts.of(version.tags()));
    }

    private static Optional<Version> of(ImageSnapshot snapshot) {
        return snapshot.gallery().flatMap(seen -> seen.version().found());
    }

    /**
     * Azure calls a version failed too whose last change failed, such as one more region. One that is whole in some region
     * serves there, and is not made anew.
     */
    static boolean isFailed(Version version) {
        return version.provisioningState().equals("Failed") && !serves(version);
    }

    /** Whether machines can be made from it somewhere. */
    public static boolean serves(Version version) {
        return version.replication().stream()
                .anyMatch(replica -> replica.state().equals("Completed"));
    }

    public static Optional<ImageStep> beingMade(ImageSnapshot snapshot) {
        return of(snapshot).flatMap(version -> switch (version.provisioningState()) {
            case "Creating" ->
                work(ImageReason.Building, "image version " + version.id().name() + " is being made");
            case "Updating" ->
                work(
                        ImageReason.Updating,
                        "image version " + version.id().name() + " is being changed: " + progress(version));
            case "Deleting", "Migrating" ->
                work(
                        ImageReason.Building,
                        "image version " + version.id().name() + " is "
                                + version.provisioningState().toLowerCase(Locale.ROOT));
            default -> Optional.empty();
        });
    }

    /** Regions, replica counts and end of life are put back when they differ from the spec. */
    public static Optional<ImageStep> asDeclared(ImageSnapshot snapshot) {
        return snapshot.gallery().flatMap(seen -> seen.version()
                .found()
                .filter(version -> !sameTargets(version.targets(), seen.plan().regions())
                        || !sameEndOfLife(version, seen.plan().endOfLife()))
                .map(version -> new UpdateVersion(
                        version.id(),
                        new VersionUpdate(
                                version.location(),
                                seen.plan().regions(),
                                seen.plan().endOfLife()))));
    }

    public static Optional<ImageStep> replicated(ImageSnapshot snapshot) {
        return of(snapshot).flatMap(version -> {
            List<Replica> failed = version.replication().stream()
                    .filter(replica -> replica.state().equals("Failed"))
                    .toList();
            if (!failed.isEmpty()) {
                return block(
                        ImageReason.VersionFailed,
                        "replication failed in "
                                + failed.stream()
                                        .map(replica -> replica.region()
                                                + replica.details()
                                                        .map(details -> " (" + details + ")")
                                                        .orElse(""))
                                        .collect(Collectors.joining(", "))
                                + ": take the region out of save.gallery.targetRegions and put it back to try again");
            }
            if (version.provisioningState().equals("Failed")) {
                return block(
                        ImageReason.VersionFailed,
                        "the last change of image version " + version.id().name() + " failed: "
                                + version.failure().orElse("Azure no longer says why")
                                + ". It serves on; change save.gallery, or look at it in Azure");
            }
            return complete(version) ? Optional.empty() : work(ImageReason.Replicating, progress(version));
        });
    }

    /** Nothing is left to do for the gallery. */
    public static boolean complete(GallerySight seen) {
        return seen.version().found().filter(SavedVersion::complete).isPresent();
    }

    public static boolean complete(Version version) {
        return !version.replication().isEmpty()
                && version.replication().stream()
                        .allMatch(replica -> replica.state().equals("Completed"));
    }

    /** Such as {@code westeurope 100 %, northeurope 40 %}. */
    public static String progress(Version version) {
        return version.replication().isEmpty()
                ? "replication has not begun"
                : version.replication().stream()
                        .map(replica -> replica.region() + " " + replica.progress() + " %")
                        .collect(Collectors.joining(", "));
    }

    /** Where the spec leaves the storage type to Azure, whatever Azure chose is right. */
    private static boolean sameTargets(List<Target> actual, List<Target> wanted) {
        return actual.size() == wanted.size()
                && wanted.stream().allMatch(want -> actual.stream().anyMatch(target -> matches(target, want)));
    }

    private static boolean matches(Target actual, Target wanted) {
        return actual.region().equals(wanted.region())
                && actual.replicaCount() == wanted.replicaCount()
                && (wanted.storageAccountType().isEmpty()
                        || wanted.storageAccountType().equals(actual.storageAccountType()));
    }

    private static boolean sameEndOfLife(Version version, Optional<Instant> wanted) {
        return wanted.isEmpty() || wanted.equals(version.endOfLife());
    }
}
