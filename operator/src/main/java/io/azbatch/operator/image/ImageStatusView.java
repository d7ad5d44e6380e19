package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.Condition;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.api.v1beta1.CustomImageStatus.Build;
import io.azbatch.api.v1beta1.CustomImageStatus.BuildStep;
import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.Conditions;
import io.azbatch.operator.control.Conditions.Truth;
import io.azbatch.operator.control.Outcome;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.image.pass.ImageMemory;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.pass.Unread;
import io.azbatch.operator.image.pass.VhdSourceSight;
import io.azbatch.operator.image.preflight.Objection;
import io.azbatch.operator.image.preflight.Preflight;
import io.azbatch.operator.image.source.MachineSource;
import io.azbatch.operator.image.source.Original;
import io.azbatch.operator.image.target.SavedVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is so, as status: a pure function of what was seen, what was done, and what stood there before. What could not be
 * seen in this pass stays as it was.
 */
final class ImageStatusView {

    static final String SOURCE_ACCEPTED = "SourceAccepted";
    static final String GENERALIZED = "Generalized";
    static final String SAVED = "Saved";
    static final String REPLICATED = "Replicated";
    static final String PROVEN = "Proven";

    /** What is concluded from what Azure shows. */
    private static final List<String> OF_AZURE = List.of(SOURCE_ACCEPTED, GENERALIZED, SAVED, REPLICATED);

    private static final String NOT_SEEN = "Azure has not been looked at yet";

    private ImageStatusView() {}

    /** How the image stands after the pass. */
    static Standing standing(ImageSnapshot snapshot, ImageStep step, Outcome outcome) {
        Standing standing =
                switch (step) {
                    case ImageStep.Stand(Standing named) -> named;
                    case ImageStep.Remember(ImageMemory memory, String doing) ->
                        new Standing.Working(ImageReason.Building.name(), doing);
                    case ImageStep.Release release ->
                        new Standing.Terminating(ImageReason.Deleting.name(), "nothing is left to do in Azure");
                    case ImageStep.Effect effect ->
                        switch (outcome) {
                            case Outcome.Refused(var trouble) ->
                                Standing.of(trouble, ImageReason.AzureBusy.name(), effect.doing());
                            case Outcome.Taken taken ->
                                new Standing.Working(ImageReason.Building.name(), effect.doing());
                            case Outcome.Nothing nothing ->
                                new Standing.Working(ImageReason.Building.name(), effect.doing());
                        };
                };
        return snapshot.subject().deleting()
                ? Standing.Terminating.of(standing, ImageReason.Deleting.name())
                : standing;
    }

    /** @param delayed how long the image has been delayed without a break */
    static CustomImageStatus status(
            ImageSnapshot snapshot, ImageStep step, Standing standing, Duration delayed, CustomImageStatus before) {
        ImageMemory memory =
                step instanceof ImageStep.Remember(ImageMemory written, String doing) ? written : snapshot.memory();
        return new CustomImageStatus(
                snapshot.subject().generation(),
                conditions(snapshot, standing, delayed, before),
                memory.handledRequest().orElse(null),
                memory.diskAccess().map(ResourceId::toString).orElse(null),
                build(snapshot, memory, before),
                seen(snapshot) ? CurrentImage.of(snapshot).orElse(before.current()) : before.current());
    }

    /** Whether the difference is more than progress. */
    static boolean urgent(CustomImageStatus before, CustomImageStatus after) {
        return !essence(before).equals(essence(after));
    }

    private static List<Object> essence(CustomImageStatus status) {
        return List.of(
                Optional.ofNullable(status.observedGeneration()),
                status.conditions().stream()
                        .map(condition -> List.of(condition.type(), condition.status(), condition.reason()))
                        .toList(),
                Optional.ofNullable(status.lastHandledReconcileAt()),
                Optional.ofNullable(status.diskAccess()),
                Optional.ofNullable(status.build())
                        .map(build -> List.of(build.hash(), build.attempt(), Optional.ofNullable(build.version()))),
                Optional.ofNullable(status.current())
                        .map(current -> List.of(
                                Optional.ofNullable(current.galleryImageVersionId()),
                                Optional.ofNullable(current.vhdUri()),
                                Optional.ofNullable(current.managedImageId()))));
    }

    private static List<Condition> conditions(
            ImageSnapshot snapshot, Standing standing, Duration delayed, CustomImageStatus before) {
        Conditions conditions = new Conditions(
                        before.conditions(), snapshot.subject().generation(), snapshot.now())
                .standing(standing, delayed);
        if (seen(snapshot)) {
            sourceAccepted(conditions, snapshot);
            generalized(conditions, snapshot);
            saved(conditions, snapshot);
            replicated(conditions, snapshot);
        } else {
            OF_AZURE.forEach(type -> conditions.keep(type, ImageReason.Pending.name(), NOT_SEEN));
        }
        return conditions
                .add(PROVEN, Truth.True, ImageReason.NotRequired.name(), "no proof is asked for")
                .build();
    }

    /** Azure has told all that was asked of it; what it does not tell for a while has not changed by that. */
    private static boolean seen(ImageSnapshot snapshot) {
        return snapshot.access() instanceof Access.Granted
                && Unread.first(snapshot).isEmpty();
    }

    private static void sourceAccepted(Conditions conditions, ImageSnapshot snapshot) {
        Optional<Objection> missing = snapshot.machine()
                .filter(seen -> seen.machine().isAbsent())
                .map(seen -> new Objection(ImageReason.VirtualMachineNotFound, MachineSource.missing(seen)));
        Optional<Objection> objection = missing.or(() -> Preflight.objection(snapshot));
        if (nothingMissing(snapshot)) {
            conditions.add(SOURCE_ACCEPTED, Truth.True, ImageReason.Accepted.name(), "the source has been captured");
        } else if (objection.isPresent()) {
            conditions.add(
                    SOURCE_ACCEPTED,
                    Truth.False,
                    objection.get().reason().name(),
                    objection.get().message());
        } else if (Original.of(snapshot).isEmpty()) {
            conditions.add(SOURCE_ACCEPTED, Truth.Unknown, ImageReason.Pending.name(), "the source has not been seen");
        } else {
            conditions.add(SOURCE_ACCEPTED, Truth.True, ImageReason.Accepted.name(), accepted(snapshot));
        }
    }

    /** The source is done with: every target is there, if not yet complete. */
    private static boolean nothingMissing(ImageSnapshot snapshot) {
        return Progress.all(snapshot).stream().allMatch(target -> target.state() != Progress.State.MISSING);
    }

    private static String accepted(ImageSnapshot snapshot) {
        String skipped = snapshot.spec().skippedRules().isEmpty()
                ? ""
                : "; skipped: " + snapshot.spec().skippedRules();
        String found = snapshot.sourceVhd()
                .flatMap(VhdSourceSight::chosen)
                .map(chosen -> "; the source is " + chosen.uri())
                .orElse("");
        return "all preflight rules passed" + skipped + found
                + Preflight.warning(snapshot)
                        .map(warning -> ". Warning: " + warning)
                        .orElse("");
    }

    private static void generalized(Conditions conditions, ImageSnapshot snapshot) {
        if (snapshot.machine().isEmpty()) {
            conditions.add(
                    GENERALIZED,
                    Truth.True,
                    ImageReason.NotRequired.name(),
                    "the VHD has been generalized already, as source.vhd.osState says");
            return;
        }
        boolean done = nothingMissing(snapshot)
                || snapshot.machine().filter(MachineSight::prepared).isPresent();
        conditions.add(
                GENERALIZED,
                done ? Truth.True : Truth.Unknown,
                done ? ImageReason.Generalized.name() : ImageReason.Pending.name(),
                done ? "the machine is marked generalized" : "the machine is not marked generalized yet");
    }

    /** True when every target is saved; what has failed comes first, then what is under way. */
    private static void saved(Conditions conditions, ImageSnapshot snapshot) {
        List<Progress> all = Progress.all(snapshot);
        Progress telling = all.stream()
                .filter(target -> target.state() == Progress.State.FAILED)
                .findFirst()
                .or(() -> all.stream()
                        .filter(target -> target.state() == Progress.State.MAKING)
                        .findFirst())
                .or(() -> all.stream().filter(target -> !target.saved()).findFirst())
                .orElse(all.getFirst());
        conditions.add(
                SAVED,
                telling.saved() ? Truth.True : telling.state() == Progress.State.FAILED ? Truth.False : Truth.Unknown,
                telling.reason().name(),
                Progress.messages(all));
    }

    private static void replicated(Conditions conditions, ImageSnapshot snapshot) {
        if (snapshot.gallery().isEmpty()) {
            conditions.add(REPLICATED, Truth.True, ImageReason.NotRequired.name(), "no gallery is asked for");
            return;
        }
        Optional<Version> version =
                snapshot.gallery().flatMap(seen -> seen.version().found());
        if (version.isEmpty()) {
            conditions.add(REPLICATED, Truth.Unknown, ImageReason.Pending.name(), "no version is saved yet");
        } else if (SavedVersion.complete(version.get())) {
            conditions.add(REPLICATED, Truth.True, ImageReason.Replicated.name(), SavedVersion.progress(version.get()));
        } else {
            boolean failed = version.get().replication().stream()
                    .anyMatch(replica -> replica.state().equals("Failed"));
            conditions.add(
                    REPLICATED,
                    failed ? Truth.False : Truth.Unknown,
                    failed ? ImageReason.VersionFailed.name() : ImageReason.Replicating.name(),
                    SavedVersion.progress(version.get()));
        }
    }

    private static List<BuildStep> stepsBefore(CustomImageStatus before) {
        return Optional.ofNullable(before.build()).map(Build::steps).orElse(List.of());
    }

    private static @Nullable Build build(ImageSnapshot snapshot, ImageMemory memory, CustomImageStatus before) {
        return memory.build()
                .map(build -> new Build(
                        build.hash(),
                        build.attempt(),
                        build.version().orElse(null),
                        build.startedAt(),
                        seen(snapshot)
                                ? BuildSteps.of(snapshot, Optional.ofNullable(before.build()))
                                : stepsBefore(before)))
                .orElse(null);
    }
}
