package io.azbatch.operator.azure;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.models.DiskInner;
import com.azure.resourcemanager.compute.models.EncryptionSettingsCollection;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import java.util.Optional;

/** Managed disks through Microsoft.Compute. */
final class AzureDisks implements Disks {

    private final Connections connections;
    private final Calls calls;

    AzureDisks(Connections connections, Calls calls) {
        this.connections = connections;
        this.calls = calls;
    }

    @Override
    public Reading<Disk> get(Credential credential, ResourceId id) {
        return calls.read(
                credential,
                "disk",
                id.toString(),
                () -> disk(
                        id,
                        connections
                                .arm(credential, id.subscriptionId())
                                .compute()
                                .getDisks()
                                .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), Context.NONE)
                                .getValue()));
    }

    private static Disk disk(ResourceId id, DiskInner disk) {
        return new Disk(
                id,
                MachineReading.generation(Optional.ofNullable(disk.hyperVGeneration())),
                Optional.ofNullable(disk.supportedCapabilities())
                        .map(capabilities -> capabilities.architecture())
                        .map(Object::toString),
                Optional.ofNullable(disk.encryptionSettingsCollection())
                        .map(EncryptionSettingsCollection::enabled)
                        .orElse(false));
    }
}
