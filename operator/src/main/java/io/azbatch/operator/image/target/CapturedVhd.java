package io.azbatch.operator.image.target;

import static io.azbatch.operator.image.pass.Rule.block;
import static io.azbatch.operator.image.pass.Rule.terminating;
import static io.azbatch.operator.image.pass.Rule.work;

import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.VirtualMachines.Capture;
import io.azbatch.operator.cloud.VirtualMachines.Capturing;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.CaptureMachine;
import io.azbatch.operator.image.pass.ImageStep.DeleteBlob;
import io.azbatch.operator.image.pass.ImageStep.MarkBlob;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.pass.VhdSight;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules that capture a machine with an unmanaged OS disk. Azure makes the VHD without our mark, so a build is written
 * down before: what is found under the machine's id afterwards is ours and is marked then.
 */
public final class CapturedVhd {

    private CapturedVhd() {}

    /** Somebody else's VHD goes before the build begins: afterwards it could not be told from ours. */
    public static Optional<ImageStep> roomMade(ImageSnapshot snapshot) {
        return snapshot.build().isPresent()
                ? Optional.empty()
                : uncaptured(snapshot)
                        .filter(seen -> seen.plan().overwrite())
                        .flatMap(seen -> machine(snapshot).flatMap(machine -> seen.vhdOf(machine.vmId())))
                        .map(vhd -> new DeleteBlob(vhd.uri(), "save.vhd.overwrite is true"));
    }

    public static Optional<ImageStep> captured(ImageSnapshot snapshot) {
        return uncaptured(snapshot).flatMap(seen -> snapshot.machine()
                .flatMap(machine -> machine.found().flatMap(found -> next(snapshot, seen, machine, found))));
    }

    private static Optional<ImageStep> next(
            ImageSnapshot snapshot, VhdSight seen, MachineSight machine, VirtualMachine found) {
        if (pending(snapshot)) {
            return work(ImageReason.Building, "virtual machine " + found.id().name() + " is being captured");
        }
        var vhd = seen.vhdOf(found.vmId());
        if (vhd.isPresent()) {
            return Optional.of(
                    new MarkBlob(vhd.get().uri(), vhd.get().etag(), VhdTarget.metadata(snapshot, seen, found)));
        }
        return machine.capturing().found().isPresent()
                ? ended(found, machine.capturing().found().get())
                : Optional.of(new CaptureMachine(
                        found.id(),
                        new Capture(
                                seen.plan().place().prefix(),
                                seen.plan().place().destinationContainerName(),
                                seen.plan().overwrite() || snapshot.attempt() > 1)));
    }

    /**
     * In deletion: a capture can not be called off, and what it makes bears no mark, so nobody would know whose it is. With
     * the template it goes when the policy says so.
     */
    public static Optional<ImageStep> over(ImageSnapshot snapshot) {
        return snapshot.build().flatMap(build -> uncaptured(snapshot)).flatMap(seen -> machine(snapshot)
                .flatMap(machine -> pending(snapshot)
                        ? terminating(
                                ImageReason.Deleting,
                                "waiting for the capture of virtual machine "
                                        + machine.id().name())
                        : unmarked(snapshot, seen, machine)));
    }

    private static Optional<ImageStep> unmarked(ImageSnapshot snapshot, VhdSight seen, VirtualMachine machine) {
        return Stream.of(seen.templateOf(machine.vmId()), seen.vhdOf(machine.vmId()))
                .flatMap(Optional::stream)
                .filter(blob -> snapshot.spec().deletionPolicy() == DeletionPolicy.Delete)
                .filter(blob -> !VhdSight.tags(blob).containsKey(OwnerMark.OWNER))
                .findFirst()
                .map(blob -> new DeleteBlob(blob.uri(), "deletionPolicy is Delete"));
    }

    private static boolean pending(ImageSnapshot snapshot) {
        return snapshot.machine()
                .filter(seen -> seen.capturing() instanceof Reading.Present<Capturing>(Capturing.Pending pending))
                .isPresent();
    }

    private static Optional<ImageStep> ended(VirtualMachine machine, Capturing capturing) {
        return switch (capturing) {
            case Capturing.Failed(String reason) ->
                block(
                        ImageReason.CaptureFailed,
                        "capturing virtual machine " + machine.id().name() + " failed: " + reason
                                + ". It is tried again by itself.");
            case Capturing.Pending pending -> Optional.empty();
            case Capturing.Done done ->
                work(
                        ImageReason.Building,
                        "the VHD of virtual machine " + machine.id().name() + " does not show yet");
        };
    }

    private static Optional<VhdSight> uncaptured(ImageSnapshot snapshot) {
        return snapshot.vhd().filter(seen -> seen.vhd().isEmpty()).filter(seen -> snapshot.machine()
                .filter(MachineSight::unmanaged)
                .isPresent());
    }

    private static Optional<VirtualMachine> machine(ImageSnapshot snapshot) {
        return snapshot.machine().flatMap(MachineSight::found);
    }
}
