package io.azbatch.simulator.arm.compute.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.compute.vm.VirtualMachine;
import io.azbatch.simulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What one capture makes.
 *
 * @param copies one for each disk, that of the OS first
 * @param template the answer, and the content of the template blob
 * @param templateBlob where the template is kept beside the copies
 */
public record Captured(List<Copy> copies, ObjectNode template, BlobAddress templateBlob) {
    private static final String CONTAINER = "system";
    private static final String FOLDER = "Microsoft.Compute/Images/";

    /**
     * The copy of a disk.
     *
     * @param disk of the machine's model
     * @param from the disk's own blob
     * @param to where it goes
     */
    public record Copy(JsonNode disk, BlobAddress from, BlobAddress to) {

        String fileName() {
            return to.name().substring(to.name().lastIndexOf('/') + 1);
        }
    }

    /** Plans the capture of a machine whose disks are blobs. */
    public static Captured of(VirtualMachine vm, CaptureOrder order, String apiVersion) {
        BlobAddress os = blob(vm.osDisk());
        String folder = FOLDER + order.container() + "/" + order.prefix() + "-";
        String vmId = vm.guest().vmId();
        List<Copy> copies = new ArrayList<>();
        copies.add(new Copy(vm.osDisk(), os, os.sibling(CONTAINER, folder + "osDisk." + vmId + ".vhd")));
        vm.dataDisks().forEach(disk -> {
            String name = "dataDisk-" + disk.path("lun").asInt() + "." + vmId + ".vhd";
            copies.add(new Copy(disk, blob(disk), os.sibling(CONTAINER, folder + name)));
        });
        return new Captured(
                copies,
                template(vm, copies, apiVersion),
                os.sibling(CONTAINER, folder + "vmTemplate." + vmId + ".json"));
    }

    private static BlobAddress blob(JsonNode disk) {
        String uri = Json.text(disk, "vhd", "uri");
        return BlobAddress.parse(uri)
                .orElseThrow(() ->
                        ArmError.of(400, "InvalidParameter", "'" + uri + "' is not the address of a blob.", "vhd.uri"));
    }

    /** A fragment of a deployment template from which further machines can be made. */
    private static ObjectNode template(VirtualMachine vm, List<Copy> copies, String apiVersion) {
        ObjectNode template = Json.object()
                .put("$schema", "http://schema.management.azure.com/schemas/2014-04-01-preview/VM_IP.json")
                .put("contentVersion", "1.0.0.0");
        template.set("parameters", parameters(vm));
        ObjectNode machine = Json.object()
                .put("name", "[parameters('vmName')]")
                .put("type", "Microsoft.Compute/virtualMachines")
                .put("location", vm.location())
                .put("apiVersion", apiVersion);
        machine.set("properties", properties(vm, copies));
        template.putArray("resources").add(machine);
        return template;
    }

    private static ObjectNode parameters(VirtualMachine vm) {
        ObjectNode parameters = Json.object();
        parameters.putObject("vmName").put("type", "string");
        parameters.putObject("vmSize").put("type", "string").put("defaultValue", vm.size());
        parameters.putObject("adminUserName").put("type", "string");
        parameters.putObject("adminPassword").put("type", "securestring");
        parameters.putObject("networkInterfaceId").put("type", "string");
        String set = Json.text(vm.model(), "properties", "availabilitySet", "id");
        if (!set.isEmpty()) {
            parameters.putObject("availabilitySetId").put("type", "string").put("defaultValue", set);
        }
        return parameters;
    }

    private static ObjectNode properties(VirtualMachine vm, List<Copy> copies) {
        ObjectNode properties = Json.object();
        JsonNode model = vm.model().path("properties");
        if (model.has("availabilitySet")) {
            properties.putObject("availabilitySet").put("id", "[parameters('availabilitySetId')]");
        }
        properties.putObject("hardwareProfile").put("vmSize", "[parameters('vmSize')]");
        // A number and not a word in every recording.
        properties.put("provisioningState", 0);
        ObjectNode storage = properties.putObject("storageProfile");
        storage.set("osDisk", disk(vm, copies.getFirst()));
        if (copies.size() > 1) {
            ArrayNode data = storage.putArray("dataDisks");
            copies.stream().skip(1).forEach(copy -> data.add(disk(vm, copy)));
        }
        properties
                .putObject("osProfile")
                .put("computerName", "[parameters('vmName')]")
                .put("adminUsername", "[parameters('adminUsername')]")
                .put("adminPassword", "[parameters('adminPassword')]");
        properties
                .putObject("networkProfile")
                .putArray("networkInterfaces")
                .addObject()
                .put("id", "[parameters('networkInterfaceId')]");
        if (model.has("diagnosticsProfile")) {
            properties.set("diagnosticsProfile", model.get("diagnosticsProfile").deepCopy());
        }
        return properties;
    }

    /** The copy as the image of a new disk, for which a place is proposed. */
    private static ObjectNode disk(VirtualMachine vm, Copy copy) {
        ObjectNode disk = Json.object();
        boolean os = !copy.disk().has("lun");
        if (os) {
            disk.put("osType", vm.guest().osType());
        } else {
            disk.put("lun", copy.disk().path("lun").asInt());
        }
        disk.put("name", copy.fileName()).put("createOption", "FromImage");
        disk.putObject("image").put("uri", copy.to().toString());
        String fresh = UUID.randomUUID().toString();
        String kind = os ? "osDisk." : "dataDisk-" + copy.disk().path("lun").asInt() + ".";
        disk.putObject("vhd")
                .put(
                        "uri",
                        copy.to()
                                .sibling("vmcontainer" + fresh, kind + fresh + ".vhd")
                                .toString());
        return disk.put("caching", Json.text(copy.disk(), "caching"));
    }
}
