package io.azbatch.simulator.arm.compute.disk;

import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.storage.Storage;

/** Opens the content of disks and snapshots, and closes it. */
final class DiskGrants {
    private final Azure azure;
    private final DiskRoom room;
    private final DiskAccess access;

    DiskGrants(Azure azure, DiskRoom room, Storage storage) {
        this.azure = azure;
        this.room = room;
        this.access = new DiskAccess(azure, storage);
    }

    /** A disk that its machine uses at this moment can not be opened. */
    Response grant(Request request) {
        Disk disk = room.require(request);
        DiskAccess.Wish wish = access.check(request, disk);
        if (room.isInUse(disk)) {
            throw ArmError.of(
                    409,
                    "Conflict",
                    "Access not permitted because disk " + disk.id().name() + " is currently attached to running VM "
                            + disk.owner().orElseThrow() + ".");
        }
        Disk open = access.open(disk, wish);
        azure.resources().put(open);
        LongOperation operation =
                room.begin(request, disk, plan -> plan.withOutput(() -> access.addresses(open)), failed -> {
                    if (failed) {
                        room.current(disk).map(access::close).ifPresent(azure.resources()::put);
                    }
                });
        return operation.announceBoth(Response.empty(202));
    }

    /** Closes at once; asked for again, it is accepted again. */
    Response revoke(Request request) {
        Disk disk = room.require(request);
        if (request.operationEnd().isEmpty()) {
            azure.resources().put(access.close(disk));
        }
        return room.begin(request, disk, plan -> plan, failed -> {}).announceBoth(Response.empty(202));
    }
}
