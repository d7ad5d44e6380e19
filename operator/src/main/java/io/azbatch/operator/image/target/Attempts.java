package io.azbatch.operator.image.target;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.image.pass.GallerySight;
import io.azbatch.operator.image.pass.ImageMemory;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.Remember;
import io.azbatch.operator.image.pass.ImageStep.Stand;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How often a target is tried. The attempt is written down before what failed makes room, and is on what failed itself,
 * so that the count survives both a crash and a lost status. All targets of a build share the count.
 */
public final class Attempts {

    /** Tag on what was made: which attempt of its build made it. */
    public static final String ATTEMPT = "azbatch-attempt";

    static final int MOST = 3;

    private Attempts() {}

    /** The attempt that tags tell of; the first where they tell none. */
    static int of(Map<String, String> tags) {
        String tag = tags.get(ATTEMPT);
        return tag != null && tag.matches("\\d{1,6}") ? Integer.parseInt(tag) : 1;
    }

    static Map<String, String> tag(ImageSnapshot snapshot) {
        return Map.of(ATTEMPT, Integer.toString(snapshot.attempt()));
    }

    /**
     * What becomes of something of ours that has failed.
     *
     * @param attempt that made it
     * @param what failed and why, for people
     * @param again makes room when the next attempt has been written down
     */
    static Optional<ImageStep> afterFailure(
            ImageSnapshot snapshot, int attempt, String what, Supplier<Optional<ImageStep>> again) {
        if (snapshot.build().filter(build -> build.attempt() > attempt).isPresent()) {
            return again.get();
        }
        return Optional.of(
                attempt < MOST
                        ? begin(snapshot, attempt + 1)
                        : new Stand(new Standing.Blocked(
                                ImageReason.AttemptsSpent.name(),
                                what + " (attempt " + attempt + "). Mend the cause and set annotation"
                                        + " azbatch.io/reconcile-requested-at to a new value to try again.")));
    }

    /** The attempt of what has failed last; empty when nothing has. */
    public static Optional<Integer> failed(ImageSnapshot snapshot) {
        return Stream.of(
                        SavedVersion.failedAttempt(snapshot),
                        SavedVhd.failedAttempt(snapshot),
                        ManagedImageTarget.failedAttempt(snapshot))
                .flatMap(Optional::stream)
                .max(Integer::compare);
    }

    /** Writes down an attempt, with the name of its version where there is a gallery. */
    public static Remember begin(ImageSnapshot snapshot, int attempt) {
        Optional<String> version = snapshot.gallery().map(seen -> nextVersion(snapshot, seen));
        var chosen = new ImageMemory.Remembered(
                snapshot.plan().hash(), attempt, version, snapshot.now().toString());
        return new Remember(
                snapshot.memory().withBuild(chosen),
                version.map(name -> "choosing version " + name + " for attempt " + attempt)
                        .orElse("beginning attempt " + attempt));
    }

    /** The version that was chosen for this build. */
    static Optional<String> version(ImageSnapshot snapshot) {
        return snapshot.build().flatMap(ImageMemory.Remembered::version);
    }

    /** A version that is well keeps its name whatever else has failed. */
    private static String nextVersion(ImageSnapshot snapshot, GallerySight seen) {
        return seen.version()
                .found()
                .filter(version -> !SavedVersion.isFailed(version))
                .map(version -> version.id().name())
                .orElseGet(() -> seen.plan().automaticVersion()
                        ? freeVersion(snapshot.now(), seen)
                        : seen.plan().saved().version());
    }

    /** Year, month and day, second of the day; the next second when that name is taken. */
    private static String freeVersion(Instant now, GallerySight seen) {
        Instant instant = now;
        while (seen.named(versionName(instant)).isPresent()) {
            instant = instant.plusSeconds(1);
        }
        return versionName(instant);
    }

    private static String versionName(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        return time.getYear() + "." + (time.getMonthValue() * 100 + time.getDayOfMonth()) + "."
                + time.toLocalTime().toSecondOfDay();
    }
}
