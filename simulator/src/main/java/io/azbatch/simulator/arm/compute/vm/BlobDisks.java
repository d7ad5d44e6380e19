package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.BlobStore.Blob;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.VhdSource;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Disks of machines that are page blobs of their owner: made with the machine, leased while it has them, left behind by it. */
final class BlobDisks {
    private static final long GIB = 1L << 30;
    private static final int DATA_GB = 32;

    private final Azure azure;

    BlobDisks(Azure azure) {
        this.azure = azure;
    }

    /** Refuses disks that can not be: no account, another's blob, or something where a new one is to be. */
    void check(JsonNode storageProfile, ResourceId machine, String location) {
        for (JsonNode disk : disks(storageProfile)) {
            new VhdSource(azure.blobs(), url(disk), location).requireAccount();
            Optional<Blob> there = azure.blobs().find(url(disk));
            there.flatMap(Blob::lessee)
                    .filter(owner -> !owner.key().equals(machine.key()))
                    .ifPresent(owner -> {
                        throw ArmError.of(
                                409,
                                "DiskBlobAlreadyInUseByAnotherDisk",
                                "Blob " + url(disk) + " is already in use by another disk belonging to VM '"
                                        + owner.name()
                                        + "'. You can examine the blob metadata for the disk reference information.");
                    });
            if (there.isPresent() && there.get().lessee().isEmpty() && !isAttached(disk)) {
                throw ArmError.of(
                        409,
                        "TargetDiskBlobAlreadyExists",
                        "Blob " + url(disk)
                                + " already exists. Please provide a different blob URI as target for disk '"
                                + Json.text(disk, "name") + "'.");
            }
        }
    }

    /** The request for a machine, made to fail if the blob that it boots from is no disk. */
    Request judge(Request request, JsonNode storageProfile, String location) {
        JsonNode os = storageProfile.path("osDisk");
        String image = Json.text(os, "image", "uri");
        String source = image.isEmpty() && isAttached(os) ? url(os) : image;
        return source.isEmpty() ? request : new VhdSource(azure.blobs(), source, location).judge(request);
    }

    /** Makes what is not there yet and takes all of it. */
    void settle(VirtualMachine vm, int imageGb) {
        JsonNode storage = Json.at(vm.model(), "properties", "storageProfile");
        for (JsonNode disk : disks(storage)) {
            if (azure.blobs().find(url(disk)).isEmpty()) {
                make(vm, disk, disk.equals(storage.path("osDisk")) ? imageGb : DATA_GB);
            }
            azure.blobs().lease(url(disk), vm.id());
        }
    }

    /** Lets go of the blobs that a machine had and has no more. */
    void release(VirtualMachine before, List<String> kept) {
        disks(Json.at(before.model(), "properties", "storageProfile")).stream()
                .map(BlobDisks::url)
                .filter(url -> !kept.contains(url))
                .forEach(url -> azure.blobs().release(url, before.id()));
    }

    /** Addresses of the blobs that a machine has as disks. */
    static List<String> urls(VirtualMachine vm) {
        return disks(Json.at(vm.model(), "properties", "storageProfile")).stream()
                .map(BlobDisks::url)
                .toList();
    }

    private void make(VirtualMachine vm, JsonNode disk, int otherwiseGb) {
        String image = Json.text(disk, "image", "uri");
        if (azure.blobs().find(image).isPresent()) {
            azure.blobs().copy(image, url(disk));
            return;
        }
        long bytes = disk.path("diskSizeGB").asInt(otherwiseGb) * GIB;
        azure.blobs().makeVhd(url(disk), bytes, vm.guest().vmId() + " " + Json.text(disk, "name"));
    }

    private static List<JsonNode> disks(JsonNode storageProfile) {
        List<JsonNode> disks = new ArrayList<>();
        disks.add(storageProfile.path("osDisk"));
        storageProfile.path("dataDisks").forEach(disks::add);
        disks.removeIf(disk -> url(disk).isEmpty());
        return disks;
    }

    private static boolean isAttached(JsonNode disk) {
        return Json.text(disk, "createOption").equalsIgnoreCase("Attach");
    }

    private static String url(JsonNode disk) {
        return Json.text(disk, "vhd", "uri");
    }
}
