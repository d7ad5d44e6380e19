package io.azbatch.operator.image;

import static io.azbatch.operator.image.ImageRoad.block;
import static io.azbatch.operator.image.ImageRoad.work;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Galleries.Replica;
import io.azbatch.operator.cloud.Galleries.Target;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Galleries.VersionUpdate;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.image.ImageStep.DeleteVersion;
import io.azbatch.operator.image.ImageStep.Stand;
import io.azbatch.operator.image.ImageStep.UpdateVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules for a version of ours that is in the gallery: what is left to do for it. */
final class SavedVersion {

    /** Tag on a version: which attempt of its build made it. */
    static final String ATTEMPT = "azbatch-attempt";

    static final int ATTEMPTS = 3;

    private SavedVersion() {}

    /**
     * A failed version makes room for the next attempt, as often as attempts allow. The attempt is written down before
     * the failed version goes, and is on the version itself, so that the count survives both a crash and a lost status.
     */
    static Optional<ImageStep> failed(ImageSnapshot snapshot) {
        return snapshot.version()
                .found()
                .filter(version -> version.provisioningState().equals("Failed"))
                .flatMap(version -> {
                    int attempt = attempt(version);
                    String failure = version.failure().orElse("Azure no longer says why");
                    if (snapshot.build()
                            .filter(build -> build.attempt() > attempt)
                            .isPresent()) {
                        return Optional.of(new DeleteVersion(version.id(), "it failed: " + failure));
                    }
                    return attempt < ATTEMPTS
                            ? Optional.of(ImageRoad.chooseVersion(snapshot, attempt + 1))
                            : block(
                                    ImageReason.AttemptsSpent,
                                    "image version " + version.id().name() + " failed at attempt " + attempt + ": "
                                            + failure + ". Mend the cause and set annotation"
                                            + " azbatch.io/reconcile-requested-at to a new value to try again.");
                });
    }

    static int attempt(Version version) {
        String tag = version.tags().get(ATTEMPT);
        return tag != null && tag.matches("\\d{1,6}") ? Integer.parseInt(tag) : 1;
    }

    static Optional<ImageStep> beingMade(ImageSnapshot snapshot) {
        return snapshot.version().found().flatMap(version -> switch (version.provisioningState()) {
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
    static Optional<ImageStep> asDeclared(ImageSnapshot snapshot) {
        ImageTargets targets = snapshot.targets();
        return snapshot.version()
                .found()
                .filter(version -> !sameTargets(version.targets(), targets.regions())
                        || !sameEndOfLife(version, targets.endOfLife()))
                .map(version -> new UpdateVersion(
                        version.id(), new VersionUpdate(version.location(), targets.regions(), targets.endOfLife())));
    }

    static Optional<ImageStep> replicated(ImageSnapshot snapshot) {
        return snapshot.version().found().flatMap(version -> {
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
            return complete(version)
                    ? Optional.of(new Stand(new Standing.Settled(
                            ImageReason.Ready.name(),
                            "image version " + version.id().name() + " is saved and replicated")))
                    : work(ImageReason.Replicating, progress(version));
        });
    }

    static boolean complete(Version version) {
        return !version.replication().isEmpty()
                && version.replication().stream()
                        .allMatch(replica -> replica.state().equals("Completed"));
    }

    /** Such as {@code westeurope 100 %, northeurope 40 %}. */
    static String progress(Version version) {
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
