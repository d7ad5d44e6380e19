package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.compute.sku.VmSize;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Map;

/** Lays the body of a PUT or PATCH over an existing machine, and refuses what cannot be changed any more. */
final class MachineChange {
    /** Path in the body, and how messages name it. */
    private static final Map<List<String>, String> FIXED = Map.ofEntries(
            Map.entry(List.of("properties", "storageProfile", "imageReference", "publisher"), "imageReference"),
            Map.entry(List.of("properties", "storageProfile", "imageReference", "offer"), "imageReference"),
            Map.entry(List.of("properties", "storageProfile", "imageReference", "sku"), "imageReference"),
            Map.entry(List.of("properties", "storageProfile", "imageReference", "id"), "imageReference"),
            Map.entry(List.of("properties", "storageProfile", "osDisk", "osType"), "osDisk.osType"),
            Map.entry(List.of("properties", "storageProfile", "osDisk", "createOption"), "osDisk.createOption"),
            Map.entry(List.of("properties", "osProfile", "computerName"), "osProfile.computerName"),
            Map.entry(List.of("properties", "osProfile", "adminUsername"), "osProfile.adminUsername"),
            Map.entry(List.of("properties", "priority"), "priority"),
            Map.entry(List.of("properties", "availabilitySet", "id"), "availabilitySet"),
            Map.entry(List.of("plan", "name"), "plan.name"));

    private static final List<String> TOP_LEVEL = List.of("plan", "identity", "zones", "properties");
    private static final List<String> READ_ONLY = List.of("provisioningState", "vmId", "instanceView", "timeCreated");

    private MachineChange() {}

    /** The changed model. Tags are replaced as a whole; a PUT without tags removes them. */
    static ObjectNode apply(VirtualMachine vm, ObjectNode body, boolean put) {
        refuseFixed(vm, body);
        ObjectNode changes = Json.object();
        for (String name : TOP_LEVEL) {
            if (body.has(name) && !(name.equals("properties") && body.get(name).isNull())) {
                changes.set(name, body.get(name).deepCopy());
            }
        }
        if (changes.path("properties") instanceof ObjectNode properties) {
            properties.remove(READ_ONLY);
            OsProfiles.removeSecrets(properties);
            keepStorage(properties);
        }
        ObjectNode model = Json.merge(vm.model(), changes);
        completeDataDisks(model);
        keepDetaching(vm, model);
        Bodies.tags(model, body, vm.model(), put);
        VmSize size = NewMachine.size(model);
        if (Json.at(model, "properties", "storageProfile", "dataDisks").size() > size.maxDataDisks()) {
            throw NewMachine.tooManyDataDisks(size);
        }
        return model;
    }

    /** A machine is never without its disk, so a null there says nothing. */
    private static void keepStorage(ObjectNode properties) {
        if (properties.path("storageProfile") instanceof ObjectNode storage) {
            if (storage.path("osDisk").isNull()) {
                storage.remove("osDisk");
            }
        } else {
            properties.remove("storageProfile");
        }
    }

    private static void refuseFixed(VirtualMachine vm, ObjectNode body) {
        for (Map.Entry<List<String>, String> fixed : FIXED.entrySet()) {
            String[] path = fixed.getKey().toArray(String[]::new);
            JsonNode wanted = Json.at(body, path);
            String kept = Json.text(vm.model(), path);
            if (wanted.isTextual() && !wanted.asText().equalsIgnoreCase(kept)) {
                throw ArmError.of(
                        409,
                        "PropertyChangeNotAllowed",
                        "Changing property '" + fixed.getValue() + "' is not allowed.",
                        fixed.getValue());
            }
        }
    }

    private static void completeDataDisks(ObjectNode model) {
        if (!(Json.at(model, "properties", "storageProfile", "dataDisks") instanceof ArrayNode disks)) {
            return;
        }
        for (JsonNode node : disks) {
            ObjectNode disk = (ObjectNode) node;
            Json.putDefault(disk, "caching", "None");
            Json.putDefault(disk, "deleteOption", "Detach");
            disk.put("toBeDetached", false);
            if (!disk.has("vhd") && !(disk.path("managedDisk") instanceof ObjectNode)) {
                disk.putObject("managedDisk");
            }
        }
    }

    /** A managed data disk that is left out stays in the model, marked, until the machine has let go of it. */
    private static void keepDetaching(VirtualMachine vm, ObjectNode model) {
        if (!(Json.at(model, "properties", "storageProfile", "dataDisks") instanceof ArrayNode disks)) {
            return;
        }
        for (JsonNode before : vm.dataDisks()) {
            boolean kept = false;
            for (JsonNode after : disks) {
                kept |= before.path("lun").asInt() == after.path("lun").asInt();
            }
            if (!kept && before.path("managedDisk").has("id")) {
                disks.add(((ObjectNode) before.deepCopy()).put("toBeDetached", true));
            }
        }
    }
}
