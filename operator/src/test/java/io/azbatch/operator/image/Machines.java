package io.azbatch.operator.image;

import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.PurchasePlan;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Machines, changed in one thing. */
final class Machines {

    private Machines() {}

    static VirtualMachines.VirtualMachine running(ResourceId id, ResourceId disk) {
        return new VirtualMachines.VirtualMachine(
                id,
                "vm-guid",
                new Region("westeurope"),
                "Standard_D4s_v3",
                "Succeeded",
                PowerState.RUNNING,
                false,
                OsType.Linux,
                Optional.of(disk),
                Optional.empty(),
                Optional.of(HyperVGeneration.V2),
                Optional.empty(),
                Optional.of(new BaseImage("Canonical", "ubuntu-24_04-lts", "server")),
                Optional.empty(),
                List.of(),
                Map.of("team", "render"),
                Optional.of("\"3\""));
    }

    static VirtualMachines.VirtualMachine withTags(VirtualMachines.VirtualMachine m, Map<String, String> tags) {
        return copy(
                m,
                m.location(),
                m.powerState(),
                m.generalized(),
                m.osDiskBlob(),
                m.securityType(),
                m.plan(),
                m.extensions(),
                tags);
    }

    static VirtualMachines.VirtualMachine withPower(VirtualMachines.VirtualMachine m, PowerState power) {
        return copy(
                m,
                m.location(),
                power,
                m.generalized(),
                m.osDiskBlob(),
                m.securityType(),
                m.plan(),
                m.extensions(),
                m.tags());
    }

    static VirtualMachines.VirtualMachine generalized(VirtualMachines.VirtualMachine m) {
        return copy(
                m,
                m.location(),
                m.powerState(),
                true,
                m.osDiskBlob(),
                m.securityType(),
                m.plan(),
                m.extensions(),
                m.tags());
    }

    static VirtualMachines.VirtualMachine in(VirtualMachines.VirtualMachine m, String region) {
        return copy(
                m,
                new Region(region),
                m.powerState(),
                m.generalized(),
                m.osDiskBlob(),
                m.securityType(),
                m.plan(),
                m.extensions(),
                m.tags());
    }

    static VirtualMachines.VirtualMachine unmanaged(VirtualMachines.VirtualMachine m) {
        return copy(
                m,
                m.location(),
                m.powerState(),
                m.generalized(),
                Optional.of(URI.create("https://acct.blob.core.windows.net/vhds/os.vhd")),
                m.securityType(),
                m.plan(),
                m.extensions(),
                m.tags());
    }

    static VirtualMachines.VirtualMachine withExtension(VirtualMachines.VirtualMachine m, String extension) {
        return copy(
                m,
                m.location(),
                m.powerState(),
                m.generalized(),
                m.osDiskBlob(),
                m.securityType(),
                m.plan(),
                List.of(extension),
                m.tags());
    }

    static VirtualMachines.VirtualMachine withPlan(VirtualMachines.VirtualMachine m, PurchasePlan plan) {
        return copy(
                m,
                m.location(),
                m.powerState(),
                m.generalized(),
                m.osDiskBlob(),
                m.securityType(),
                Optional.of(plan),
                m.extensions(),
                m.tags());
    }

    static VirtualMachines.VirtualMachine trusted(VirtualMachines.VirtualMachine m) {
        return copy(
                m,
                m.location(),
                m.powerState(),
                m.generalized(),
                m.osDiskBlob(),
                Optional.of("TrustedLaunch"),
                m.plan(),
                m.extensions(),
                m.tags());
    }

    private static VirtualMachines.VirtualMachine copy(
            VirtualMachines.VirtualMachine m,
            Region location,
            PowerState power,
            boolean generalized,
            Optional<URI> osDiskBlob,
            Optional<String> securityType,
            Optional<PurchasePlan> plan,
            List<String> extensions,
            Map<String, String> tags) {
        return new VirtualMachines.VirtualMachine(
                m.id(),
                m.vmId(),
                location,
                m.vmSize(),
                m.provisioningState(),
                power,
                generalized,
                m.osType(),
                osDiskBlob.isPresent() ? Optional.empty() : m.osDisk(),
                osDiskBlob,
                m.generation(),
                securityType,
                m.baseImage(),
                plan,
                extensions,
                tags,
                m.etag());
    }
}
