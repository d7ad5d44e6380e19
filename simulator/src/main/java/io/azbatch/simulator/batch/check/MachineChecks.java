package io.azbatch.simulator.batch.check;

import static io.azbatch.simulator.batch.check.Refusals.contains;
import static io.azbatch.simulator.batch.check.Refusals.require;
import static io.azbatch.simulator.batch.check.Refusals.requireBetween;
import static io.azbatch.simulator.batch.check.Refusals.requireDistinct;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.sku.VmSize;
import io.azbatch.simulator.arm.compute.sku.VmSizes;
import io.azbatch.simulator.batch.image.ImageRules;
import io.azbatch.simulator.http.Json;
import java.util.Locale;
import java.util.Optional;

/** The {@code virtualMachineConfiguration} of a pool. */
final class MachineChecks {
    private static final int MOST_LUN = 63;
    private static final int BIGGEST_DISK = 32_767;

    private final ImageRules images;

    MachineChecks(ImageRules images) {
        this.images = images;
    }

    void check(JsonNode settings, Circumstances circumstances) {
        JsonNode machine = settings.path("virtualMachineConfiguration");
        images.check(machine, circumstances.account().location(), circumstances.caller(), circumstances.now());
        Optional<VmSize> size = VmSizes.find(Json.text(settings, "vmSize"));
        windows(machine, Circumstances.isWindows(settings));
        dataDisks(machine.path("dataDisks"), size);
        osDisk(machine, size);
        encryption(machine.path("diskEncryptionConfiguration"), Circumstances.isWindows(settings));
        containers(machine, circumstances);
        requireDistinct(machine.path("extensions"), "name");
        security(machine);
        diskEncryptionSets(machine, circumstances);
        serviceArtifact(machine.path("serviceArtifactReference"));
    }

    private static void windows(JsonNode machine, boolean windows) {
        require(
                windows || !machine.hasNonNull("windowsConfiguration"),
                "windowsConfiguration",
                "The property windowsConfiguration must not be specified if the image is of Linux.");
        String license = Json.text(machine, "licenseType");
        require(
                license.isEmpty()
                        || license.equalsIgnoreCase("Windows_Server")
                        || license.equalsIgnoreCase("Windows_Client"),
                "licenseType",
                machine.path("licenseType"),
                "The specified value must be one of Windows_Server, Windows_Client.");
        require(
                license.isEmpty() || windows,
                "licenseType",
                machine.path("licenseType"),
                "The property licenseType applies to images of Windows only.");
    }

    private static void dataDisks(JsonNode disks, Optional<VmSize> size) {
        for (JsonNode disk : disks) {
            requireBetween(disk.path("lun"), 0, MOST_LUN, "lun");
            requireBetween(disk.path("diskSizeGB"), 1, BIGGEST_DISK, "diskSizeGB");
            premium(Json.text(disk, "storageAccountType"), size);
            premium(Json.text(disk, "managedDisk", "storageAccountType"), size);
        }
        requireDistinct(disks, "lun");
        int most = size.map(VmSize::maxDataDisks).orElse(MOST_LUN + 1);
        require(disks.size() <= most, "dataDisks", "The specified VM size takes at most " + most + " data disks.");
    }

    private static void premium(String kind, Optional<VmSize> size) {
        boolean wanted = kind.toLowerCase(Locale.ROOT).startsWith("premium");
        require(
                !wanted || size.map(VmSize::premium).orElse(true),
                "storageAccountType",
                "The specified VM size does not take disks of the type " + kind + ".");
    }

    private static void osDisk(JsonNode machine, Optional<VmSize> size) {
        JsonNode disk = machine.path("osDisk");
        requireBetween(disk.path("diskSizeGB"), 1, BIGGEST_DISK, "diskSizeGB");
        premium(Json.text(disk, "managedDisk", "storageAccountType"), size);
        boolean confidential =
                Json.text(machine, "securityProfile", "securityType").equalsIgnoreCase("confidentialVM");
        boolean encrypted = !Json.text(disk, "managedDisk", "securityProfile", "securityEncryptionType")
                .isEmpty();
        require(
                confidential == encrypted,
                "securityEncryptionType",
                "The property securityEncryptionType must be specified for machines with the security type"
                        + " confidentialVM, and for no others.");
    }

    /** Specified: on Linux only the temporary disk. On Windows it should be both, but Azure is known to take the temporary disk alone. */
    private static void encryption(JsonNode encryption, boolean windows) {
        require(
                windows || !contains(encryption.path("targets"), "osdisk"),
                "targets",
                "The only disk encryption target on pools of Linux is TemporaryDisk.");
    }

    private void containers(JsonNode machine, Circumstances circumstances) {
        JsonNode containers = machine.path("containerConfiguration");
        if (!containers.isObject()) {
            return;
        }
        require(
                images.runsContainers(machine.path("imageReference"), circumstances.now()),
                "containerConfiguration",
                "The specified image does not support containers.");
    }

    private static void security(JsonNode machine) {
        JsonNode profile = machine.path("securityProfile");
        require(
                profile.path("uefiSettings").isEmpty() || profile.hasNonNull("securityType"),
                "uefiSettings",
                "The property securityType must be specified to enable uefiSettings.");
        boolean confidential = Json.text(profile, "securityType").equalsIgnoreCase("confidentialVM");
        require(
                !confidential || Json.at(profile, "uefiSettings", "vTpmEnabled").asBoolean(true),
                "vTpmEnabled",
                "Machines with the security type confidentialVM must have a virtual TPM.");
    }

    /** Specified: the user's own keys by way of a disk encryption set need the user's own subscription. */
    private static void diskEncryptionSets(JsonNode machine, Circumstances circumstances) {
        require(
                machine.findParent("diskEncryptionSet") == null
                        || circumstances.account().userSubscription(),
                "diskEncryptionSet",
                "Property diskEncryptionSet is allowed only for Batch accounts created with poolAllocationMode of"
                        + " UserSubscription");
    }

    private static void serviceArtifact(JsonNode reference) {
        boolean good = !reference.isObject()
                || ResourceId.parse(Json.text(reference, "id"))
                        .filter(id -> id.isA("Microsoft.Compute/galleries/serviceArtifacts/vmArtifactsProfiles"))
                        .isPresent();
        require(
                good,
                "serviceArtifactReference",
                reference.path("id"),
                "The specified id is not that of a virtual machine artifacts profile of a gallery.");
    }
}
