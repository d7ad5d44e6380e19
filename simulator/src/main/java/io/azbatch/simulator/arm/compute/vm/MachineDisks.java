package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.disk.Disk;
import io.azbatch.simulator.arm.compute.disk.Disks;
import io.azbatch.simulator.http.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The disks of a machine: made and given to it, and released or deleted with it, as its network interfaces are. */
final class MachineDisks {
    private final Azure azure;
    private final Disks disks;
    private final BlobDisks blobs;
    private final MachineInterfaces interfaces;

    MachineDisks(Azure azure) {
        this.azure = azure;
        this.disks = new Disks(azure);
        this.blobs = new BlobDisks(azure);
        this.interfaces = new MachineInterfaces(azure);
    }

    /** Refuses references to disks that are not there or belong to others. */
    void check(ObjectNode body, ResourceId machine) {
        for (JsonNode disk : Json.at(body, "properties", "storageProfile", "dataDisks")) {
            String id = Json.text(disk, "managedDisk", "id");
            if (Json.text(disk, "createOption").equalsIgnoreCase("Attach") && !id.isEmpty()) {
                Disk found = disks.find(id)
                        .orElseThrow(() -> ArmError.of(
                                404, "NotFound", "Disk " + id.substring(id.lastIndexOf('/') + 1) + " is not found."));
                found.refuseOpen();
                found.owner()
                        .filter(owner -> !owner.key().equals(machine.key()))
                        .ifPresent(owner -> {
                            throw ArmError.of(
                                    409,
                                    "ConflictingUserInput",
                                    "Disk '" + found.id().name()
                                            + "' cannot be attached as the disk is already owned by VM '" + owner
                                            + "'.");
                        });
            }
        }
    }

    /** Refuses to let a machine run on disks that somebody else may look at. */
    void refuseOpen(VirtualMachine vm) {
        azure.resources().list(Disk.class).stream()
                .filter(disk -> disk.owner()
                        .map(ResourceId::key)
                        .equals(Optional.of(vm.id().key())))
                .forEach(Disk::refuseOpen);
    }

    /** Makes the disks that the model asks for, gives every disk its name and id, and takes away those it no longer has. */
    VirtualMachine settle(VirtualMachine vm, ImageSource source) {
        ObjectNode model = vm.model().deepCopy();
        ObjectNode storage = (ObjectNode) Json.at(model, "properties", "storageProfile");
        settleOsDisk(vm, (ObjectNode) storage.get("osDisk"), source);
        settleDataDisks(vm, storage);
        VirtualMachine settled = vm.with(model);
        releaseOthers(settled);
        blobs.settle(settled, source.sizeGb());
        azure.resources().put(settled);
        return settled;
    }

    /** The same for a machine whose OS disk is there already. */
    VirtualMachine settleDataDisks(VirtualMachine vm) {
        ObjectNode model = vm.model().deepCopy();
        settleDataDisks(vm, (ObjectNode) Json.at(model, "properties", "storageProfile"));
        VirtualMachine settled = vm.with(model);
        releaseOthers(settled);
        blobs.settle(settled, 0);
        azure.resources().put(settled);
        return settled;
    }

    /** Names the existing disks that a model attaches, which an answer shows before they are attached. */
    void nameAttached(ObjectNode model) {
        for (JsonNode node : Json.at(model, "properties", "storageProfile", "dataDisks")) {
            disks.find(Json.text(node, "managedDisk", "id")).ifPresent(found -> {
                ((ObjectNode) node).put("name", found.id().name()).put("diskSizeGB", found.sizeGb());
                ((ObjectNode) node.path("managedDisk")).put("storageAccountType", found.sku());
            });
        }
    }

    /** After the machine's deletion: deletes what it was to take along and frees the rest. */
    void release(VirtualMachine vm) {
        blobs.release(vm, List.of());
        releaseDisk(vm.osDisk());
        vm.dataDisks().forEach(this::releaseDisk);
        interfaces.release(vm);
    }

    /** A disk that the machine will have no more: it goes or stays behind as its delete option says. */
    void leave(JsonNode disk) {
        releaseDisk(disk);
    }

    private void settleOsDisk(VirtualMachine vm, ObjectNode disk, ImageSource source) {
        if (disk.has("vhd")) {
            return;
        }
        ObjectNode managed = (ObjectNode) disk.get("managedDisk");
        String attached = Json.text(managed, "id");
        if (!attached.isEmpty()) {
            ResourceId.parse(attached).ifPresent(id -> {
                disk.put("name", id.name());
                disks.attach(id, vm.id());
            });
            return;
        }
        String name = name(disk, vm.id().name() + "_OsDisk_1_" + hex());
        ResourceId id = diskId(vm, name);
        Disks.Shape shape = new Disks.Shape(
                Json.text(managed, "storageAccountType"),
                disk.path("diskSizeGB").asInt(),
                source.osType(),
                source.generation(),
                source.architecture(),
                source.imageId(),
                Json.text(managed, "diskEncryptionSet", "id"),
                vm.model().path("tags"));
        disks.createFor(id, vm.location(), shape, vm.id());
        disk.put("name", name);
        managed.put("id", id.toString());
    }

    private void settleDataDisks(VirtualMachine vm, ObjectNode storage) {
        if (!(storage.path("dataDisks") instanceof ArrayNode list)) {
            return;
        }
        int number = 2;
        removeDetached(list);
        for (JsonNode node : list) {
            ObjectNode disk = (ObjectNode) node;
            if (!disk.has("vhd")) {
                settleDataDisk(vm, disk, number);
            }
            number++;
        }
    }

    private static void removeDetached(ArrayNode list) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).path("toBeDetached").asBoolean(false)) {
                list.remove(i);
            }
        }
    }

    private void settleDataDisk(VirtualMachine vm, ObjectNode disk, int number) {
        ObjectNode managed = (ObjectNode) disk.get("managedDisk");
        String existing = Json.text(managed, "id");
        if (!existing.isEmpty()) {
            disks.find(existing).ifPresent(found -> {
                disks.attach(found.id(), vm.id());
                disk.put("name", found.id().name()).put("diskSizeGB", found.sizeGb());
                managed.put("storageAccountType", found.sku());
            });
            return;
        }
        String name = name(disk, vm.id().name() + "_disk" + number + "_" + hex());
        ResourceId id = diskId(vm, name);
        disks.createFor(
                id,
                vm.location(),
                new Disks.Shape(
                        Json.text(managed, "storageAccountType"),
                        disk.path("diskSizeGB").asInt(),
                        "",
                        "",
                        "",
                        "",
                        Json.text(managed, "diskEncryptionSet", "id"),
                        vm.model().path("tags")),
                vm.id());
        disk.put("name", name);
        managed.put("id", id.toString());
    }

    private void releaseOthers(VirtualMachine vm) {
        Set<String> kept = new HashSet<>();
        ResourceId.parse(Json.text(vm.osDisk(), "managedDisk", "id")).ifPresent(id -> kept.add(id.key()));
        vm.dataDisks().forEach(disk -> ResourceId.parse(Json.text(disk, "managedDisk", "id"))
                .ifPresent(id -> kept.add(id.key())));
        azure.resources().list(Disk.class).stream()
                .filter(disk -> disk.owner()
                        .map(ResourceId::key)
                        .orElse("")
                        .equals(vm.id().key()))
                .filter(disk -> !kept.contains(disk.id().key()))
                .forEach(disk -> disks.detach(disk.id()));
    }

    private void releaseDisk(JsonNode disk) {
        ResourceId.parse(Json.text(disk, "managedDisk", "id")).ifPresent(id -> {
            if (Json.text(disk, "deleteOption").equalsIgnoreCase("Delete")) {
                azure.resources().remove(id);
            } else {
                disks.detach(id);
            }
        });
    }

    private static ResourceId diskId(VirtualMachine vm, String name) {
        return ResourceId.of(vm.id().subscription(), vm.id().group(), "Microsoft.Compute", "disks", name);
    }

    private static String name(ObjectNode disk, String otherwise) {
        String given = Json.text(disk, "name");
        return given.isEmpty() ? otherwise : given;
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
