package io.azbatch.simulator.arm.compute.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.compute.VhdSource;
import io.azbatch.simulator.arm.compute.disk.Disk;
import io.azbatch.simulator.arm.compute.vm.VirtualMachine;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the PUT of a managed image must say, and its storage profile resolved from the source. */
final class ImageBody {
    private static final String GENERATION_SINCE = "2019-03-01";
    private static final Instant KIND_TOLD_SINCE = Instant.parse("2017-09-01T00:00:00Z");
    private static final Instant GENERATION_DEMANDED_SINCE = Instant.parse("2019-03-01T00:00:00Z");

    private final Azure azure;

    ImageBody(Azure azure) {
        this.azure = azure;
    }

    ObjectNode model(ObjectNode body, String location, String apiVersion) {
        ObjectNode given = body.path("properties") instanceof ObjectNode there ? there.deepCopy() : Json.object();
        given.remove("provisioningState");
        boolean knowsGeneration = apiVersion.compareTo(GENERATION_SINCE) >= 0
                && !azure.world().now().isBefore(GENERATION_DEMANDED_SINCE);
        if (knowsGeneration && !given.hasNonNull("hyperVGeneration")) {
            throw ArmError.missingParameter("hyperVGeneration");
        }
        String machine = Json.text(given, "sourceVirtualMachine", "id");
        if (!machine.isEmpty()) {
            JsonNode resilient = Json.at(given, "storageProfile", "zoneResilient");
            ObjectNode profile = ofMachine(machine, location);
            if (resilient.isBoolean()) {
                profile.set("zoneResilient", resilient);
            }
            given.set("storageProfile", profile);
        } else {
            completeProfile(given, location);
        }
        ObjectNode model = Json.object();
        Bodies.tags(model, body, Json.object(), true);
        model.set("properties", given);
        return model;
    }

    /** The request for an image, made to fail if a blob of which it is to be made is no disk. */
    Request judge(Request request, ManagedImage image) {
        Request judged = request;
        for (JsonNode disk :
                Json.at(image.model(), "properties", "storageProfile").findParents("blobUri")) {
            judged = new VhdSource(azure.blobs(), Json.text(disk, "blobUri"), image.location()).judge(judged);
        }
        return judged;
    }

    /** The model once the image is made: now the sizes of its disks are known. */
    ObjectNode withSizes(ObjectNode model) {
        ObjectNode made = model.deepCopy();
        JsonNode storage = Json.at(made, "properties", "storageProfile");
        learnSize(storage.path("osDisk"));
        storage.path("dataDisks").forEach(this::learnSize);
        return made;
    }

    /** A blob is as large as the disk of the machine that lies in it. */
    private Optional<JsonNode> diskIn(String blob) {
        return azure.resources().list(VirtualMachine.class).stream()
                .flatMap(vm -> Stream.concat(
                        Stream.of(vm.osDisk()),
                        StreamSupport.stream(vm.dataDisks().spliterator(), false)))
                .filter(disk -> !blob.isEmpty() && Json.text(disk, "vhd", "uri").equals(blob))
                .filter(disk -> disk.path("diskSizeGB").asInt(0) > 0)
                .findFirst();
    }

    private void learnSize(JsonNode disk) {
        diskIn(Json.text(disk, "blobUri"))
                .filter(found -> !disk.has("diskSizeGB"))
                .ifPresent(found -> ((ObjectNode) disk)
                        .put("diskSizeGB", found.path("diskSizeGB").asInt()));
        for (String source : List.of("snapshot", "managedDisk")) {
            azure.resources()
                    .find(Json.text(disk, source, "id"), Disk.class)
                    .filter(found -> !disk.has("diskSizeGB"))
                    .ifPresent(found -> ((ObjectNode) disk).put("diskSizeGB", found.sizeGb()));
        }
    }

    private ObjectNode ofMachine(String id, String location) {
        VirtualMachine vm = azure.resources()
                .find(id, VirtualMachine.class)
                .filter(found -> found.location().equals(location))
                .orElseThrow(() -> ArmError.of(
                        404,
                        "NotFound",
                        "Source Virtual Machine '" + id
                                + "' specified in the request does not exist in this Azure location."));
        if (!vm.isGeneralized()) {
            throw ArmError.notAllowed("The operation 'Create Image' requires the Virtual Machine '"
                    + vm.id().name() + "' to be Generalized.");
        }
        if (vm.securityType().equals("TrustedLaunch")) {
            throw ArmError.notAllowed(
                    "Creation of managed images are not supported for virtual machine with TrustedLaunch security type.");
        }
        ObjectNode profile = Json.object();
        ObjectNode os = Json.object().put("osType", vm.guest().osType()).put("osState", "Generalized");
        profile.set("osDisk", describe(os, vm.osDisk()));
        ArrayNode data = Json.array();
        vm.dataDisks()
                .forEach(disk -> data.add(
                        describe(Json.object().put("lun", disk.path("lun").asInt()), disk)));
        profile.set("dataDisks", data);
        return profile;
    }

    private ObjectNode describe(ObjectNode image, JsonNode disk) {
        if (disk.has("vhd")) {
            image.put("diskSizeGB", disk.path("diskSizeGB").asInt())
                    .put("blobUri", Json.text(disk, "vhd", "uri"))
                    .put("storageAccountType", "Standard_LRS");
        } else {
            String id = Json.text(disk, "managedDisk", "id");
            image.set("managedDisk", Json.object().put("id", id));
            Optional<Disk> found = azure.resources().find(id, Disk.class);
            image.put("storageAccountType", found.map(Disk::sku).orElse("Standard_LRS"));
        }
        return image.put("caching", Json.text(disk, "caching"));
    }

    private void completeProfile(ObjectNode properties, String location) {
        if (!(properties.path("storageProfile") instanceof ObjectNode profile)) {
            throw ArmError.missingParameter("storageProfile");
        }
        if (!(profile.path("osDisk") instanceof ObjectNode os)) {
            throw ArmError.missingParameter("storageProfile.osDisk");
        }
        for (String name : List.of("osType", "osState")) {
            if (Json.text(os, name).isEmpty()) {
                throw ArmError.missingParameter("storageProfile.osDisk." + name);
            }
        }
        completeDisk(os, location);
        ArrayNode data = profile.path("dataDisks") instanceof ArrayNode given ? given : Json.array();
        data.forEach(disk -> completeDisk((ObjectNode) disk, location));
        profile.set("dataDisks", data);
    }

    /** Its source is a snapshot or a disk of the image's own region, or a blob, whose faults show only later. */
    private void completeDisk(ObjectNode disk, String location) {
        List<String> sources = Stream.of("snapshot", "managedDisk")
                .map(kind -> Json.text(disk, kind, "id"))
                .filter(id -> !id.isEmpty())
                .toList();
        if (sources.isEmpty() && Json.text(disk, "blobUri").isEmpty()) {
            throw ArmError.missingParameter("blobUri");
        }
        for (String id : sources) {
            azure.resources()
                    .find(id, Disk.class)
                    .filter(found -> found.location().equals(location))
                    .orElseThrow(
                            () -> ArmError.of(404, "NotFound", "The entity was not found in this Azure location.", id));
        }
        Json.putDefault(disk, "caching", "None");
        if (!azure.world().now().isBefore(KIND_TOLD_SINCE)) {
            Json.putDefault(disk, "storageAccountType", "Standard_LRS");
        }
    }
}
