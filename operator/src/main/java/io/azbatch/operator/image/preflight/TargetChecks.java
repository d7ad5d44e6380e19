package io.azbatch.operator.image.preflight;

import static io.azbatch.operator.image.preflight.Preflight.when;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Blobs.BlobType;
import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.pass.VhdSight;
import java.util.Optional;
import java.util.stream.Stream;

/** What must be so of the targets, beside what {@link PlaceChecks} asks of all. */
final class TargetChecks {

    /** Where things are saved can not be changed, nor a target be taken out. */
    private static final String ANEW = "make this object anew with";

    private TargetChecks() {}

    static Optional<Objection> accountThere(ImageSnapshot snapshot) {
        return snapshot.vhd()
                .flatMap(seen -> when(
                        seen.account().isAbsent(),
                        ImageReason.StorageAccountNotFound,
                        "storage account " + seen.plan().account() + " does not exist: create it, or check"
                                + " save.vhd.storageAccountId"))
                .or(() -> snapshot.vhd()
                        .flatMap(seen -> seen.account().found())
                        .filter(account -> !AccountChecks.serves(account))
                        .map(account -> new Objection(
                                ImageReason.StorageAccountUnfit,
                                "storage account " + account.id().name() + " has no blob endpoint yet; its state is "
                                        + account.provisioningState())));
    }

    /** Azure captures into the account of the OS disk and no other. */
    static Optional<Objection> captureAccount(ImageSnapshot snapshot) {
        return snapshot.vhd()
                .flatMap(seen -> seen.account().found())
                .flatMap(account -> MachineChecks.machine(snapshot, (seen, machine) -> machine.osDiskBlob()
                        .filter(blob -> !AccountChecks.holds(account, blob))
                        .map(blob -> new Objection(
                                ImageReason.DifferentStorageAccount,
                                "the OS disk of virtual machine " + machine.id().name() + " is " + blob
                                        + ", and Azure captures it into that account only: name it in"
                                        + " save.vhd.storageAccountId"))));
    }

    /** Once a build of a capture has begun, what lies under the machine's id is ours, though it has no mark yet. */
    static Optional<Objection> vhdNotTaken(ImageSnapshot snapshot) {
        return snapshot.vhd()
                .flatMap(seen -> MachineChecks.machine(
                        snapshot, (machine, found) -> Stream.of(seen.vhdOf(found.vmId()), seen.templateOf(found.vmId()))
                                .flatMap(Optional::stream)
                                .filter(blob -> !seen.ours(blob))
                                .filter(blob -> !capturedByUs(snapshot, machine, blob))
                                .flatMap(blob -> taken(seen, found, blob).stream())
                                .findFirst()));
    }

    /** What keeps us from putting ours in its place. */
    private static Optional<Objection> taken(VhdSight seen, VirtualMachine machine, Blob blob) {
        String what = blob.uri() + " is there already and was made by " + owner(blob);
        if (!seen.plan().overwrite()) {
            return Optional.of(new Objection(
                    ImageReason.VhdNotOurs,
                    what + ": delete it, set save.vhd.overwrite to true, or " + ANEW + " another save.vhd.prefix"));
        }
        if (VhdSight.tags(blob).containsKey(OwnerMark.OWNER)) {
            return Optional.of(new Objection(
                    ImageReason.VhdNotOurs,
                    what + ", and save.vhd.overwrite takes nothing from another object: delete it, or " + ANEW
                            + " another save.vhd.prefix"));
        }
        if (blob.leased()) {
            return Optional.of(new Objection(
                    ImageReason.VhdLeased,
                    "somebody holds a lease on " + blob.uri()
                            + ", so it can not be overwritten: break the lease, or " + ANEW
                            + " another save.vhd.prefix"));
        }
        boolean vhd = seen.vhdOf(machine.vmId()).filter(blob::equals).isPresent();
        return when(
                vhd && blob.type() != BlobType.PAGE,
                ImageReason.VhdNotPageBlob,
                blob.uri() + " is no page blob, and Azure copies none over another kind: delete it, or " + ANEW
                        + " another save.vhd.prefix");
    }

    private static boolean capturedByUs(ImageSnapshot snapshot, MachineSight machine, Blob blob) {
        return machine.unmanaged()
                && snapshot.build().isPresent()
                && !VhdSight.tags(blob).containsKey(OwnerMark.OWNER);
    }

    private static String owner(Blob blob) {
        return VhdSight.tags(blob).getOrDefault(OwnerMark.OWNER, "somebody else");
    }

    /** Source: "Managed images" (Azure), which calls them legacy and names what they do not hold. */
    static Optional<Objection> managedImageFits(ImageSnapshot snapshot) {
        return snapshot.managedImage().isEmpty()
                ? Optional.empty()
                : MachineChecks.machine(snapshot, (seen, machine) -> kept(seen, machine)
                        .map(what -> new Objection(
                                ImageReason.ManagedImageUnfit,
                                "virtual machine " + machine.id().name() + " is of " + what
                                        + ", and Azure makes no managed images of those: " + ANEW
                                        + " save.gallery and no save.managedImage")));
    }

    /** What of the machine no managed image can hold. */
    private static Optional<String> kept(MachineSight seen, VirtualMachine machine) {
        return machine.securityType().map(type -> "security type " + type).or(() -> seen.architecture()
                .filter(architecture -> !architecture.equalsIgnoreCase("x64"))
                .map(architecture -> "architecture " + architecture));
    }

    static Optional<Objection> managedImageNotTaken(ImageSnapshot snapshot) {
        return snapshot.managedImage()
                .filter(seen -> seen.current().isEmpty())
                .flatMap(seen -> seen.image().found())
                .map(image -> new Objection(
                        ImageReason.ManagedImageNotOurs,
                        "managed image " + image.id().name() + " is there already and was made by "
                                + image.tags().getOrDefault(OwnerMark.OWNER, "somebody else")
                                + (snapshot.managedImage().get().own().isPresent() ? " for an earlier spec" : "")
                                + ": delete it, or " + ANEW + " another save.managedImage.name"));
    }

    /** A right to read that somebody else holds would have to be taken from him. */
    static Optional<Objection> diskNotRead(ImageSnapshot snapshot) {
        boolean ours = snapshot.diskAccess().isPresent();
        return snapshot.vhd()
                .filter(seen -> !ours && !seen.complete())
                .flatMap(seen -> snapshot.machine())
                .flatMap(machine -> machine.osDisk().found())
                .filter(Disk::accessGranted)
                .map(disk -> new Objection(
                        ImageReason.DiskAccessHeld,
                        "somebody holds the right to read disk " + disk.id().name()
                                + ", and there is one at a time: wait, or take it back with `az disk revoke-access --ids "
                                + disk.id() + "`"));
    }
}
