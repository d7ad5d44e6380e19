package io.azbatch.simulator.arm.compute.disk;

import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.vm.VirtualMachine;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Finds the disks or the snapshots that requests name, and begins what is done to them.
 *
 * @param azure the world
 * @param kind which of the two
 */
record DiskRoom(Azure azure, DisksApi.Kind kind) {
    private static final Duration WRITE = Duration.ofMillis(140);

    LongOperation begin(Request request, Disk disk, UnaryOperator<Operations.Plan> shape, Consumer<Boolean> atEnd) {
        Operations.Plan plan = Operations.Plan.of("DiskOperations", "Microsoft.Compute", disk.location(), WRITE);
        return azure.operations().begin(request, shape.apply(plan), failure -> atEnd.accept(failure.isPresent()));
    }

    /** The same disk as it is now; nothing if it is gone, also if another one was made under its name. */
    Optional<Disk> current(Disk disk) {
        return azure.resources().find(disk.id(), Disk.class).filter(found -> found.uniqueId()
                .equals(disk.uniqueId()));
    }

    /** Whether its machine runs on it at this moment. */
    boolean isInUse(Disk disk) {
        return disk.owner()
                .flatMap(owner -> azure.resources().find(owner, VirtualMachine.class))
                .map(machine -> !machine.isDeallocated())
                .orElse(false);
    }

    /** The disk; 404 by the provider right after its deletion, else by the gateway. */
    Disk require(Request request) {
        return azure.resources().find(id(request), Disk.class).orElseThrow(() -> missing(id(request)));
    }

    private Refused missing(ResourceId id) {
        return azure.resources().deletedJustNow(id)
                ? ArmError.of(404, "NotFound", kind.word() + " " + id.name() + " is not found.")
                : ArmError.resourceNotFound(id);
    }

    boolean isOfKind(Disk disk) {
        return disk.id().types().getFirst().equalsIgnoreCase(kind.type());
    }

    ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                "Microsoft.Compute",
                kind.type(),
                request.param("disk"));
    }
}
