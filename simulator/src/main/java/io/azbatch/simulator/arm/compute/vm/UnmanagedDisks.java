package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Refused;
import java.time.Instant;
import java.util.Optional;

/**
 * Disks that are blobs of the owner's account, until the day of their retirement: from then on no machine is made with one and none
 * starts from one, and those that run are stopped and deallocated. The code of these refusals is not published.
 */
final class UnmanagedDisks {
    private static final Instant RETIRED = Instant.parse("2026-03-31T00:00:00Z");

    private final Azure azure;

    UnmanagedDisks(Azure azure) {
        this.azure = azure;
    }

    /** Refuses a new machine with such a disk after the day. */
    void refuseNew(JsonNode storageProfile) {
        if (isRetired() && storageProfile.path("osDisk").has("vhd")) {
            throw retired();
        }
    }

    /** Refuses to start a machine from such a disk after the day. */
    void refuseStart(VirtualMachine vm) {
        if (isRetired() && vm.isUnmanaged()) {
            throw retired();
        }
    }

    /** Refuses a machine whose disks are blobs in part. */
    static void refuseMixed(JsonNode storageProfile) {
        boolean blobs = storageProfile.path("osDisk").has("vhd");
        for (JsonNode disk : storageProfile.path("dataDisks")) {
            if (disk.has("vhd") != blobs && !disk.path("toBeDetached").asBoolean(false)) {
                throw ArmError.notAllowed(
                        blobs
                                ? "Addition of a managed disk to a VM with blob based disks is not supported."
                                : "Addition of a blob based disk to VM with managed disks is not supported.");
            }
        }
    }

    /** Notes a machine that has just been made: on the day it ends. */
    void noteNew(VirtualMachine vm) {
        if (vm.isUnmanaged() && !isRetired()) {
            azure.world().at(RETIRED, () -> end(vm.id(), vm.guest().vmId()));
        }
    }

    /** What is under way comes to its end first. */
    private void end(ResourceId id, String vmId) {
        azure.resources()
                .find(id, VirtualMachine.class)
                .filter(vm -> vm.guest().vmId().equals(vmId) && vm.isUnmanaged())
                .ifPresent(vm -> {
                    Optional<Busy> busy = vm.state().busy();
                    if (busy.isPresent()) {
                        azure.world().at(busy.get().end(), () -> end(id, vmId));
                    } else if (!vm.isDeallocated()) {
                        azure.resources()
                                .put(vm.with(vm.state()
                                        .reached(
                                                Power.DEALLOCATED, azure.world().now())));
                    }
                });
    }

    private boolean isRetired() {
        return !azure.world().now().isBefore(RETIRED);
    }

    private static Refused retired() {
        return ArmError.notAllowed("Virtual machines with unmanaged disks are retired since March 31, 2026 and can"
                + " neither be created nor started. Please use managed disks.");
    }
}
