package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.ManagedIdentities;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.util.Optional;

/** Changes of machines that are there. */
final class MachineUpdates {
    private final Azure azure;
    private final Machines machines;
    private final MachineView view;
    private final MachineDisks belongings;
    private final BlobDisks blobs;
    private final NewMachine blueprint;
    private final MachineRules rules;

    MachineUpdates(Azure azure, Machines machines, MachineView view) {
        this.azure = azure;
        this.machines = machines;
        this.view = view;
        this.belongings = new MachineDisks(azure);
        this.blobs = new BlobDisks(azure);
        this.blueprint = new NewMachine(azure);
        this.rules = new MachineRules(azure);
    }

    /** The same change as a PATCH of the data disks, answered as actions are: at the end with all disks. */
    Response attachDetach(Request request) {
        VirtualMachine vm = machines.require(request);
        Machines.refuseGeneralized(vm, "attachDetachDataDisks");
        Machines.refuseBusy(vm, "attachDetachDataDisks");
        ObjectNode change = DiskAttachments.asChange(request, vm);
        VirtualMachine changed = changed(vm, change, MachineChange.apply(vm, change, false));
        Machines.Write write = new Machines.Write(
                "attachDetachDataDisks",
                azure.settings().seconds("vmUpdateSeconds"),
                Optional.empty(),
                0,
                Optional.of(() -> Json.at(current(changed).model(), "properties", "storageProfile")));
        return begin(request, vm, changed, write).announceBoth(Response.empty(202));
    }

    /** While a machine is being created its tags may be changed all the same; that was seen. */
    Response update(Request request, VirtualMachine vm, ObjectNode body, boolean put) {
        Machines.refuseGeneralized(vm, "Update VM");
        ObjectNode model = MachineChange.apply(vm, body, put);
        boolean creating = vm.state().provisioning().equals("Creating");
        if (creating && onlyTagsDiffer(vm.model(), model)) {
            VirtualMachine tagged = vm.with(model).with(vm.state().changed(1));
            azure.resources().put(tagged);
            return view.answer(200, tagged, request);
        }
        Machines.refuseBusy(vm, "Update VM");
        VirtualMachine changed = changed(vm, body, model);
        Machines.Write write =
                new Machines.Write("update", azure.settings().seconds("vmUpdateSeconds"), Optional.empty(), 0);
        LongOperation operation = begin(request, vm, changed, write);
        return operation.announce(
                view.answer(200, current(changed).with(DataDisks.withLeaving(vm.model(), changed.model())), request));
    }

    /** The machine as it is to be, if it may. */
    private VirtualMachine changed(VirtualMachine vm, ObjectNode body, ObjectNode model) {
        ManagedIdentities.complete(model, vm.id(), azure);
        new DataDisks(azure).describe(model);
        refuseResize(vm, model);
        rules.checkChange(vm, model);
        blueprint.checkSize(vm, model);
        UnmanagedDisks.refuseMixed(Json.at(model, "properties", "storageProfile"));
        belongings.check(body, vm.id());
        belongings.nameAttached(model);
        return vm.with(model).with(vm.state().changed(1));
    }

    private LongOperation begin(Request request, VirtualMachine vm, VirtualMachine changed, Machines.Write write) {
        return machines.begin(request, changed, "Updating", write, (updated, failure) -> {
            if (failure.isEmpty()) {
                blobs.release(vm, BlobDisks.urls(belongings.settleDataDisks(updated)));
            }
        });
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

    private VirtualMachine current(VirtualMachine vm) {
        return azure.resources().find(vm.id(), VirtualMachine.class).orElse(vm);
    }
}
