package io.azbatch.simulator.arm.compute.vm;

import static io.azbatch.simulator.arm.compute.FieldsByVersion.since;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.FieldsByVersion;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Instant;
import java.util.List;

/** How a machine looks to a caller. */
final class MachineView {
    static final String ETAG_SINCE = "2024-07-01";
    private static final FieldsByVersion FIELDS = new FieldsByVersion(List.of(
            since("2018-06-01", "properties/osProfile/allowExtensionOperations"),
            since("2018-06-01", "properties/osProfile/linuxConfiguration/provisionVMAgent"),
            since("2019-03-01", "properties/osProfile/requireGuestProvisionSignal"),
            since("2019-03-01", "properties/storageProfile/dataDisks/*/toBeDetached"),
            since("2019-07-01", "properties/instanceView/hyperVGeneration"),
            since("2019-07-01", "properties/storageProfile/imageReference/exactVersion"),
            since("2020-06-01", "properties/osProfile/windowsConfiguration/patchSettings"),
            since("2020-06-01", "properties/osProfile/linuxConfiguration/patchSettings"),
            since("2021-03-01", "properties/osProfile/linuxConfiguration/patchSettings/assessmentMode"),
            since("2021-03-01", "properties/osProfile/windowsConfiguration/patchSettings/assessmentMode"),
            since("2021-03-01", "properties/storageProfile/osDisk/deleteOption"),
            since("2021-03-01", "properties/storageProfile/dataDisks/*/deleteOption"),
            since("2021-11-01", "properties/timeCreated"),
            since("2022-08-01", "properties/storageProfile/diskControllerType"),
            since(ETAG_SINCE, "etag")));
    private static final Instant ID_TOLD_SINCE = Instant.parse("2015-09-01T00:00:00Z");
    private static final List<String> TOP_LEVEL = List.of("tags", "plan", "identity", "zones", "extendedLocation");

    private final Azure azure;

    MachineView(Azure azure) {
        this.azure = azure;
    }

    /** The machine without its instance view and without its user data, which are told to those who ask for them. */
    ObjectNode plain(VirtualMachine vm, String apiVersion) {
        ObjectNode json = full(vm);
        ((ObjectNode) json.get("properties")).remove("userData");
        return FIELDS.trim(json, apiVersion);
    }

    /** The machine with its user data. */
    ObjectNode withUserData(VirtualMachine vm, String apiVersion) {
        return FIELDS.trim(full(vm), apiVersion);
    }

    /** The machine with its instance view. */
    ObjectNode expanded(VirtualMachine vm, String apiVersion) {
        ObjectNode json = full(vm);
        ObjectNode properties = (ObjectNode) json.get("properties");
        properties.remove("userData");
        properties.set("instanceView", instanceView(vm));
        return FIELDS.trim(json, apiVersion);
    }

    /** The instance view alone. */
    ObjectNode instanceView(VirtualMachine vm, String apiVersion) {
        ObjectNode wrapped = Json.object();
        wrapped.putObject("properties").set("instanceView", instanceView(vm));
        return (ObjectNode) Json.at(FIELDS.trim(wrapped, apiVersion), "properties", "instanceView");
    }

    /** An item in the list of a whole subscription: there the group's name is in capitals. */
    ObjectNode listed(VirtualMachine vm, String apiVersion) {
        return plain(vm, apiVersion).put("id", vm.id().withGroupInCapitals().toString());
    }

    /** An answer with the plain machine, and its ETag where the version has one. */
    Response answer(int status, VirtualMachine vm, Request request) {
        Response response = Response.json(status, plain(vm, request.apiVersion()));
        return request.apiVersion().compareTo(ETAG_SINCE) < 0 ? response : response.with("ETag", etag(vm));
    }

    static String etag(VirtualMachine vm) {
        return "\"" + vm.state().etag() + "\"";
    }

    private ObjectNode instanceView(VirtualMachine vm) {
        return new InstanceView(azure, vm, extensions(vm)).build();
    }

    private List<Extension> extensions(VirtualMachine vm) {
        return azure.resources().children(Extension.class, vm.id());
    }

    private ObjectNode full(VirtualMachine vm) {
        ObjectNode json = Json.object()
                .put("name", vm.id().name())
                .put("id", vm.id().toString())
                .put("type", "Microsoft.Compute/virtualMachines")
                .put("location", vm.location());
        for (String name : TOP_LEVEL) {
            if (vm.model().has(name)) {
                json.set(name, vm.model().get(name).deepCopy());
            }
        }
        ObjectNode properties = ((ObjectNode) vm.model().get("properties")).deepCopy();
        properties
                .put("provisioningState", vm.state().provisioning())
                .put("timeCreated", ArmTime.offset(vm.guest().created()));
        if (!azure.world().now().isBefore(ID_TOLD_SINCE)) {
            properties.put("vmId", vm.guest().vmId());
        }
        if (vm.isDeallocated()) {
            forgetHardware(properties);
        }
        json.set("properties", properties);
        json.put("etag", etag(vm));
        List<Extension> extensions =
                extensions(vm).stream().filter(Extension::isListed).toList();
        if (!extensions.isEmpty()) {
            ArrayNode resources = Json.array();
            extensions.forEach(extension -> resources.add(extension.view()));
            json.set("resources", resources);
        }
        return json;
    }

    /** A deallocated machine has no hardware, so nothing knows the kind and size of its managed disks. */
    private static void forgetHardware(ObjectNode properties) {
        JsonNode storage = properties.path("storageProfile");
        forgetDisk(storage.path("osDisk"));
        storage.path("dataDisks").forEach(MachineView::forgetDisk);
    }

    private static void forgetDisk(JsonNode disk) {
        if (disk instanceof ObjectNode object && disk.path("managedDisk") instanceof ObjectNode managed) {
            managed.remove("storageAccountType");
            object.remove("diskSizeGB");
        }
    }
}
