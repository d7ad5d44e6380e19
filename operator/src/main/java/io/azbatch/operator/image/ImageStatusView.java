package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.Condition;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.api.v1beta1.CustomImageStatus.BaseImage;
import io.azbatch.api.v1beta1.CustomImageStatus.Build;
import io.azbatch.api.v1beta1.CustomImageStatus.Current;
import io.azbatch.api.v1beta1.CustomImageStatus.Region;
import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.control.BaseImageTags;
import io.azbatch.operator.control.Conditions;
import io.azbatch.operator.control.Conditions.Truth;
import io.azbatch.operator.control.Outcome;
import io.azbatch.operator.control.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is so, as status: a pure function of what was seen, what was done, and what stood there before. */
final class ImageStatusView {

    static final String SOURCE_ACCEPTED = "SourceAccepted";
    static final String GENERALIZED = "Generalized";
    static final String SAVED = "Saved";
    static final String REPLICATED = "Replicated";
    static final String PROVEN = "Proven";

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
                build(snapshot, memory, before),
                current(snapshot, before));
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
                Optional.ofNullable(status.build())
                        .map(build -> List.of(build.hash(), build.attempt(), build.version())),
                Optional.ofNullable(status.current()).map(Current::galleryImageVersionId));
    }

    private static List<Condition> conditions(
            ImageSnapshot snapshot, Standing standing, Duration delayed, CustomImageStatus before) {
        Conditions conditions = new Conditions(
                        before.conditions(), snapshot.subject().generation(), snapshot.now())
                .standing(standing, delayed);
        sourceAccepted(conditions, snapshot);
        generalized(conditions, snapshot);
        saved(conditions, snapshot);
        replicated(conditions, snapshot);
        return conditions
                .add(PROVEN, Truth.True, ImageReason.NotRequired.name(), "no proof is asked for")
                .build();
    }

    private static void sourceAccepted(Conditions conditions, ImageSnapshot snapshot) {
        if (snapshot.version().found().isPresent()) {
            conditions.add(SOURCE_ACCEPTED, Truth.True, ImageReason.Accepted.name(), "the source has been captured");
        } else if (snapshot.machine().isAbsent()) {
            conditions.add(
                    SOURCE_ACCEPTED,
                    Truth.False,
                    ImageReason.VirtualMachineNotFound.name(),
                    "virtual machine " + snapshot.targets().machine() + " does not exist");
        } else if (snapshot.machine().found().isEmpty()) {
            conditions.add(SOURCE_ACCEPTED, Truth.Unknown, ImageReason.Pending.name(), "the source has not been seen");
        } else {
            Preflight.objection(snapshot, snapshot.machine().found().get())
                    .ifPresentOrElse(
                            objection -> conditions.add(
                                    SOURCE_ACCEPTED,
                                    Truth.False,
                                    objection.reason().name(),
                                    objection.message()),
                            () -> conditions.add(
                                    SOURCE_ACCEPTED, Truth.True, ImageReason.Accepted.name(), accepted(snapshot)));
        }
    }

    private static String accepted(ImageSnapshot snapshot) {
        String skipped = snapshot.spec().skippedRules().isEmpty()
                ? ""
                : "; skipped: " + snapshot.spec().skippedRules();
        return "all preflight rules passed" + skipped
                + Preflight.warning(snapshot)
                        .map(warning -> ". Warning: " + warning)
                        .orElse("");
    }

    private static void generalized(Conditions conditions, ImageSnapshot snapshot) {
        boolean done = snapshot.version().found().isPresent()
                || snapshot.machine()
                        .found()
                        .filter(machine -> machine.generalized())
                        .isPresent();
        conditions.add(
                GENERALIZED,
                done ? Truth.True : Truth.Unknown,
                done ? ImageReason.Generalized.name() : ImageReason.Pending.name(),
                done ? "the machine is marked generalized" : "the machine is not marked generalized yet");
    }

    private static void saved(Conditions conditions, ImageSnapshot snapshot) {
        Optional<Version> version = snapshot.version().found();
        if (version.isEmpty()) {
            conditions.add(SAVED, Truth.Unknown, ImageReason.Pending.name(), "no version is saved yet");
            return;
        }
        String name = "image version " + version.get().id().name();
        switch (version.get().provisioningState()) {
            case "Succeeded", "Updating" ->
                conditions.add(SAVED, Truth.True, ImageReason.Saved.name(), name + " is saved");
            case "Failed" ->
                conditions.add(
                        SAVED,
                        Truth.False,
                        ImageReason.VersionFailed.name(),
                        name + " failed: " + version.get().failure().orElse("Azure no longer says why"));
            default ->
                conditions.add(
                        SAVED,
                        Truth.Unknown,
                        ImageReason.Building.name(),
                        name + " is in state " + version.get().provisioningState());
        }
    }

    private static void replicated(Conditions conditions, ImageSnapshot snapshot) {
        Optional<Version> version = snapshot.version().found();
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

    private static @Nullable Build build(ImageSnapshot snapshot, ImageMemory memory, CustomImageStatus before) {
        return memory.build()
                .map(build -> new Build(
                        build.hash(),
                        build.attempt(),
                        build.version(),
                        build.startedAt(),
                        BuildSteps.of(snapshot, Optional.ofNullable(before.build()))))
                .orElse(null);
    }

    /** The image that serves stays until a newer one is saved. */
    private static @Nullable Current current(ImageSnapshot snapshot, CustomImageStatus before) {
        return snapshot.version()
                .found()
                .filter(version -> List.of("Succeeded", "Updating").contains(version.provisioningState()))
                .map(version -> new Current(
                        version.id().name(),
                        version.id().toString(),
                        BaseImageTags.read(version.tags())
                                .map(base -> new BaseImage(base.publisher(), base.offer(), base.sku()))
                                .orElse(null),
                        version.sourceId().orElse(snapshot.targets().machine()).toString(),
                        snapshot.targets().hash(),
                        version.publishedAt().map(Object::toString).orElse(null),
                        version.replication().stream()
                                .map(replica -> new Region(
                                        replica.region().name(),
                                        replica.state(),
                                        replica.progress(),
                                        replica.details().orElse(null)))
                                .toList()))
                .orElse(before.current());
    }
}
