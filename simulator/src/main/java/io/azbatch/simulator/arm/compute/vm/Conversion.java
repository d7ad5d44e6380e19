package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.disk.Disks;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.util.Optional;
import java.util.UUID;

/** The action {@code convertToManagedDisks}: blobs become managed disks of names of their own, and the machine runs afterwards. */
final class Conversion {
    private static final int ETAG_STEPS = 2;

    private final Azure azure;
    private final Machines machines;

    Conversion(Azure azure, Machines machines) {
        this.azure = azure;
        this.machines = machines;
    }

    Response convert(Request request) {
        VirtualMachine vm = machines.require(request);
        Machines.refuseBusy(vm, "convertToManagedDisks");
        if (!vm.isUnmanaged()) {
            throw ArmError.notAllowed("VM '" + vm.id().name() + "' is already using managed disks.");
        }
        Machines.refuseGeneralized(vm, "convertToManagedDisks");
        if (!vm.isDeallocated()) {
            throw Machines.refusal(vm, "convertToManagedDisks", "the VM is not deallocated");
        }
        Machines.Write write = new Machines.Write(
                "convertToManagedDisks", azure.settings().seconds("vmConvertSeconds"), Optional.of(Power.RUNNING), 0);
        LongOperation operation = machines.begin(request, vm, "Updating", write, (done, failure) -> {
            if (failure.isEmpty()) {
                azure.resources().put(converted(done).with(done.state().changed(ETAG_STEPS)));
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    private VirtualMachine converted(VirtualMachine vm) {
        ObjectNode model = vm.model().deepCopy();
        JsonNode storage = Json.at(model, "properties", "storageProfile");
        convert(vm, (ObjectNode) storage.path("osDisk"), vm.guest().osType());
        storage.path("dataDisks").forEach(disk -> convert(vm, (ObjectNode) disk, ""));
        return vm.with(model);
    }

    private void convert(VirtualMachine vm, ObjectNode disk, String osType) {
        String old = Json.text(disk, "name");
        String name = (old.startsWith(vm.id().name()) ? old : vm.id().name() + "_" + old) + "_"
                + UUID.randomUUID().toString().replace("-", "");
        String kind = NewMachine.size(vm.model()).premium() ? "Premium_LRS" : "Standard_LRS";
        ResourceId id = ResourceId.of(vm.id().subscription(), vm.id().group(), "Microsoft.Compute", "disks", name);
        boolean data = osType.isEmpty();
        new Disks(azure)
                .createFor(
                        id,
                        vm.location(),
                        new Disks.Shape(
                                kind,
                                disk.path("diskSizeGB").asInt(0),
                                osType,
                                data ? "" : vm.guest().generation(),
                                data ? "" : vm.guest().architecture(),
                                "",
                                "",
                                vm.model().path("tags")),
                        vm.id());
        azure.blobs().release(Json.text(disk, "vhd", "uri"), vm.id());
        disk.remove("vhd");
        disk.put("name", name)
                .putObject("managedDisk")
                .put("storageAccountType", kind)
                .put("id", id.toString());
    }
}
