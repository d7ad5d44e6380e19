package io.azbatch.simulator.arm.compute.disk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.storage.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** PUT, PATCH and DELETE of disks or snapshots: every write is a long operation that is over almost at once. */
final class DiskWrites {
    private static final int WRITE_RETRY_AFTER = 2;
    private static final Instant RETRY_AFTER_SINCE = Instant.parse("2020-01-01T00:00:00Z");

    private final Azure azure;
    private final DiskRoom room;
    private final DiskBody bodies;
    private final DiskView view;
    private final DiskFill fill;

    DiskWrites(Azure azure, DiskRoom room, Storage storage) {
        this.azure = azure;
        this.room = room;
        this.bodies = new DiskBody(azure);
        this.view = new DiskView(azure);
        this.fill = new DiskFill(azure, storage);
    }

    Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        Optional<Disk> existing = azure.resources().find(room.id(request), Disk.class);
        String location = Regions.require(
                Bodies.location(body), "Microsoft.Compute/" + room.kind().type());
        existing.ifPresent(disk -> Bodies.refuseMove(disk, location));
        return existing.map(disk -> update(request, disk, body, true)).orElseGet(() -> create(request, location, body));
    }

    private Response create(Request request, String location, ObjectNode body) {
        Disk disk = new Disk(
                room.id(request),
                location,
                bodies.forNew(body, room.kind() == DisksApi.Kind.SNAPSHOTS),
                "Updating",
                UUID.randomUUID().toString(),
                azure.world().now(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
        return write(fill.judge(request, disk.model(), location), disk, view.accepted(disk, request.apiVersion()));
    }

    Response patch(Request request) {
        return update(request, room.require(request), Bodies.require(request), false);
    }

    private Response update(Request request, Disk disk, ObjectNode body, boolean put) {
        ObjectNode model = bodies.forExisting(disk, body, put);
        Disk changed = disk.withModel(model).withProvisioning("Updating");
        if (changed.sizeGb() > disk.sizeGb() && room.isInUse(disk)) {
            throw ArmError.of(
                    409, "Conflict", "Disk resizing is allowed only when creating a VM or when the VM is deallocated.");
        }
        ObjectNode accepted = view.acceptedChange(disk, changed, body, request.apiVersion());
        return write(request, changed, accepted);
    }

    private Response write(Request request, Disk disk, ObjectNode shown) {
        azure.resources().put(disk);
        LongOperation operation = room.begin(
                request,
                disk,
                plan -> plan.withOutput(() -> azure.resources()
                        .find(disk.id(), Disk.class)
                        .map(done -> view.full(done, request.apiVersion()))
                        .orElse(shown)),
                failed -> room.current(disk)
                        .map(done -> failed
                                ? done.withProvisioning("Failed")
                                : fill.fill(bodies.inherit(done)).withProvisioning("Succeeded"))
                        .ifPresent(azure.resources()::put));
        Response accepted = Response.json(202, shown);
        return azure.world().now().isBefore(RETRY_AFTER_SINCE)
                ? operation.announceBoth(accepted)
                : operation.announceBoth(accepted, WRITE_RETRY_AFTER);
    }

    Response delete(Request request) {
        Optional<Disk> existing = azure.resources().find(room.id(request), Disk.class);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        Disk disk = existing.get();
        if (disk.owner().isPresent()) {
            throw ArmError.notAllowed("Disk " + disk.id().name() + " is attached to VM "
                    + disk.owner().get() + ".");
        }
        disk.refuseOpen();
        azure.resources().put(disk.withProvisioning("Deleting"));
        LongOperation operation = room.begin(
                request, disk, plan -> plan, failed -> room.current(disk).ifPresent(left -> {
                    if (failed) {
                        azure.resources().put(left.withProvisioning("Failed"));
                    } else {
                        azure.resources().remove(left.id());
                    }
                }));
        return operation.announceBoth(Response.empty(202));
    }
}
