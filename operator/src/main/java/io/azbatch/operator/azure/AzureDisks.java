package io.azbatch.operator.azure;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.DisksClient;
import com.azure.resourcemanager.compute.fluent.models.DiskInner;
import com.azure.resourcemanager.compute.models.AccessLevel;
import com.azure.resourcemanager.compute.models.EncryptionSettingsCollection;
import com.azure.resourcemanager.compute.models.FileFormat;
import com.azure.resourcemanager.compute.models.GrantAccessData;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Write;
import java.time.Duration;
import java.util.Optional;

/** Managed disks through Microsoft.Compute. */
final class AzureDisks implements Disks {

    private final Connections connections;
    private final Calls calls;
    private final DiskAccesses accesses;

    AzureDisks(Connections connections, Calls calls, DiskAccesses accesses) {
        this.connections = connections;
        this.calls = calls;
        this.accesses = accesses;
    }

    @Override
    public Reading<Disk> get(Credential credential, ResourceId id) {
        return calls.read(
                credential,
                "disk",
                id.toString(),
                () -> disk(
                        id,
                        disks(credential, id)
                                .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), Context.NONE)
                                .getValue()));
    }

    @Override
    public Reading<Access> access(Credential credential, ResourceId id) {
        return accesses.operation(credential, id)
                .then(operation -> calls.read(
                        credential,
                        "diskAccess",
                        id.toString(),
                        () -> DiskAccesses.access(OperationDocument.read(
                                connections.arm(credential, id.subscriptionId()).operation(operation)))));
    }

    @Override
    public Write grantRead(Credential credential, ResourceId id, Duration duration) {
        GrantAccessData request = new GrantAccessData()
                .withAccess(AccessLevel.READ)
                .withDurationInSeconds((int) duration.toSeconds())
                .withFileFormat(FileFormat.VHD);
        return calls.write(id.toString(), () -> ArmWrites.begin(
                        disks(credential, id).grantAccessWithResponseAsync(id.resourceGroup(), id.name(), request))
                .ifPresent(operation -> accesses.began(credential, id, operation)));
    }

    @Override
    public Write revokeAccess(Credential credential, ResourceId id) {
        return calls.write(id.toString(), () -> {
            accesses.forget(credential, id);
            ArmWrites.begin(disks(credential, id).revokeAccessWithResponseAsync(id.resourceGroup(), id.name()));
        });
    }

    private DisksClient disks(Credential credential, ResourceId id) {
        return connections.arm(credential, id.subscriptionId()).compute().getDisks();
    }

    private static Disk disk(ResourceId id, DiskInner disk) {
        return new Disk(
                id,
                Optional.ofNullable(disk.diskState()).map(Object::toString),
                MachineReading.generation(Optional.ofNullable(disk.hyperVGeneration())),
                Optional.ofNullable(disk.supportedCapabilities())
                        .map(capabilities -> capabilities.architecture())
                        .map(Object::toString),
                Optional.ofNullable(disk.encryptionSettingsCollection())
                        .map(EncryptionSettingsCollection::enabled)
                        .orElse(false));
    }
}
