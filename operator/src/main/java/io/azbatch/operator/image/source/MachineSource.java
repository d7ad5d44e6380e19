package io.azbatch.operator.image.source;

import static io.azbatch.operator.image.pass.Rule.block;
import static io.azbatch.operator.image.pass.Rule.work;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.ClaimMachine;
import io.azbatch.operator.image.pass.ImageStep.DeallocateMachine;
import io.azbatch.operator.image.pass.ImageStep.GeneralizeMachine;
import io.azbatch.operator.image.pass.ImageStep.ReleaseMachine;
import io.azbatch.operator.image.pass.MachineSight;
import java.util.Locale;
import java.util.Optional;

/** The rules that make a virtual machine ready to be saved, in the order they are driven. Not so of a VHD: it is. */
public final class MachineSource {

    private MachineSource() {}

    public static Optional<ImageStep> there(ImageSnapshot snapshot) {
        return snapshot.machine().flatMap(seen -> switch (seen.machine()) {
            case Reading.Absent<?> absent -> block(ImageReason.VirtualMachineNotFound, missing(seen));
            case Reading.NotLooked<?> notLooked -> work(ImageReason.Pending, "the source has not been looked at yet");
            case Reading.Present<?> present -> Optional.empty();
            case Reading.Unread<?> unread -> Optional.empty();
        });
    }

    public static String missing(MachineSight seen) {
        return "virtual machine " + seen.id() + " does not exist: check spec.source.virtualMachine, or create it; it is"
                + " looked for again by itself";
    }

    /**
     * Azure lets nobody change the tags of a generalized machine, so one that came so is used without a claim: nothing is
     * done to it that could not be undone.
     */
    public static Optional<ImageStep> claimed(ImageSnapshot snapshot) {
        return snapshot.machine().flatMap(seen -> seen.found()
                .filter(machine -> !machine.generalized())
                .filter(machine -> seen.claim(snapshot.owner(), machine) == Ownership.NOBODY
                        || !snapshot.owner().uid().equals(machine.tags().get(OwnerMark.UID)))
                .map(machine -> new ClaimMachine(
                        machine.id(),
                        snapshot.owner().addedTo(machine.tags(), snapshot.plan().hash()),
                        machine.etag())));
    }

    public static Optional<ImageStep> deallocated(ImageSnapshot snapshot) {
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

    public static Optional<ImageStep> generalized(ImageSnapshot snapshot) {
        return machine(snapshot)
                .filter(machine -> !machine.generalized())
                .map(machine -> new GeneralizeMachine(machine.id()));
    }

    /**
     * In deletion: our claim goes. Azure lets nobody change the tags of a generalized machine: there the mark stays, on
     * what can never start again.
     */
    public static Optional<ImageStep> released(ImageSnapshot snapshot) {
        return machine(snapshot)
                .filter(machine -> !machine.generalized())
                .filter(machine -> snapshot.owner().read(machine.tags()) == Ownership.OURS)
                .map(machine ->
                        new ReleaseMachine(machine.id(), OwnerMark.removedFrom(machine.tags()), machine.etag()));
    }

    private static Optional<VirtualMachine> machine(ImageSnapshot snapshot) {
        return snapshot.machine().flatMap(MachineSight::found);
    }
}
