package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.VhdSource;
import io.azbatch.simulator.arm.compute.disk.Disk;
import io.azbatch.simulator.arm.compute.image.ManagedImage;
import io.azbatch.simulator.arm.compute.vm.VirtualMachine;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.storage.account.StorageAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the source of a new version: a machine, another version, a disk, or a blob. It must be in the version's own region. */
final class VersionSources {
    private static final int BLOB_GB = 30;

    private final Azure azure;

    VersionSources(Azure azure) {
        this.azure = azure;
    }

    VersionSource resolve(JsonNode storageProfile, String location) {
        JsonNode source = storageProfile.path("source");
        String machine = Json.text(source, "virtualMachineId");
        String whole = machine.isEmpty() ? Json.text(source, "id") : machine;
        if (!whole.isEmpty()) {
            return whole(whole, location);
        }
        JsonNode disk = Json.at(storageProfile, "osDiskImage", "source");
        if (!Json.text(disk, "uri").isEmpty()) {
            return blob(disk, location);
        }
        String diskId = Json.text(disk, "id");
        if (diskId.isEmpty()) {
            throw ArmError.missingParameter("galleryImageVersion.properties.storageProfile.source");
        }
        return disk(diskId, storageProfile, location);
    }

    private VersionSource whole(String id, String location) {
        ResourceId parsed = parse(id, "source.id");
        if (parsed.isA("Microsoft.Compute/virtualMachines")) {
            return machine(here(id, VirtualMachine.class, location));
        }
        if (parsed.isA("Microsoft.Compute/images")) {
            return image(here(id, ManagedImage.class, location), id);
        }
        if (parsed.isA("Microsoft.Compute/galleries/images/versions")) {
            return version(id, location);
        }
        throw ArmError.of(
                400,
                "InvalidParameter",
                "The source id: " + id
                        + " must either be a managed image, virtual machine or another gallery image version",
                "galleryImageVersion.properties.storageProfile.source.id");
    }

    private VersionSource machine(VirtualMachine vm) {
        if (vm.isUnmanaged()) {
            throw refused("Source virtual machine " + vm.id() + " must be created from Managed Disks.");
        }
        if (vm.isEphemeral()) {
            throw refused("Source virtual machine " + vm.id() + " cannot contain an ephemeral OS disk.");
        }
        if (!vm.provisioning().equals("Succeeded")) {
            throw ArmError.of(
                    409,
                    "OperationNotAllowed",
                    "The resource " + vm.id() + " cannot be used as a source while its provisioning state is '"
                            + vm.provisioning() + "'.");
        }
        List<SourceDisks.DataDisk> data = new ArrayList<>();
        vm.dataDisks()
                .forEach(disk -> data.add(new SourceDisks.DataDisk(
                        disk.path("lun").asInt(),
                        size(
                                Json.text(disk, "managedDisk", "id"),
                                disk.path("diskSizeGB").asInt()),
                        Json.text(disk, "caching"))));
        int osGb = size(
                Json.text(vm.osDisk(), "managedDisk", "id"),
                vm.osDisk().path("diskSizeGB").asInt());
        return new VersionSource(
                vm.id().toString(),
                vm.guest().osType(),
                vm.isGeneralized() ? "Generalized" : "Specialized",
                vm.guest().generation(),
                new SourceDisks(osGb, Json.text(vm.osDisk(), "caching"), data, true));
    }

    private static VersionSource image(ManagedImage image, String id) {
        image.requireMade();
        List<SourceDisks.DataDisk> data = new ArrayList<>();
        image.dataDisks()
                .forEach(disk -> data.add(new SourceDisks.DataDisk(
                        disk.path("lun").asInt(), disk.path("diskSizeGB").asInt(), Json.text(disk, "caching"))));
        SourceDisks disks = new SourceDisks(
                image.osDisk().path("diskSizeGB").asInt(BLOB_GB),
                Json.text(image.osDisk(), "caching").replace("None", "ReadWrite"),
                data,
                true);
        return new VersionSource(id, image.osType(), image.osState(), image.generation(), disks);
    }

    private int size(String diskId, int otherwise) {
        return azure.resources().find(diskId, Disk.class).map(Disk::sizeGb).orElse(otherwise);
    }

    private VersionSource version(String id, String location) {
        ImageVersion version = azure.resources().find(id, ImageVersion.class).orElseThrow(() -> notFound(id));
        if (!version.isReplicatedTo(location, azure.world().now())) {
            throw notFound(id);
        }
        Definition definition = azure.resources()
                .find(version.id().parent().orElseThrow(), Definition.class)
                .orElseThrow(() -> notFound(id));
        SourceDisks disks = version.disks();
        return new VersionSource(
                id,
                definition.osType(),
                definition.osState(),
                definition.generation(),
                new SourceDisks(disks.osDiskGb(), disks.osCaching(), disks.dataDisks(), true));
    }

    private VersionSource disk(String id, JsonNode storageProfile, String location) {
        ResourceId parsed = parse(id, "osDiskImage.source.id");
        if (!parsed.isA("Microsoft.Compute/disks") && !parsed.isA("Microsoft.Compute/snapshots")) {
            throw ArmError.of(400, "InvalidParameter", "The source id: " + id + " must be a managed disk or snapshot.");
        }
        Disk disk = here(id, Disk.class, location);
        List<SourceDisks.DataDisk> data = new ArrayList<>();
        for (JsonNode image : storageProfile.path("dataDiskImages")) {
            Disk dataDisk = here(Json.text(image, "source", "id"), Disk.class, location);
            data.add(new SourceDisks.DataDisk(image.path("lun").asInt(), dataDisk.sizeGb(), "None"));
        }
        SourceDisks disks = new SourceDisks(disk.sizeGb(), "ReadWrite", data, false);
        String generation = Json.text(disk.model(), "properties", "hyperVGeneration");
        return new VersionSource(id, disk.osType(), "", generation, disks);
    }

    /** The account must be there; whether the blob is a good one shows only later. */
    private VersionSource blob(JsonNode source, String location) {
        String account = Json.text(source, "storageAccountId").isEmpty()
                ? Json.text(source, "id")
                : Json.text(source, "storageAccountId");
        here(account, StorageAccount.class, location);
        String url = Json.text(source, "uri");
        int gb = new VhdSource(azure.blobs(), url, location).gibOr(BLOB_GB);
        return new VersionSource(url, "", "", "", new SourceDisks(gb, "ReadWrite", List.of(), false));
    }

    private <T extends Resource> T here(String id, Class<T> kind, String location) {
        return azure.resources()
                .find(id, kind)
                .filter(resource -> resource.location().equals(location))
                .orElseThrow(() -> notFound(id));
    }

    private static ResourceId parse(String id, String path) {
        Optional<ResourceId> parsed = ResourceId.parse(id);
        return parsed.orElseThrow(() -> ArmError.gateway(
                400,
                "LinkedInvalidPropertyId",
                "Property id '" + id + "' at path 'properties.storageProfile." + path
                        + "' is invalid. Expect fully qualified resource Id that start with"
                        + " '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'."));
    }

    private static Refused notFound(String id) {
        return ArmError.of(
                404,
                "NotFound",
                "Source " + id + " is not found. Please check source exists, and is in the same region as gallery"
                        + " image version being created.");
    }

    private static Refused refused(String message) {
        return ArmError.of(400, "BadRequest", message);
    }
}
