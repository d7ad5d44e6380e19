package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.disk.Disk;
import io.azbatch.simulator.arm.compute.sku.VmSize;
import io.azbatch.simulator.http.Json;
import java.util.HashSet;
import java.util.Set;

/** Data disks of a machine while a change of them is under way. */
final class DataDisks {
    private final Azure azure;

    DataDisks(Azure azure) {
        this.azure = azure;
    }

    /** Fills in what is known before anything was attached: an existing disk's name and size, a new one's kind. */
    void describe(ObjectNode model) {
        for (JsonNode node : list(model)) {
            if (node.path("managedDisk") instanceof ObjectNode managed) {
                azure.resources()
                        .find(Json.text(managed, "id"), Disk.class)
                        .ifPresent(disk -> describe((ObjectNode) node, managed, disk));
                if (!managed.has("storageAccountType")) {
                    managed.put("storageAccountType", kind(model));
                }
            }
        }
    }

    private static void describe(ObjectNode node, ObjectNode managed, Disk disk) {
        node.put("name", disk.id().name()).put("diskSizeGB", disk.sizeGb());
        if (!managed.has("storageAccountType")) {
            managed.put("storageAccountType", disk.sku());
        }
    }

    private static String kind(ObjectNode model) {
        VmSize size = NewMachine.size(model);
        return size.premium() ? "Premium_LRS" : "Standard_LRS";
    }

    /** The model as the answer to the change shows it: disks that go are still there, marked. */
    static ObjectNode withLeaving(ObjectNode before, ObjectNode after) {
        Set<String> staying = new HashSet<>();
        list(after).forEach(disk -> staying.add(Json.text(disk, "name")));
        ObjectNode shown = after.deepCopy();
        ArrayNode disks = list(shown);
        for (JsonNode disk : list(before)) {
            if (!staying.contains(Json.text(disk, "name"))) {
                disks.add(((ObjectNode) disk.deepCopy()).put("toBeDetached", true));
            }
        }
        return shown;
    }

    private static ArrayNode list(ObjectNode model) {
        return Json.at(model, "properties", "storageProfile", "dataDisks") instanceof ArrayNode disks
                ? disks
                : Json.array();
    }
}
