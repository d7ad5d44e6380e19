package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ManagedIdentities;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.marketplace.Marketplace;
import io.azbatch.simulator.arm.compute.sku.Quotas;
import io.azbatch.simulator.arm.compute.sku.VmSize;
import io.azbatch.simulator.arm.compute.sku.VmSizes;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the PUT of a machine that does not exist yet and fills in what the caller left to the service. */
final class NewMachine {
    /** Before, how big a Marketplace image is was told only when it had been copied. */
    private static final Instant SIZES_KNOWN_SINCE = Instant.parse("2019-06-01T00:00:00Z");

    private static final List<String> TOP_LEVEL = List.of("tags", "plan", "identity", "zones", "extendedLocation");
    private static final List<String> READ_ONLY = List.of("provisioningState", "vmId", "instanceView", "timeCreated");

    private final Azure azure;

    NewMachine(Azure azure) {
        this.azure = azure;
    }

    /** The model of the new machine; disks have no names or ids yet unless the caller chose them. */
    ObjectNode model(ObjectNode body, ResourceId id, ImageSource source, VmSize size) {
        ObjectNode model = writable(body);
        ManagedIdentities.complete(model, id, azure);
        ObjectNode properties = (ObjectNode) model.get("properties");
        ObjectNode storage = (ObjectNode) properties.get("storageProfile");
        source.exactVersion()
                .ifPresent(version -> ((ObjectNode) storage.get("imageReference")).put("exactVersion", version));
        osDisk(storage, source, size);
        if (source.measured() || !azure.world().now().isBefore(SIZES_KNOWN_SINCE)) {
            tellSize((ObjectNode) storage.get("osDisk"), source);
        }
        dataDisks(storage, size);
        if (source.generation().equals("V2")) {
            storage.put("diskControllerType", "SCSI");
        }
        OsProfiles.complete(properties, source, azure.world().now());
        return model;
    }

    /** The size asked for; refused if there is none of that name. */
    static VmSize size(JsonNode body) {
        String name = Json.text(body, "properties", "hardwareProfile", "vmSize");
        if (name.isEmpty()) {
            throw ArmError.missingParameter("vmSize");
        }
        return VmSizes.find(name)
                .orElseThrow(() -> ArmError.of(
                        400,
                        "InvalidParameter",
                        "The value " + name + " provided for the VM size is not valid. The valid sizes in the current"
                                + " region are: "
                                + VmSizes.all().stream().map(VmSize::name).collect(Collectors.joining(",")) + ".",
                        "vmSize"));
    }

    /**
     * Everything that is checked before a machine is begun.
     *
     * @param failed what an earlier attempt under this name has left: it counts in the quota already and holds its interfaces
     */
    void check(
            ObjectNode body,
            ResourceId id,
            String location,
            ImageSource source,
            VmSize size,
            Optional<VirtualMachine> failed) {
        JsonNode storage = Json.at(body, "properties", "storageProfile");
        new NetworkCheck(azure).check(Json.at(body, "properties", "networkProfile"), id);
        new MachineRules(azure).check(body, id, location, source);
        OsProfiles.check(Json.at(body, "properties", "osProfile"), source);
        if (storage.path("dataDisks").size() > size.maxDataDisks()) {
            throw tooManyDataDisks(size);
        }
        UnmanagedDisks.refuseMixed(storage);
        new UnmanagedDisks(azure).refuseNew(storage);
        checkGeneration(source.generation(), source.architecture(), size);
        checkPlan(body, source);
        new Quotas(azure)
                .check(
                        id.subscription(),
                        location,
                        size,
                        VirtualMachine.isSpot(body),
                        failed.map(Quotas.Freed::by).orElse(Quotas.Freed.NOTHING));
    }

    /** Checks the size to which a machine is to be changed, if it is another one. */
    void checkSize(VirtualMachine vm, ObjectNode model) {
        VmSize size = size(model);
        if (!size.name().equalsIgnoreCase(vm.size())) {
            checkGeneration(vm.guest().generation(), vm.guest().architecture(), size);
            new Quotas(azure).check(vm.id().subscription(), vm.location(), size, vm.isSpot(), Quotas.Freed.by(vm));
        }
    }

    static Refused tooManyDataDisks(VmSize size) {
        return ArmError.of(
                400,
                "InvalidParameter",
                "The maximum number of data disks allowed to be attached to a VM is " + size.maxDataDisks() + ".",
                "dataDisk.lun");
    }

    private static ObjectNode writable(ObjectNode body) {
        ObjectNode model = Json.object();
        for (String name : TOP_LEVEL) {
            if (body.hasNonNull(name)) {
                model.set(name, body.get(name).deepCopy());
            }
        }
        ObjectNode properties = ((ObjectNode) body.get("properties")).deepCopy();
        properties.remove(READ_ONLY);
        model.set("properties", properties);
        return model;
    }

    private static void osDisk(ObjectNode storage, ImageSource source, VmSize size) {
        ObjectNode disk = storage.path("osDisk") instanceof ObjectNode given ? given : Json.object();
        storage.set("osDisk", disk);
        disk.put("osType", source.osType());
        Json.putDefault(disk, "createOption", "FromImage");
        Json.putDefault(disk, "caching", "ReadWrite");
        Json.putDefault(disk, "deleteOption", "Detach");
        if (!disk.has("vhd")) {
            managed(disk, size);
        }
    }

    private static void tellSize(ObjectNode disk, ImageSource source) {
        if (disk.path("diskSizeGB").asInt(0) == 0 && !disk.has("vhd")) {
            disk.put("diskSizeGB", source.sizeGb());
        }
    }

    private static void dataDisks(ObjectNode storage, VmSize size) {
        ArrayNode disks = storage.path("dataDisks") instanceof ArrayNode given ? given : Json.array();
        storage.set("dataDisks", disks);
        for (JsonNode node : disks) {
            ObjectNode disk = (ObjectNode) node;
            Json.putDefault(disk, "caching", "None");
            Json.putDefault(disk, "deleteOption", "Detach");
            disk.put("toBeDetached", false);
            if (!disk.has("vhd")) {
                managed(disk, size);
            }
        }
    }

    private static void managed(ObjectNode disk, VmSize size) {
        ObjectNode parameters = disk.path("managedDisk") instanceof ObjectNode given ? given : Json.object();
        Json.putDefault(parameters, "storageAccountType", size.premium() ? "Premium_LRS" : "Standard_LRS");
        disk.set("managedDisk", parameters);
    }

    private static void checkGeneration(String generation, String architecture, VmSize size) {
        if (!size.boots(generation)) {
            throw ArmError.of(
                    400,
                    "BadRequest",
                    "The selected VM size '" + size.name() + "' cannot boot Hypervisor Generation '"
                            + generation.substring(1)
                            + "'. If this was a Create operation please check that the Hypervisor Generation of the"
                            + " Image matches the Hypervisor Generation of the selected VM Size.");
        }
        if (!size.architecture().equals(architecture)) {
            throw ArmError.of(
                    400,
                    "BadRequest",
                    "Cannot create a VM of size '" + size.name() + "' because this VM size only supports a CPU"
                            + " Architecture of '" + size.architecture()
                            + "', but an image or disk with CPU Architecture '" + architecture
                            + "' was given. Please check that the CPU Architecture of the image or disk is compatible"
                            + " with that of the VM size.");
        }
    }

    /** A purchase plan must be of an offer that there is. */
    static void checkOffer(ObjectNode body) {
        String publisher = Json.text(body, "plan", "publisher");
        String offer = Json.text(body, "plan", "product");
        if (!publisher.isEmpty()
                && Marketplace.all().stream()
                        .noneMatch(image -> image.publisher().equalsIgnoreCase(publisher)
                                && image.offer().equalsIgnoreCase(offer))) {
            throw ArmError.of(
                    400,
                    "ResourcePurchaseValidationFailed",
                    "User failed validation to purchase resources. Error message: 'Offer with PublisherId: " + publisher
                            + " and OfferId: " + offer + " not found. If this offer has been created recently, please"
                            + " allow upto 30 minutes for this offer to be available for Purchase. If error persists,"
                            + " contact support.'");
        }
    }

    private static void checkPlan(ObjectNode body, ImageSource source) {
        if (source.needsPlan() && !body.hasNonNull("plan")) {
            throw ArmError.of(
                    400,
                    "VMMarketplaceInvalidInput",
                    "Creating a virtual machine from Marketplace image or a custom image sourced from a Marketplace"
                            + " image requires Plan information in the request.");
        }
    }
}
