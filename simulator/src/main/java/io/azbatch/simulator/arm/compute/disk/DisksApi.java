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
import io.azbatch.simulator.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Disks or snapshots: every write is a long operation that is over almost at once. */
public final class DisksApi {
    private static final Duration WRITE = Duration.ofMillis(140);
    private static final int WRITE_RETRY_AFTER = 2;
    private static final Instant RETRY_AFTER_SINCE = Instant.parse("2020-01-01T00:00:00Z");

    private final Azure azure;
    private final Kind kind;
    private final DiskBody bodies;
    private final DiskView view;
    private final DiskAccess access;
    private final DiskFill fill;

    /**
     * Which of the two this serves.
     *
     * @param type type name
     * @param word as messages say it
     * @param write throttling group of writes
     */
    public record Kind(String type, String word, RateGroup write) {
        public static final Kind DISKS = new Kind("disks", "Disk", RateGroup.windows("CreateUpdateDisks", 2999, 24999));
        public static final Kind SNAPSHOTS =
                new Kind("snapshots", "Snapshot", RateGroup.windows("HighCostSnapshotCreateHydrate", 999, 7999));
    }

    public DisksApi(Azure azure, Kind kind, Storage storage) {
        this.azure = azure;
        this.kind = kind;
        this.bodies = new DiskBody(azure);
        this.view = new DiskView(azure);
        this.access = new DiskAccess(azure, storage);
        this.fill = new DiskFill(azure, storage);
    }

    public void routes(Router router) {
        String group =
                "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/" + kind.type();
        String one = group + "/{disk}";
        RateGroup read = RateGroup.windows("LowCostGet", 14999, 119999);
        RateGroup list = RateGroup.windows("HighCostGet", 239, 1919);
        RateGroup delete = RateGroup.windows("DeleteDisks", 2999, 23999);
        router.add(
                "GET",
                "/subscriptions/{subscription}/providers/Microsoft.Compute/" + kind.type(),
                kind.type() + " list",
                list.on(azure, this::listAll));
        router.add("GET", group, kind.type() + " list", list.on(azure, this::listGroup));
        router.add(
                "GET",
                one,
                kind.type() + " GET",
                read.on(azure, request -> Response.json(200, view.full(require(request), request.apiVersion()))));
        router.add("PUT", one, kind.type() + " PUT", kind.write().on(azure, this::put));
        router.add("PATCH", one, kind.type() + " PATCH", kind.write().on(azure, this::patch));
        router.add("DELETE", one, kind.type() + " DELETE", delete.on(azure, this::delete));
        RateGroup hydrate = RateGroup.windows("HighCostDiskHydrate", 999, 7999);
        router.add("POST", one + "/beginGetAccess", kind.type() + "/beginGetAccess", hydrate.on(azure, this::grant));
        router.add("POST", one + "/endGetAccess", kind.type() + "/endGetAccess", hydrate.on(azure, this::revoke));
    }

    private Response listAll(Request request) {
        return azure.pages()
                .of(
                        request,
                        azure.resources().list(Disk.class).stream()
                                .filter(this::isOfKind)
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
                                .filter(this::isOfKind)
                                .map(disk -> view.full(disk, request.apiVersion()))
                                .toList());
    }

    private Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        Optional<Disk> existing = azure.resources().find(id(request), Disk.class);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/" + kind.type());
        existing.ifPresent(disk -> Bodies.refuseMove(disk, location));
        return existing.map(disk -> update(request, disk, body, true)).orElseGet(() -> create(request, location, body));
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
                Optional.empty(),
                List.of(),
                false);
        return write(fill.judge(request, disk.model(), location), disk, view.accepted(disk, request.apiVersion()));
    }

    private Response patch(Request request) {
        return update(request, require(request), Bodies.require(request), false);
    }

    private Response update(Request request, Disk disk, ObjectNode body, boolean put) {
        ObjectNode model = bodies.forExisting(disk, body, put);
        Disk changed = disk.withModel(model).withProvisioning("Updating");
        if (changed.sizeGb() > disk.sizeGb() && isInUse(disk)) {
            throw ArmError.of(
                    409, "Conflict", "Disk resizing is allowed only when creating a VM or when the VM is deallocated.");
        }
        ObjectNode accepted = view.acceptedChange(disk, changed, body, request.apiVersion());
        return write(request, changed, accepted);
    }

    private Response write(Request request, Disk disk, ObjectNode shown) {
        azure.resources().put(disk);
        LongOperation operation = begin(
                request,
                disk,
                plan -> plan.withOutput(() -> azure.resources()
                        .find(disk.id(), Disk.class)
                        .map(done -> view.full(done, request.apiVersion()))
                        .orElse(shown)),
                failed -> azure.resources()
                        .change(
                                disk.id(),
                                Disk.class,
                                done -> failed
                                        ? done.withProvisioning("Failed")
                                        : fill.fill(bodies.inherit(done)).withProvisioning("Succeeded")));
        Response accepted = Response.json(202, shown);
        return azure.world().now().isBefore(RETRY_AFTER_SINCE)
                ? operation.announceBoth(accepted)
                : operation.announceBoth(accepted, WRITE_RETRY_AFTER);
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
        disk.refuseOpen();
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

    /** A disk that its machine uses at this moment can not be opened. */
    private Response grant(Request request) {
        Disk disk = require(request);
        DiskAccess.Wish wish = access.check(request, disk);
        if (isInUse(disk)) {
            throw ArmError.of(
                    409,
                    "Conflict",
                    "Access not permitted because disk " + disk.id().name() + " is currently attached to running VM "
                            + disk.owner().orElseThrow() + ".");
        }
        Disk open = access.open(disk, wish);
        azure.resources().put(open);
        LongOperation operation =
                begin(request, disk, plan -> plan.withOutput(() -> access.addresses(open)), failed -> {
                    if (failed) {
                        azure.resources().change(disk.id(), Disk.class, access::close);
                    }
                });
        return operation.announceBoth(Response.empty(202));
    }

    /** Closes at once; asked for again, it is accepted again. */
    private Response revoke(Request request) {
        Disk disk = require(request);
        if (request.operationEnd().isEmpty()) {
            azure.resources().put(access.close(disk));
        }
        return begin(request, disk, plan -> plan, failed -> {}).announceBoth(Response.empty(202));
    }

    private LongOperation begin(
            Request request, Disk disk, UnaryOperator<Operations.Plan> shape, Consumer<Boolean> atEnd) {
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
                ? ArmError.of(404, "NotFound", kind.word() + " " + id.name() + " is not found.")
                : ArmError.resourceNotFound(id);
    }

    private boolean isOfKind(Disk disk) {
        return disk.id().types().getFirst().equalsIgnoreCase(kind.type());
    }

    private ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                "Microsoft.Compute",
                kind.type(),
                request.param("disk"));
    }
}
