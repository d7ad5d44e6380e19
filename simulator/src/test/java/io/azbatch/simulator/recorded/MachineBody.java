package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import java.util.List;

/** The body that makes a machine like one that a recording shows. */
final class MachineBody {
    private static final List<String> SETTABLE = List.of("location", "tags", "plan", "zones");
    private static final List<String> PROPERTIES = List.of(
            "hardwareProfile",
            "storageProfile",
            "osProfile",
            "networkProfile",
            "diagnosticsProfile",
            "securityProfile",
            "licenseType",
            "priority",
            "evictionPolicy",
            "billingProfile",
            "availabilitySet",
            "proximityPlacementGroup",
            "additionalCapabilities");

    private MachineBody() {}

    static ObjectNode from(JsonNode shown) {
        ObjectNode body = Json.object();
        SETTABLE.forEach(field -> copy(shown, field, body));
        ObjectNode properties = body.putObject("properties");
        PROPERTIES.forEach(field -> copy(shown.path("properties"), field, properties));
        ObjectNode storage = (ObjectNode) properties.path("storageProfile");
        if (fromBlob(storage)) {
            disk(storage.path("osDisk"), storage.path("osDisk").has("image") ? "FromImage" : "Attach");
        } else {
            image(storage);
            disk(storage.path("osDisk"), "FromImage");
        }
        storage.path("dataDisks").forEach(disk -> disk(disk, "Empty"));
        if (properties.path("osProfile") instanceof ObjectNode profile) {
            profile.remove(List.of("secrets", "allowExtensionOperations", "requireGuestProvisionSignal"));
            profile.put("adminPassword", "Secret.123");
        }
        return body;
    }

    /** A disk that is a blob may be attached, or made from another blob. */
    private static boolean fromBlob(ObjectNode storage) {
        return !storage.has("imageReference") && storage.path("osDisk").has("vhd");
    }

    /** A machine whose disk was attached to it gets an image that has the same system. */
    private static void image(ObjectNode storage) {
        if (storage.path("imageReference") instanceof ObjectNode image) {
            image.remove("exactVersion");
            return;
        }
        boolean windows = Json.text(storage, "osDisk", "osType").equals("Windows");
        storage.putObject("imageReference")
                .put("publisher", windows ? "MicrosoftWindowsServer" : "Canonical")
                .put("offer", windows ? "WindowsServer" : "UbuntuServer")
                .put("sku", windows ? "2016-Datacenter" : "18.04-LTS")
                .put("version", "latest");
    }

    private static void disk(JsonNode node, String createOption) {
        if (node instanceof ObjectNode disk) {
            disk.put("createOption", createOption);
            disk.remove("toBeDetached");
            if (disk.path("managedDisk") instanceof ObjectNode managed) {
                managed.remove("id");
            }
        }
    }

    private static void copy(JsonNode from, String field, ObjectNode to) {
        if (from.hasNonNull(field)) {
            to.set(field, from.get(field).deepCopy());
        }
    }
}
