package io.azbatch.simulator.arm.compute.disk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.arm.compute.vm.VirtualMachine;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Disks: every write is a long operation that is over almost at once. */
public final class DisksApi {
    private static final Duration WRITE = Duration.ofMillis(140);
    private static final int WRITE_RETRY_AFTER = 2;

    private final Azure azure;
    private final DiskBody bodies;
    private final DiskView view;

    public DisksApi(Azure azure) {
        this.azure = azure;
        this.bodies = new DiskBody(azure);
        this.view = new DiskView(azure);
    }

    public void routes(Router router) {
        String group = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/disks";
        String one = group + "/{disk}";
        RateGroup read = RateGroup.windows("LowCostGet", 14999, 119999);
        RateGroup list = RateGroup.windows("HighCostGet", 239, 1919);
        RateGroup write = RateGroup.windows("CreateUpdateDisks", 2999, 24999);
        RateGroup delete = RateGroup.windows("DeleteDisks", 2999, 23999);
        router.add(
                "GET",
                "/subscriptions/{subscription}/providers/Microsoft.Compute/disks",
                "disks list",
                list.on(this::listAll));
        router.add("GET", group, "disks list", list.on(this::listGroup));
        router.add(
                "GET",
                one,
                "disks GET",
                read.on(request -> Response.json(200, view.full(require(request), request.apiVersion()))));
        router.add("PUT", one, "disks PUT", write.on(this::put));
        router.add("PATCH", one, "disks PATCH", write.on(this::patch));
        router.add("DELETE", one, "disks DELETE", delete.on(this::delete));
    }

    private Response listAll(Request request) {
        return azure.pages()
                .of(
                        request,
                        azure.resources().list(Disk.class).stream()
                                .filter(disk ->
                                        disk.id().subscription().equalsIgnoreCase(request.param("subscription")))
                                .map(disk -> view.listed(disk, request.apiVersion()))
                                .toList());
    }

    private Response listGroup(Request request) {
        return azure.pages()
                .of(
                        request,
                        azure
                                .resources()
                                .list(Disk.class, request.param("subscription"), request.param("group"))
                                .stream()
                                .map(disk -> view.full(disk, request.apiVersion()))
                                .toList());
    }

    private Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        Optional<Disk> existing = azure.resources().find(id(request), Disk.class);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/disks");
        existing.ifPresent(disk -> Bodies.refuseMove(disk, location));
        return existing.map(disk -> update(request, disk, body)).orElseGet(() -> create(request, location, body));
    }

    private Response create(Request request, String location, ObjectNode body) {
        Disk disk = new Disk(
                id(request),
                location,
                bodies.forNew(body),
                "Updating",
                UUID.randomUUID().toString(),
                azure.world().now(),
                Optional.empty(),
                Optional.empty());
        return write(request, disk);
    }

    private Response patch(Request request) {
        return update(request, require(request), Bodies.require(request));
    }

    private Response update(Request request, Disk disk, ObjectNode body) {
        ObjectNode model = bodies.forExisting(disk, body);
        Disk changed = disk.withModel(model).withProvisioning("Updating");
        if (changed.sizeGb() > disk.sizeGb() && isInUse(disk)) {
            throw ArmError.of(
                    409, "Conflict", "Disk resizing is allowed only when creating a VM or when the VM is deallocated.");
        }
        return write(request, changed);
    }

    private Response write(Request request, Disk disk) {
        azure.resources().put(disk);
        LongOperation operation = begin(
                request,
                disk,
                plan -> plan.withOutput(() -> azure.resources()
                        .find(disk.id(), Disk.class)
                        .map(done -> view.full(done, request.apiVersion()))
                        .orElseGet(() -> view.accepted(disk, request.apiVersion()))),
                failed -> azure.resources()
                        .change(disk.id(), Disk.class, done -> done.withProvisioning(failed ? "Failed" : "Succeeded")));
        return operation.announceBoth(Response.json(202, view.accepted(disk, request.apiVersion())), WRITE_RETRY_AFTER);
    }

    private Response delete(Request request) {
        Optional<Disk> existing = azure.resources().find(id(request), Disk.class);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        Disk disk = existing.get();
        if (disk.owner().isPresent()) {
            throw ArmError.notAllowed("Disk " + disk.id().name() + " is attached to VM "
                    + disk.owner().get() + ".");
        }
        azure.resources().put(disk.withProvisioning("Deleting"));
        LongOperation operation = begin(request, disk, plan -> plan, failed -> {
            if (failed) {
                azure.resources().change(disk.id(), Disk.class, kept -> kept.withProvisioning("Failed"));
            } else {
                azure.resources().remove(disk.id());
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    private LongOperation begin(
            Request request,
            Disk disk,
            java.util.function.UnaryOperator<Operations.Plan> shape,
            java.util.function.Consumer<Boolean> atEnd) {
        Operations.Plan plan = Operations.Plan.of("DiskOperations", "Microsoft.Compute", disk.location(), WRITE);
        return azure.operations().begin(request, shape.apply(plan), failure -> atEnd.accept(failure.isPresent()));
    }

    private boolean isInUse(Disk disk) {
        return disk.owner()
                .flatMap(owner -> azure.resources().find(owner, VirtualMachine.class))
                .map(machine -> !machine.isDeallocated())
                .orElse(false);
    }

    private Disk require(Request request) {
        return azure.resources().find(id(request), Disk.class).orElseThrow(() -> missing(id(request)));
    }

    private Refused missing(ResourceId id) {
        return azure.resources().deletedJustNow(id)
                ? ArmError.of(404, "NotFound", "Disk " + id.name() + " is not found.")
                : ArmError.resourceNotFound(id);
    }

    private static ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                "Microsoft.Compute",
                "disks",
                request.param("disk"));
    }
}
