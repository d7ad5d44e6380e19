package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Galleries.NewDefinition;
import io.azbatch.operator.cloud.Galleries.NewVersion;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.ImageSource;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.BaseImageTags;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.image.ImageStep.ClaimMachine;
import io.azbatch.operator.image.ImageStep.CreateDefinition;
import io.azbatch.operator.image.ImageStep.CreateGallery;
import io.azbatch.operator.image.ImageStep.CreateVersion;
import io.azbatch.operator.image.ImageStep.DeallocateMachine;
import io.azbatch.operator.image.ImageStep.GeneralizeMachine;
import io.azbatch.operator.image.ImageStep.Remember;
import io.azbatch.operator.image.ImageStep.Stand;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rules of the road from an accepted machine to a version in the gallery, in the order they are driven. */
final class ImageRoad {

    private ImageRoad() {}

    static Optional<ImageStep> galleryThere(ImageSnapshot snapshot) {
        var id = snapshot.targets().gallery();
        if (snapshot.gallery().isAbsent()) {
            return snapshot.saved().create()
                    ? Optional.of(new CreateGallery(
                            id, snapshot.targets().location(), snapshot.owner().tags()))
                    : block(
                            ImageReason.GalleryNotFound,
                            "gallery " + id + " does not exist: create it, or set save.gallery.create to true");
        }
        return snapshot.gallery()
                .found()
                .flatMap(gallery -> usable("gallery " + id.name(), gallery.provisioningState()));
    }

    static Optional<ImageStep> definitionThere(ImageSnapshot snapshot) {
        var id = snapshot.targets().definition();
        if (snapshot.definition().found().isPresent()) {
            return snapshot.definition()
                    .found()
                    .flatMap(definition -> usable("image definition " + id.name(), definition.provisioningState()));
        }
        return snapshot.saved().create() && snapshot.saved().identifier() != null
                ? machine(snapshot).map(machine -> new CreateDefinition(id, newDefinition(snapshot, machine)))
                : block(
                        ImageReason.DefinitionNotFound,
                        "image definition " + id + " does not exist: create it, or set save.gallery.create to true and"
                                + " give save.gallery.identifier");
    }

    private static Optional<ImageStep> usable(String what, String provisioningState) {
        return switch (provisioningState) {
            case "Succeeded", "Updating" -> Optional.empty();
            case "Failed" ->
                block(ImageReason.Building, what + " is in state Failed: look at it in Azure, mend or delete it");
            default -> work(ImageReason.Building, what + " is in state " + provisioningState);
        };
    }

    /**
     * Azure lets nobody change the tags of a generalized machine, so one that came so is used without a claim: nothing is
     * done to it that could not be undone.
     */
    static Optional<ImageStep> machineClaimed(ImageSnapshot snapshot) {
        return machine(snapshot)
                .filter(machine -> !machine.generalized())
                .filter(machine -> snapshot.claim(machine) == Ownership.NOBODY
                        || !snapshot.owner().uid().equals(machine.tags().get(OwnerMark.UID)))
                .map(machine -> new ClaimMachine(
                        machine.id(),
                        snapshot.owner()
                                .addedTo(machine.tags(), snapshot.targets().hash()),
                        machine.etag()));
    }

    static Optional<ImageStep> machineDeallocated(ImageSnapshot snapshot) {
        return machine(snapshot).flatMap(machine -> switch (machine.powerState()) {
            case DEALLOCATED -> Optional.empty();
            case DEALLOCATING, STOPPING, STARTING ->
                work(
                        ImageReason.Building,
                        "virtual machine " + machine.id().name() + " is "
                                + machine.powerState().name().toLowerCase(Locale.ROOT));
            case RUNNING, STOPPED, UNKNOWN ->
                machine.provisioningState().equals("Updating")
                        ? work(
                                ImageReason.Building,
                                "virtual machine " + machine.id().name() + " is being updated")
                        : Optional.of(new DeallocateMachine(machine.id()));
        });
    }

    static Optional<ImageStep> machineGeneralized(ImageSnapshot snapshot) {
        return machine(snapshot)
                .filter(machine -> !machine.generalized())
                .map(machine -> new GeneralizeMachine(machine.id()));
    }

    /** The version's name is written down before it is put, so that one attempt means one version. */
    static Optional<ImageStep> versionChosen(ImageSnapshot snapshot) {
        Optional<ImageMemory.Remembered> build = snapshot.build();
        if (build.isPresent() && snapshot.named(build.get().version()).isEmpty()) {
            return Optional.empty();
        }
        Optional<Version> taken = snapshot.automaticVersion()
                ? Optional.empty()
                : snapshot.named(snapshot.saved().version());
        return taken.isPresent()
                ? block(ImageReason.VersionNotOurs, notOurs(snapshot, taken.get()))
                : Optional.of(chooseVersion(
                        snapshot, build.map(ImageMemory.Remembered::attempt).orElse(1)));
    }

    static ImageStep chooseVersion(ImageSnapshot snapshot, int attempt) {
        String version = snapshot.automaticVersion()
                ? freeVersion(snapshot)
                : snapshot.saved().version();
        var chosen = new ImageMemory.Remembered(
                snapshot.targets().hash(), attempt, version, snapshot.now().toString());
        return new Remember(
                new ImageMemory(Optional.of(chosen), snapshot.memory().handledRequest()),
                "choosing version " + version + " for attempt " + attempt);
    }

    static Optional<ImageStep> versionSaved(ImageSnapshot snapshot) {
        var targets = snapshot.targets();
        return machine(snapshot).flatMap(machine -> snapshot.build().map(build -> {
            Map<String, String> tags = new TreeMap<>(snapshot.owner().tags(targets.hash()));
            tags.put(SavedVersion.ATTEMPT, Integer.toString(build.attempt()));
            machine.baseImage().ifPresent(base -> tags.putAll(BaseImageTags.of(base)));
            return new CreateVersion(
                    targets.definition().child("versions", build.version()),
                    new NewVersion(
                            targets.location(),
                            new ImageSource.Machine(machine.id()),
                            snapshot.saved().replicationMode().name(),
                            targets.regions(),
                            targets.endOfLife(),
                            tags));
        }));
    }

    private static String notOurs(ImageSnapshot snapshot, Version taken) {
        return "version " + taken.id().name() + " of "
                + snapshot.targets().definition().name() + " is there already and"
                + " was made by " + taken.tags().getOrDefault(OwnerMark.OWNER, "somebody else")
                + (snapshot.owner().read(taken.tags()) == Ownership.OURS ? " for an earlier spec" : "")
                + ": give another save.gallery.version, or auto";
    }

    /** Year, month and day, second of the day; the next second when that name is taken. */
    static String freeVersion(ImageSnapshot snapshot) {
        Instant instant = snapshot.now();
        while (snapshot.named(versionName(instant)).isPresent()) {
            instant = instant.plusSeconds(1);
        }
        return versionName(instant);
    }

    private static String versionName(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        return time.getYear() + "." + (time.getMonthValue() * 100 + time.getDayOfMonth()) + "."
                + time.toLocalTime().toSecondOfDay();
    }

    private static NewDefinition newDefinition(ImageSnapshot snapshot, VirtualMachine machine) {
        var identifier = Objects.requireNonNull(snapshot.saved().identifier());
        Map<String, String> features = snapshot.saved().features().stream()
                .collect(Collectors.toMap(feature -> feature.name(), feature -> feature.value()));
        machine.securityType().ifPresent(type -> features.putIfAbsent("SecurityType", type + "Supported"));
        return new NewDefinition(
                snapshot.targets().location(),
                machine.osType(),
                snapshot.generation().orElse(HyperVGeneration.V1),
                snapshot.architecture().orElse("x64"),
                identifier.publisher(),
                identifier.offer(),
                identifier.sku(),
                features,
                machine.plan(),
                snapshot.owner().tags());
    }

    private static Optional<VirtualMachine> machine(ImageSnapshot snapshot) {
        return snapshot.machine() instanceof Reading.Present<VirtualMachine>(var machine)
                ? Optional.of(machine)
                : Optional.empty();
    }

    static Optional<ImageStep> block(ImageReason reason, String message) {
        return Optional.of(new Stand(new Standing.Blocked(reason.name(), message)));
    }

    static Optional<ImageStep> work(ImageReason reason, String message) {
        return Optional.of(new Stand(new Standing.Working(reason.name(), message)));
    }
}
