package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.Galleries.Gallery;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.cloud.VmSizes.VmSize;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.control.Subject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything one pass knows, at one instant. Complete and immutable: the decision and the status view look at nothing
 * else.
 *
 * @param versions all versions of the definition, without replication
 * @param version ours for the present spec, with replication; not looked at when there is none
 * @param machine the source; not looked at once its version is there and well
 * @param claimAbandoned the machine carries the claim of an object of this installation that is gone
 * @param poolsByVersion names of BatchPools by the version that their nodes boot from
 */
public record ImageSnapshot(
        Instant now,
        Subject subject,
        OwnerMark owner,
        CustomImageSpec spec,
        ImageTargets targets,
        ImageMemory memory,
        Access access,
        Reading<Gallery> gallery,
        Reading<Definition> definition,
        Reading<List<Version>> versions,
        Reading<Version> version,
        Reading<VirtualMachine> machine,
        Reading<Disk> osDisk,
        Reading<VmSize> vmSize,
        boolean claimAbandoned,
        Map<ResourceId, List<String>> poolsByVersion) {

    /** The first thing that could not be read, in the order of the road. */
    Optional<Unread> unread() {
        return Stream.<Map.Entry<String, Reading<?>>>of(
                        Map.entry("reading gallery " + targets.gallery().name(), gallery),
                        Map.entry(
                                "reading image definition "
                                        + targets.definition().name(),
                                definition),
                        Map.entry("listing versions of " + targets.definition().name(), versions),
                        Map.entry("reading the image version", version),
                        Map.entry("reading virtual machine " + targets.machine().name(), machine),
                        Map.entry("reading the OS disk", osDisk),
                        Map.entry("reading the sizes of " + targets.location(), vmSize))
                .flatMap(
                        entry -> entry.getValue().unread().stream().map(trouble -> new Unread(entry.getKey(), trouble)))
                .findFirst();
    }

    /** @param doing what could not be done */
    record Unread(String doing, Trouble trouble) {}

    /** Whose the machine is; a claim that its owner has left behind counts no more. */
    Ownership claim(VirtualMachine seen) {
        return claimAbandoned ? Ownership.NOBODY : owner.read(seen.tags());
    }

    /** All versions of the definition that this object has made, for any spec, oldest first. */
    List<Version> ownVersions() {
        return versions.found().orElse(List.of()).stream()
                .filter(version -> owner.read(version.tags()) == Ownership.OURS)
                .sorted(Comparator.comparing(version -> version.id().name()))
                .toList();
    }

    /** The version of that name in the definition, whoever made it. */
    Optional<Version> named(String name) {
        return versions.found().orElse(List.of()).stream()
                .filter(version -> version.id().name().equals(name))
                .findFirst();
    }

    /** Ours for the present spec: one that is well before one that is not, then the youngest. */
    static Optional<Version> current(List<Version> versions, OwnerMark owner, String hash) {
        return versions.stream()
                .filter(version -> owner.read(version.tags()) == Ownership.OURS)
                .filter(version -> hash.equals(version.tags().get(OwnerMark.SPEC_HASH)))
                .max(Comparator.<Version, Boolean>comparing(
                                version -> version.provisioningState().equals("Succeeded"))
                        .thenComparing(version -> version.publishedAt().orElse(Instant.EPOCH)));
    }

    boolean automaticVersion() {
        return CustomImageSpec.Gallery.AUTO.equals(saved().version());
    }

    CustomImageSpec.Gallery saved() {
        return Optional.ofNullable(spec.save().gallery()).orElseThrow();
    }

    /** The build that is under way for the present spec. */
    Optional<ImageMemory.Remembered> build() {
        return memory.build().filter(build -> build.hash().equals(targets.hash()));
    }

    /** The OS disk tells the generation at any time, the instance view only while the machine runs. */
    Optional<HyperVGeneration> generation() {
        return osDisk.found().flatMap(Disk::generation).or(() -> machine.found().flatMap(VirtualMachine::generation));
    }

    /** The OS disk tells the architecture on newer machines, the size's catalogue entry on all. */
    Optional<String> architecture() {
        return osDisk.found().flatMap(Disk::architecture).or(() -> vmSize.found()
                .flatMap(VmSize::architecture));
    }

    /** The same with another memory. */
    ImageSnapshot remembering(ImageMemory other) {
        return new ImageSnapshot(
                now,
                subject,
                owner,
                spec,
                targets,
                other,
                access,
                gallery,
                definition,
                versions,
                version,
                machine,
                osDisk,
                vmSize,
                claimAbandoned,
                poolsByVersion);
    }
}
