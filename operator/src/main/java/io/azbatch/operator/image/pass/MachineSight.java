package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.VirtualMachines.Capturing;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.cloud.VmSizes.VmSize;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import java.util.Optional;

/**
 * A virtual machine as the source.
 *
 * @param osDisk not looked at where the disk is a blob
 * @param capturing the capture that this process has begun; looked at only where the disk is a blob
 * @param claimAbandoned the machine carries the claim of an object of this installation that is gone, or has another
 *     source now
 */
public record MachineSight(
        ResourceId id,
        Reading<VirtualMachine> machine,
        Reading<Disk> osDisk,
        Reading<VmSize> vmSize,
        Reading<Capturing> capturing,
        boolean claimAbandoned)
        implements SourceSight {

    public Optional<VirtualMachine> found() {
        return machine.found();
    }

    /** Whose the machine is; a claim that its owner has left behind counts no more. */
    public Ownership claim(OwnerMark owner, VirtualMachine seen) {
        return claimAbandoned ? Ownership.NOBODY : owner.read(seen.tags());
    }

    /** The OS disk tells the generation at any time, the instance view only while the machine runs. */
    public Optional<HyperVGeneration> generation() {
        return osDisk.found().flatMap(Disk::generation).or(() -> found().flatMap(VirtualMachine::generation));
    }

    /** The OS disk tells the architecture on newer machines, the size's catalogue entry on all. */
    public Optional<String> architecture() {
        return osDisk.found().flatMap(Disk::architecture).or(() -> vmSize.found()
                .flatMap(VmSize::architecture));
    }

    /** Whether the OS disk is a blob. */
    public boolean unmanaged() {
        return found().filter(seen -> seen.osDiskBlob().isPresent()).isPresent();
    }

    /** Nothing is left to do to the machine itself. */
    public boolean prepared() {
        return found().filter(VirtualMachine::generalized).isPresent();
    }
}
