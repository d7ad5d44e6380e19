package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.sku.VmSize;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.util.Optional;
import java.util.UUID;

/** PUT, PATCH and DELETE of machines. */
final class MachineWrites {
    private static final int WRITE_RETRY_AFTER = 10;
    private static final int FIRST_POLL = 35;

    private final Azure azure;
    private final Machines machines;
    private final MachineView view;
    private final MachineDisks belongings;

    MachineWrites(Azure azure, Machines machines, MachineView view) {
        this.azure = azure;
        this.machines = machines;
        this.view = view;
        this.belongings = new MachineDisks(azure);
    }

    Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/virtualMachines");
        Optional<VirtualMachine> existing = machines.find(request);
        existing.ifPresent(vm -> Bodies.refuseMove(vm, location));
        checkConditions(request, existing);
        return existing.map(vm -> update(request, vm, body, true)).orElseGet(() -> create(request, location, body));
    }

    Response patch(Request request) {
        VirtualMachine vm = machines.require(request);
        checkConditions(request, Optional.of(vm));
        return update(request, vm, Bodies.require(request), false);
    }

    /** Deletion overtakes whatever is under way; asked for again, it is the same deletion. */
    Response delete(Request request) {
        Optional<VirtualMachine> existing = machines.find(request);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        Machines.Write write =
                new Machines.Write("delete", azure.settings().seconds("vmDeleteSeconds"), Optional.empty(), FIRST_POLL);
        LongOperation operation = machines.begin(request, existing.get(), "Deleting", write, (vm, failure) -> {
            if (failure.isEmpty()) {
                azure.resources().remove(vm.id());
                belongings.release(vm);
            }
        });
        return operation.announceBoth(Response.empty(202), WRITE_RETRY_AFTER);
    }

    private Response create(Request request, String location, ObjectNode body) {
        if (!(body.path("properties") instanceof ObjectNode properties)) {
            throw ArmError.missingParameter("properties");
        }
        if (!(properties.path("storageProfile") instanceof ObjectNode storage)) {
            throw ArmError.missingParameter("storageProfile");
        }
        ResourceId id = Machines.id(request);
        VmSize size = NewMachine.size(body);
        ImageSource source = new ImageSources(azure, id.subscription(), location).resolve(storage);
        NewMachine blueprint = new NewMachine(azure);
        blueprint.check(body, id.subscription(), location, source, size);
        belongings.check(body, id);
        VirtualMachine vm = new VirtualMachine(
                id,
                location,
                blueprint.model(body, source, size),
                guest(source),
                VmState.creating(azure.world().now()));
        return begin(request, vm, source);
    }

    private Response begin(Request request, VirtualMachine vm, ImageSource source) {
        Machines.Write write = new Machines.Write(
                "create", azure.settings().seconds("vmCreateSeconds"), Optional.of(Power.RUNNING), FIRST_POLL);
        LongOperation operation = machines.begin(request, vm, "Creating", write, (created, failure) -> {
            if (failure.isEmpty()) {
                belongings.settle(created.with(blobMeasured(created, source)), source);
            }
        });
        belongings.occupyInterfaces(vm);
        return operation
                .announce(view.answer(201, current(vm), request))
                .with("Retry-After", azure.settings().retryAfter(WRITE_RETRY_AFTER));
    }

    /** How big a blob is that an image was copied into is known when it was copied. */
    private static ObjectNode blobMeasured(VirtualMachine vm, ImageSource source) {
        ObjectNode model = vm.model().deepCopy();
        if (Json.at(model, "properties", "storageProfile", "osDisk") instanceof ObjectNode disk
                && !disk.hasNonNull("diskSizeGB")) {
            disk.put("diskSizeGB", source.sizeGb());
        }
        return model;
    }

    /** While a machine is being created its tags may be changed all the same; that was seen. */
    private Response update(Request request, VirtualMachine vm, ObjectNode body, boolean put) {
        Machines.refuseGeneralized(vm, "Update VM");
        ObjectNode model = MachineChange.apply(vm, body, put);
        boolean creating = vm.state().provisioning().equals("Creating");
        if (creating && onlyTagsDiffer(vm.model(), model)) {
            VirtualMachine tagged = vm.with(model).with(vm.state().changed(1));
            azure.resources().put(tagged);
            return view.answer(200, tagged, request);
        }
        Machines.refuseBusy(vm, "Update VM");
        new DataDisks(azure).describe(model);
        refuseResize(vm, model);
        belongings.check(body, vm.id());
        belongings.nameAttached(model);
        Machines.Write write =
                new Machines.Write("update", azure.settings().seconds("vmUpdateSeconds"), Optional.empty(), 0);
        VirtualMachine changed = vm.with(model).with(vm.state().changed(1));
        LongOperation operation = machines.begin(request, changed, "Updating", write, (updated, failure) -> {
            if (failure.isEmpty()) {
                belongings.settleDataDisks(updated);
            }
        });
        return operation.announce(
                view.answer(200, current(changed).with(DataDisks.withLeaving(vm.model(), model)), request));
    }

    /** A disk grows only while nobody runs on it. */
    private static void refuseResize(VirtualMachine vm, ObjectNode model) {
        int before = vm.osDisk().path("diskSizeGB").asInt(0);
        int after = Json.at(model, "properties", "storageProfile", "osDisk", "diskSizeGB")
                .asInt(before);
        if (after != before && !vm.isDeallocated()) {
            throw ArmError.of(
                    409, "Conflict", "Disk resizing is allowed only when creating a VM or when the VM is deallocated.");
        }
    }

    private static boolean onlyTagsDiffer(ObjectNode before, ObjectNode after) {
        ObjectNode left = before.deepCopy();
        ObjectNode right = after.deepCopy();
        left.remove("tags");
        right.remove("tags");
        return left.equals(right);
    }

    private static void checkConditions(Request request, Optional<VirtualMachine> existing) {
        if (request.apiVersion().compareTo(MachineView.ETAG_SINCE) < 0) {
            return;
        }
        String wanted = request.header("if-match").orElse("*");
        String present = existing.map(MachineView::etag).orElse("");
        if (!wanted.equals("*") && !wanted.equals(present)) {
            throw ArmError.of(
                    412,
                    "PreconditionFailed",
                    "Etag provided in if-match header " + wanted + " does not match etag " + present + " of resource.");
        }
        if (existing.isPresent() && request.header("if-none-match").orElse("").equals("*")) {
            throw ArmError.of(
                    412,
                    "PreconditionFailed",
                    "If-None-Match header is '*' but the resource exists with etag " + present + ".");
        }
    }

    private VirtualMachine current(VirtualMachine vm) {
        return azure.resources().find(vm.id(), VirtualMachine.class).orElse(vm);
    }

    private Guest guest(ImageSource source) {
        return new Guest(
                UUID.randomUUID().toString(),
                azure.world().now(),
                source.osType(),
                source.generation(),
                source.architecture(),
                source.osName(),
                source.osVersion(),
                source.specialized());
    }
}
