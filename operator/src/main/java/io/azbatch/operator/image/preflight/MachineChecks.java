package io.azbatch.operator.image.preflight;

import static io.azbatch.operator.image.preflight.Preflight.when;

import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.MachineSight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a virtual machine must be to become an image. */
final class MachineChecks {

    /** Source: "Unmanaged disks retirement" (Azure). Machines with such disks can not be started from then on. */
    private static final Instant UNMANAGED_DISKS_RETIRED = Instant.parse("2026-03-31T00:00:00Z");

    private MachineChecks() {}

    static Optional<Objection> notClaimed(ImageSnapshot snapshot) {
        return machine(
                snapshot,
                (seen, machine) -> when(
                        seen.claim(snapshot.owner(), machine) == Ownership.FOREIGN,
                        ImageReason.ClaimedByAnother,
                        "virtual machine " + machine.id().name() + " is claimed by "
                                + machine.tags().get(OwnerMark.OWNER) + ": delete that object, or remove tag "
                                + OwnerMark.OWNER + " from the machine if its owner is gone"));
    }

    /** What the spec says of the operating system must be what Azure says. */
    static Optional<Objection> operatingSystem(ImageSnapshot snapshot) {
        CustomImageSpec.Os os = snapshot.spec().os();
        return os == null
                ? Optional.empty()
                : machine(snapshot, (seen, machine) -> {
                    List<String> conflicts = new ArrayList<>();
                    conflict(conflicts, "os.type", os.type(), machine.osType().name());
                    seen.generation()
                            .ifPresent(generation -> conflict(
                                    conflicts, "os.hyperVGeneration", os.hyperVGeneration(), generation.name()));
                    seen.architecture()
                            .ifPresent(architecture ->
                                    conflict(conflicts, "os.architecture", os.architecture(), architecture));
                    return when(
                            !conflicts.isEmpty(),
                            ImageReason.OsMismatch,
                            String.join("; ", conflicts) + ": correct spec.os or leave it out, Azure tells it");
                });
    }

    private static void conflict(List<String> conflicts, String field, @Nullable Enum<?> said, String seen) {
        if (said != null && !said.name().equalsIgnoreCase(seen)) {
            conflicts.add(field + " is " + said + ", and Azure says " + seen);
        }
    }

    static Optional<Objection> managedOsDisk(ImageSnapshot snapshot) {
        return machine(snapshot, (seen, machine) -> {
            String what = "virtual machine " + machine.id().name() + " keeps its OS disk as a blob";
            boolean retired = !snapshot.now().isBefore(UNMANAGED_DISKS_RETIRED);
            Optional<Objection> dead = when(
                    seen.unmanaged() && retired,
                    ImageReason.UnmanagedOsDisk,
                    what + ", which Azure has retired on 31 March 2026: convert it with `az vm convert` first");
            return dead.isPresent()
                    ? dead
                    : when(
                            seen.unmanaged()
                                    && snapshot.gallery().isPresent()
                                    && snapshot.vhd().isEmpty(),
                            ImageReason.UnmanagedOsDisk,
                            what
                                    + ", which a gallery does not take: give save.vhd, so that it is captured there and the"
                                    + " version made from that VHD, or convert it with `az vm convert` first");
        });
    }

    static Optional<Objection> noExtensions(ImageSnapshot snapshot) {
        return machine(
                snapshot,
                (seen, machine) -> when(
                        !machine.extensions().isEmpty(),
                        ImageReason.ExtensionsInstalled,
                        "virtual machine has extensions " + String.join(", ", machine.extensions())
                                + ", and what they leave in the image can break pool nodes: remove them with"
                                + " `az vm extension delete`"));
    }

    static Optional<Objection> noDiskEncryption(ImageSnapshot snapshot) {
        return machine(
                snapshot,
                (seen, machine) -> when(
                        seen.osDisk().found().filter(Disk::azureDiskEncryption).isPresent(),
                        ImageReason.DiskEncrypted,
                        "the OS disk is under Azure Disk Encryption, which Batch can not boot: decrypt it and remove the"
                                + " encryption settings, or use encryption at host"));
    }

    static Optional<Objection> machine(
            ImageSnapshot snapshot, BiFunction<MachineSight, VirtualMachine, Optional<Objection>> check) {
        return snapshot.machine().flatMap(seen -> seen.found().flatMap(machine -> check.apply(seen, machine)));
    }
}
