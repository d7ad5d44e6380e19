package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.disk.EncryptionSettings;
import io.azbatch.simulator.arm.compute.guard.Guards;
import io.azbatch.simulator.arm.compute.placement.Placements;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the optional parts of a machine must say: where it stands, priority, licence, security, secrets, applications. */
final class MachineRules {
    /** Before, a licence of one's own was for images of one's own. */
    private static final Instant LICENCE_OF_PLATFORM_IMAGES = Instant.parse("2017-09-01T00:00:00Z");

    private static final Set<String> LICENCES = Set.of(
            "None",
            "Windows_Client",
            "Windows_Server",
            "RHEL_BYOS",
            "SLES_BYOS",
            "RHEL_BASE",
            "RHEL_SAPAPPS",
            "RHEL_SAPHA",
            "RHEL_EUS",
            "RHEL_BASESAPAPPS",
            "RHEL_BASESAPHA",
            "SLES",
            "SLES_SAP",
            "SLES_HPC",
            "UBUNTU_PRO",
            "UBUNTU");
    private static final Set<String> PRIORITIES = Set.of("Regular", "Low", "Spot");
    private static final Set<String> SECURITY_TYPES = Set.of("TrustedLaunch", "ConfidentialVM", "Standard");

    private final Azure azure;

    MachineRules(Azure azure) {
        this.azure = azure;
    }

    /** Refuses a new machine whose parts do not go together. */
    void check(JsonNode body, ResourceId id, String location, ImageSource source) {
        JsonNode properties = body.path("properties");
        new Placements(azure.resources()).check(body, location);
        EncryptionSettings.checkMachine(Json.at(properties, "storageProfile", "osDisk"), id.subscription());
        checkLicence(properties, source);
        checkPriority(properties);
        checkSecurity(properties, source);
        checkReferences(properties);
    }

    /** Refuses a change that a machine can not have, or not while it runs. */
    void checkChange(VirtualMachine vm, ObjectNode model) {
        JsonNode before = vm.model().path("properties");
        JsonNode after = model.path("properties");
        new Placements(azure.resources()).check(model, vm.location());
        checkPriority(after);
        checkReferences(after);
        String name = vm.id().name();
        if (!vm.isDeallocated() && differs(before, after, "proximityPlacementGroup")) {
            throw ArmError.notAllowed("Updating proximity placement group of VM " + name
                    + " is not allowed while the VM is running. Please stop/deallocate the VM and retry the"
                    + " operation.");
        }
        if (!vm.isDeallocated() && differs(before, after, "billingProfile")) {
            throw priceChange(name);
        }
        if (!vm.isDeallocated() && (differs(before, after, "host") || differs(before, after, "hostGroup"))) {
            throw ArmError.notAllowed("Updating the dedicated host of VM " + name
                    + " is not allowed while the VM is allocated. Please deallocate the VM and retry the operation.");
        }
        if (!vm.isDeallocated() && differs(before, after, "capacityReservation") && before.has("capacityReservation")) {
            throw ArmError.notAllowed("Updating the capacity reservation group of VM " + name
                    + " is not allowed while the VM is allocated. Please deallocate the VM and retry the operation.");
        }
    }

    private static boolean differs(JsonNode before, JsonNode after, String field) {
        JsonNode old = before.path(field);
        JsonNode wanted = after.path(field);
        if (field.equals("billingProfile")) {
            return old.path("maxPrice").asDouble(-1) != wanted.path("maxPrice").asDouble(-1);
        }
        return !old.toString().equalsIgnoreCase(wanted.toString());
    }

    private static Refused priceChange(String name) {
        ObjectNode error = ArmError.error(
                "OperationNotAllowed",
                "Max price change is not allowed. For more information, see http://aka.ms/AzureSpot/errormessages");
        error.putArray("details")
                .addObject()
                .put("code", "OperationNotAllowed")
                .put("target", name)
                .put(
                        "message",
                        "Max price change is not allowed when the VM '" + name + "' is currently allocated. Please"
                                + " deallocate and try again. For more information, see"
                                + " http://aka.ms/AzureSpot/errormessages");
        return new Refused(ArmError.response(409, error));
    }

    private void checkLicence(JsonNode properties, ImageSource source) {
        String licence = Json.text(properties, "licenseType");
        if (licence.isEmpty()) {
            return;
        }
        if (!LICENCES.contains(licence)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + licence + "' of parameter 'LicenseType' is invalid. Allowed values: "
                            + LICENCES.stream().sorted().toList() + ".",
                    "LicenseType");
        }
        boolean platform = !Json.text(properties, "storageProfile", "imageReference", "publisher")
                .isEmpty();
        if (platform && azure.world().now().isBefore(LICENCE_OF_PLATFORM_IMAGES)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "License type cannot be specified when creating a virtual machine from platform image. Please use an"
                            + " image from on-premises instead.",
                    "LicenseType");
        }
        boolean forWindows = licence.startsWith("Windows");
        if (!licence.equals("None") && forWindows != source.osType().equals("Windows")) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "License type '" + licence + "' can not be specified for a virtual machine with OS type '"
                            + source.osType() + "'.",
                    "LicenseType");
        }
    }

    private static void checkPriority(JsonNode properties) {
        String priority = properties.path("priority").asText("Regular");
        if (!PRIORITIES.contains(priority)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + priority + "' of parameter 'priority' is invalid.",
                    "priority");
        }
        boolean regular = priority.equals("Regular");
        if (regular && !Json.text(properties, "evictionPolicy").isEmpty()) {
            throw ArmError.notAllowed("Eviction policy can be set only on Azure Spot Virtual Machines. For more"
                    + " information, see http://aka.ms/AzureSpot/errormessages.");
        }
        if (regular && properties.path("billingProfile").path("maxPrice").asDouble(-1) >= 0) {
            throw ArmError.notAllowed("Max price can be set only on Azure Spot Virtual Machines. For more information,"
                    + " see http://aka.ms/AzureSpot/errormessages.");
        }
    }

    private static void checkSecurity(JsonNode properties, ImageSource source) {
        String type = Json.text(properties, "securityProfile", "securityType");
        if (type.isEmpty() || type.equals("Standard")) {
            return;
        }
        if (!SECURITY_TYPES.contains(type)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + type + "' of parameter 'securityProfile.securityType' is invalid.",
                    "securityProfile.securityType");
        }
        if (!source.generation().equals("V2")) {
            throw ArmError.of(
                    400,
                    "BadRequest",
                    "Use of " + type + " setting is not supported for the provided image. Please select Trusted Launch"
                            + " Supported Gen2 OS Image. For more information, see https://aka.ms/TrustedLaunch-FAQ.");
        }
    }

    private void checkReferences(JsonNode properties) {
        for (JsonNode disk : properties.path("storageProfile").findParents("diskEncryptionSet")) {
            new Guards(azure.resources()).requireEncryptionSet(Json.text(disk, "diskEncryptionSet", "id"));
        }
        for (JsonNode application : Json.at(properties, "applicationProfile", "galleryApplications")) {
            requireApplication(Json.text(application, "packageReferenceId"));
        }
    }

    private void requireApplication(String id) {
        boolean version = ResourceId.parse(id)
                .map(parsed -> parsed.isA("Microsoft.Compute/galleries/applications/versions"))
                .orElse(false);
        if (!version || !azure.resources().exists(id)) {
            throw ArmError.of(404, "NotFound", "Gallery application version " + id + " not found.");
        }
    }

    /**
     * Refuses secrets of a vault that lies in a subscription where the caller has no right to give them out: of other subscriptions only
     * the vaults that we know can be such.
     */
    void checkVaults(JsonNode body, ResourceId id) {
        List<JsonNode> vaults =
                Json.at(body, "properties", "osProfile", "secrets").findValues("sourceVault");
        for (JsonNode vault : vaults) {
            ResourceId.parse(Json.text(vault, "id"))
                    .filter(found -> !found.subscription().equalsIgnoreCase(id.subscription()))
                    .filter(found -> !azure.resources().exists(found.toString()))
                    .ifPresent(found -> {
                        throw ArmError.gateway(
                                403,
                                "LinkedAuthorizationFailed",
                                "The client has permission to perform action 'Microsoft.Compute/virtualMachines/write'"
                                        + " on scope '" + id + "'; however, it does not have permission to perform"
                                        + " action 'Microsoft.KeyVault/vaults/deploy/action' on the linked scope(s) '"
                                        + found + "' or the linked scope(s) are invalid.");
                    });
        }
    }
}
