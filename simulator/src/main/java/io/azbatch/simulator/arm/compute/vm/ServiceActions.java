package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What the service does to a machine on request: taking its place away, maintaining its host, making its OS disk anew. */
final class ServiceActions {
    /** Before, only machines whose image is replaced by the service could be made anew. */
    private static final Instant ANEW_SINCE = Instant.parse("2022-01-01T00:00:00Z");

    private static final String DIAGNOSTICS = "md-diagnostics.z1.blob.storage.azure.net";
    private static final int MAX_MINUTES = 1440;

    private final Azure azure;
    private final Machines machines;
    private final MachineDisks belongings;

    ServiceActions(Azure azure, Machines machines) {
        this.azure = azure;
        this.machines = machines;
        this.belongings = new MachineDisks(azure);
    }

    /** 204 at once; the eviction comes a little later, and deallocates or deletes as the machine's policy says. */
    Response simulateEviction(Request request) {
        VirtualMachine vm = machines.require(request);
        if (!vm.isSpot()) {
            throw ArmError.notAllowed("Operation 'simulateEviction' is allowed only for Spot Virtual Machines");
        }
        Machines.refuseBusy(vm, "simulateEviction");
        ResourceId id = vm.id();
        azure.world()
                .after(
                        azure.settings().seconds("evictionSeconds"),
                        () -> evict(id, vm.guest().vmId()));
        return Response.empty(204);
    }

    private void evict(ResourceId id, String vmId) {
        azure.resources()
                .find(id, VirtualMachine.class)
                .filter(vm -> vm.guest().vmId().equals(vmId) && !vm.isDeallocated())
                .ifPresent(vm -> {
                    if (Json.text(vm.model(), "properties", "evictionPolicy").equalsIgnoreCase("Delete")) {
                        azure.resources().remove(id);
                        belongings.release(vm);
                    } else {
                        azure.resources()
                                .put(vm.with(vm.state()
                                        .reached(
                                                Power.DEALLOCATED, azure.world().now())));
                    }
                });
    }

    /** Addresses at which a screenshot and the serial log would lie; without the diagnostics there are none. */
    Response retrieveBootDiagnosticsData(Request request) {
        VirtualMachine vm = machines.require(request);
        JsonNode diagnostics = Json.at(vm.model(), "properties", "diagnosticsProfile", "bootDiagnostics");
        if (!diagnostics.path("enabled").asBoolean(false)) {
            throw Machines.refusal(vm, "retrieveBootDiagnosticsData", "boot diagnostics is not enabled");
        }
        if (!Json.text(diagnostics, "storageUri").isEmpty()) {
            throw Machines.refusal(
                    vm,
                    "retrieveBootDiagnosticsData",
                    "its boot diagnostics are kept in a storage account of the user");
        }
        int minutes = Integer.parseInt(request.query()
                .get("sasUriExpirationTimeInMinutes")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .orElse("120"));
        if (minutes < 1 || minutes > MAX_MINUTES) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value of parameter sasUriExpirationTimeInMinutes is out of range. It must be between 1 and "
                            + MAX_MINUTES + ".",
                    "sasUriExpirationTimeInMinutes");
        }
        String folder = "https://" + DIAGNOSTICS + "/bootdiagnostics-" + vm.id().name() + "-"
                + vm.guest().vmId() + "/" + vm.id().name() + "." + vm.guest().vmId();
        String signature = "?sv=2018-03-28&sr=b&sig=" + UUID.randomUUID() + "&se="
                + azure.world().now().plusSeconds(minutes * 60L) + "&sp=r";
        return Response.json(
                200,
                Json.object()
                        .put("consoleScreenshotBlobUri", folder + ".screenshot.bmp" + signature)
                        .put("serialConsoleLogBlobUri", folder + ".serialconsole.log" + signature));
    }

    Response performMaintenance(Request request) {
        throw Machines.refusal(
                machines.require(request), "performMaintenance", "the Subscription of this VM is not eligible");
    }

    /** The old OS disk goes or stays behind as its delete option says. */
    Response reimage(Request request) {
        VirtualMachine vm = machines.require(request);
        Machines.refuseBusy(vm, "reimage");
        Machines.refuseGeneralized(vm, "reimage");
        boolean fromImage = Json.text(vm.osDisk(), "createOption").equalsIgnoreCase("FromImage");
        if (azure.world().now().isBefore(ANEW_SINCE) || !fromImage || vm.isUnmanaged()) {
            throw ArmError.notAllowed("The Reimage and OSUpgrade Virtual Machine actions require that the virtual"
                    + " machine has Automatic OS Upgrades enabled.");
        }
        Machines.Write write = new Machines.Write(
                "reimage",
                azure.settings().seconds("vmReimageSeconds"),
                Optional.of(vm.state().power()),
                0);
        LongOperation operation = machines.begin(request, vm, "Updating", write, (done, failure) -> {
            if (failure.isEmpty()) {
                anew(done.with(done.state().changed(1)));
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    private void anew(VirtualMachine vm) {
        ObjectNode model = vm.model().deepCopy();
        ObjectNode disk = (ObjectNode) Json.at(model, "properties", "storageProfile", "osDisk");
        belongings.leave(vm.osDisk());
        disk.remove("name");
        if (disk.path("managedDisk") instanceof ObjectNode managed) {
            managed.remove("id");
        }
        belongings.settle(vm.with(model), source(vm, disk));
    }

    private static ImageSource source(VirtualMachine vm, ObjectNode disk) {
        Guest guest = vm.guest();
        return new ImageSource(
                guest.osType(),
                guest.generation(),
                guest.architecture(),
                disk.path("diskSizeGB").asInt(0),
                guest.osName(),
                guest.osVersion(),
                Optional.empty(),
                true,
                Json.text(vm.model(), "properties", "storageProfile", "imageReference", "id"),
                guest.specialized(),
                false);
    }
}
