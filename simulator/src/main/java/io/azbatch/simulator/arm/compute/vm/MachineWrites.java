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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** PUT, PATCH and DELETE of machines: which of them makes one, and how it is made and deleted. */
final class MachineWrites {
    private static final int WRITE_RETRY_AFTER = 10;
    private static final int FIRST_POLL = 35;
    private static final Instant BLOBS_MEASURED_SINCE = Instant.parse("2017-10-01T00:00:00Z");

    private final Azure azure;
    private final Machines machines;
    private final MachineView view;
    private final MachineDisks belongings;
    private final BlobDisks blobs;
    private final NewMachine blueprint;
    private final MachineRules rules;
    private final MachineUpdates updates;

    MachineWrites(Azure azure, Machines machines, MachineView view) {
        this.azure = azure;
        this.machines = machines;
        this.view = view;
        this.belongings = new MachineDisks(azure);
        this.blobs = new BlobDisks(azure);
        this.blueprint = new NewMachine(azure);
        this.rules = new MachineRules(azure);
        this.updates = new MachineUpdates(azure, machines, view);
    }

    Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/virtualMachines");
        Optional<VirtualMachine> existing = machines.find(request);
        existing.ifPresent(vm -> Bodies.refuseMove(vm, location));
        checkConditions(request, existing);
        return existing.filter(vm -> !vm.neverCameUp())
                .map(vm -> updates.update(request, vm, body, true))
                .orElseGet(() -> create(request, location, body, existing));
    }

    Response patch(Request request) {
        VirtualMachine vm = machines.require(request);
        checkConditions(request, Optional.of(vm));
        return updates.update(request, vm, Bodies.require(request), false);
    }

    /** Deletion overtakes whatever is under way; asked for again, it is the same deletion. */
    Response delete(Request request) {
        Optional<VirtualMachine> existing = machines.find(request);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        LongOperation operation = existing.get().provisioning().equals("Deleting")
                ? machines.join(request, existing.get())
                : beginDelete(request, existing.get());
        return machines.withPause(operation.announceBoth(Response.empty(202)), WRITE_RETRY_AFTER);
    }

    private LongOperation beginDelete(Request request, VirtualMachine machine) {
        Machines.Write write =
                new Machines.Write("delete", azure.settings().seconds("vmDeleteSeconds"), Optional.empty(), FIRST_POLL);
        return machines.begin(request, machine, "Deleting", write, (vm, failure) -> {
            if (failure.isEmpty()) {
                azure.resources().remove(vm.id());
                belongings.release(vm);
            }
        });
    }

    /**
     * Makes a machine.
     *
     * @param failed what an earlier attempt under this name has left
     */
    private Response create(Request request, String location, ObjectNode body, Optional<VirtualMachine> failed) {
        if (!(body.path("properties") instanceof ObjectNode properties)) {
            throw ArmError.missingParameter("properties");
        }
        if (!(properties.path("storageProfile") instanceof ObjectNode storage)) {
            throw ArmError.missingParameter("storageProfile");
        }
        ResourceId id = Machines.id(request);
        rules.checkVaults(body, id);
        VmSize size = NewMachine.size(body);
        NewMachine.checkOffer(body);
        ImageSource source = new ImageSources(azure, id.subscription(), location).resolve(storage);
        blueprint.check(body, id, location, source, size, failed);
        belongings.check(body, id);
        blobs.check(storage, id, location);
        VirtualMachine vm = new VirtualMachine(
                id,
                location,
                blueprint.model(body, id, source, size),
                guest(source, failed.map(before -> before.guest().vmId())),
                VmState.creating(azure.world().now()));
        return begin(blobs.judge(request, storage, location), vm, source, failed.isPresent() ? 200 : 201);
    }

    private Response begin(Request request, VirtualMachine vm, ImageSource source, int status) {
        Machines.Write write = new Machines.Write(
                "create", azure.settings().seconds("vmCreateSeconds"), Optional.of(Power.RUNNING), FIRST_POLL);
        LongOperation operation = machines.begin(request, vm, "Creating", write, (created, failure) -> {
            if (failure.isEmpty()) {
                belongings.settle(created.with(measured(created, source)), source);
            }
        });
        new MachineInterfaces(azure).occupy(vm);
        new UnmanagedDisks(azure).noteNew(vm);
        return machines.withPause(operation.announce(view.answer(status, current(vm), request)), WRITE_RETRY_AFTER);
    }

    /** How big a disk is into which an image was copied is known when it was copied; of blobs it was not told at first. */
    private ObjectNode measured(VirtualMachine vm, ImageSource source) {
        ObjectNode model = vm.model().deepCopy();
        boolean told = !vm.isUnmanaged() || !azure.world().now().isBefore(BLOBS_MEASURED_SINCE);
        if (told
                && Json.at(model, "properties", "storageProfile", "osDisk") instanceof ObjectNode disk
                && !disk.hasNonNull("diskSizeGB")) {
            disk.put("diskSizeGB", source.sizeGb());
        }
        return model;
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

    private Guest guest(ImageSource source, Optional<String> vmId) {
        return new Guest(
                vmId.orElseGet(() -> UUID.randomUUID().toString()),
                azure.world().now(),
                source.osType(),
                source.generation(),
                source.architecture(),
                source.osName(),
                source.osVersion(),
                source.specialized());
    }
}
