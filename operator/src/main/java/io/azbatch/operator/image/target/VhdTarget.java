package io.azbatch.operator.image.target;

import static io.azbatch.operator.image.pass.Rule.block;
import static io.azbatch.operator.image.pass.Rule.work;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Disks;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.BaseImageTags;
import io.azbatch.operator.control.BlobMarks;
import io.azbatch.operator.image.pass.DiskAccessSight;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.CopyDisk;
import io.azbatch.operator.image.pass.ImageStep.CreateContainer;
import io.azbatch.operator.image.pass.ImageStep.GrantDiskAccess;
import io.azbatch.operator.image.pass.ImageStep.Remember;
import io.azbatch.operator.image.pass.ImageStep.RevokeDiskAccess;
import io.azbatch.operator.image.pass.VhdSight;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules that copy a managed OS disk to a VHD, in the order they are driven: note whose access it will be, ask for the
 * right to read the disk, copy. {@link DiskAccess} takes the right back, {@link SavedVhd} goes on from the copy.
 */
public final class VhdTarget {

    /** A copy inside a region takes minutes; one that takes longer than this fails and is tried again. */
    static final Duration ACCESS = Duration.ofHours(24);

    private VhdTarget() {}

    public static Optional<ImageStep> containerThere(ImageSnapshot snapshot) {
        return toBeCopied(snapshot)
                .flatMap(disk -> snapshot.vhd())
                .filter(seen -> seen.blobs().isAbsent())
                .map(seen -> new CreateContainer(seen.container()));
    }

    /** After a crash nobody could tell whose access it is, unless it has been written down before. */
    public static Optional<ImageStep> accessNoted(ImageSnapshot snapshot) {
        return toBeCopied(snapshot)
                .filter(disk -> !snapshot.memory().diskAccess().equals(Optional.of(disk)))
                .map(disk -> new Remember(
                        snapshot.memory().withDiskAccess(Optional.of(disk)),
                        "noting that disk " + disk.name() + " will be read"));
    }

    /**
     * The URL was told to the process that had asked: what another had asked for is taken back and asked for anew, as is
     * what has run out before a copy could begin.
     */
    public static Optional<ImageStep> accessGranted(ImageSnapshot snapshot) {
        return toBeCopied(snapshot).flatMap(disk -> snapshot.diskAccess().flatMap(seen -> switch (seen.access()) {
            case Reading.Present<Disks.Access>(Disks.Access access) ->
                seen.runOut() ? Optional.of(new RevokeDiskAccess(disk)) : granted(disk, access);
            case Reading.Absent<Disks.Access> absent ->
                Optional.of(seen.open() ? new RevokeDiskAccess(disk) : new GrantDiskAccess(disk, ACCESS));
            case Reading.Unread<Disks.Access> unread -> Optional.empty();
            case Reading.NotLooked<Disks.Access> notLooked -> Optional.empty();
        }));
    }

    private static Optional<ImageStep> granted(ResourceId disk, Disks.Access access) {
        return switch (access) {
            case Disks.Access.Pending pending ->
                work(ImageReason.Building, "waiting for the right to read disk " + disk.name());
            case Disks.Access.Revoking revoking ->
                work(ImageReason.Building, "an earlier right to read disk " + disk.name() + " is being taken back");
            case Disks.Access.Failed(String reason) ->
                block(
                        ImageReason.DiskAccessFailed,
                        "Azure did not give the right to read disk " + disk.name() + ": " + reason
                                + ". It is asked for again by itself.");
            case Disks.Access.Granted granted -> Optional.empty();
        };
    }

    public static Optional<ImageStep> copyBegun(ImageSnapshot snapshot) {
        return toBeCopied(snapshot)
                .flatMap(disk -> snapshot.diskAccess())
                .flatMap(DiskAccessSight::sas)
                .flatMap(source -> snapshot.vhd().flatMap(seen -> snapshot.machine()
                        .flatMap(machine -> machine.found())
                        .map(machine -> new CopyDisk(
                                seen.uri(seen.plan().place().osDisk(machine.vmId())),
                                source,
                                mayReplace(seen, machine),
                                metadata(snapshot, seen, machine)))));
    }

    /** What a copy of ours has left may be replaced; what somebody else has put there only on demand. */
    private static boolean mayReplace(VhdSight seen, VirtualMachine machine) {
        return seen.plan().overwrite()
                || seen.vhdOf(machine.vmId()).filter(seen::ours).isPresent();
    }

    static Map<String, String> metadata(ImageSnapshot snapshot, VhdSight seen, VirtualMachine machine) {
        Map<String, String> tags =
                new TreeMap<>(snapshot.owner().tags(seen.plan().hash()));
        tags.putAll(Attempts.tag(snapshot));
        machine.baseImage().ifPresent(base -> tags.putAll(BaseImageTags.of(base)));
        return BlobMarks.metadata(tags);
    }

    /** The managed OS disk, while a copy of it is still to be begun. */
    static Optional<ResourceId> toBeCopied(ImageSnapshot snapshot) {
        return snapshot.vhd()
                .filter(seen -> !seen.complete())
                .filter(seen -> seen.vhd()
                        .filter(vhd -> !toBeReplaced(snapshot, seen, vhd))
                        .isEmpty())
                .flatMap(seen -> snapshot.machine())
                .filter(machine -> machine.prepared())
                .flatMap(machine -> machine.found())
                .flatMap(VirtualMachine::osDisk);
    }

    private static boolean toBeReplaced(ImageSnapshot snapshot, VhdSight seen, Blob vhd) {
        return SavedVhd.failure(seen, vhd).isPresent() && Attempts.of(VhdSight.tags(vhd)) < snapshot.attempt();
    }
}
