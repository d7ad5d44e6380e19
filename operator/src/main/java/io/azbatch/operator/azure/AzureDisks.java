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
import io.azbatch.operator.cloud.Sas;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.Write;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Managed disks through Microsoft.Compute. */
final class AzureDisks implements Disks {

    private final Connections connections;
    private final Calls calls;
    private final BegunOperations grants = new BegunOperations();
    private final BegunOperations revocations = new BegunOperations();

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
                        disks(credential, id)
                                .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), Context.NONE)
                                .getValue()));
    }

    @Override
    public Reading<Access> access(Credential credential, ResourceId id) {
        Reading<OperationDocument> revocation = document(credential, id, revocations, "diskRevocation");
        return switch (revocation) {
            case Reading.Present<OperationDocument>(OperationDocument document)
            when !document.succeeded() && !document.failed() -> Reading.present(new Access.Revoking());
            case Reading.Unread<OperationDocument>(Trouble trouble) -> new Reading.Unread<>(trouble);
            case Reading.Present<OperationDocument> over -> {
                revocations.forget(credential, id);
                calls.forget(id.toString());
                yield new Reading.Absent<>("NoAccess", "The right to read the disk was taken back.");
            }
            case Reading.Absent<OperationDocument> absent -> granted(credential, id);
            case Reading.NotLooked<OperationDocument> notLooked -> granted(credential, id);
        };
    }

    /**
     * A failure is told once, so that it is asked anew when somebody looks again. Once the right is given, the disk is read
     * anew: what was read of it before does not show it.
     */
    private Reading<Access> granted(Credential credential, ResourceId id) {
        Reading<Access> access = Calls.map(document(credential, id, grants, "diskAccess"), AzureDisks::access);
        if (access instanceof Reading.Present<Access>(Access.Failed failed)) {
            grants.forget(credential, id);
        }
        if (access instanceof Reading.Present<Access>(Access.Granted granted) && grants.firstSeenOver(credential, id)) {
            calls.forget(id.toString());
        }
        return access;
    }

    private Reading<OperationDocument> document(
            Credential credential, ResourceId id, BegunOperations operations, String what) {
        Reading<String> operation = operations.operation(credential, id);
        return operation instanceof Reading.Absent<String>(String code, String message)
                ? new Reading.Absent<>(code, message)
                : operation.then(url -> calls.read(
                        credential,
                        what,
                        id.toString(),
                        () -> OperationDocument.read(
                                connections.arm(credential, id.subscriptionId()).operation(url))));
    }

    private static Access access(OperationDocument document) {
        if (document.failed()) {
            return new Access.Failed(document.failure());
        }
        return document.succeeded()
                ? document.output("accessSAS")
                        .<Access>map(url -> new Access.Granted(new Sas(URI.create(url))))
                        .orElseGet(() -> new Access.Failed("Azure granted access without a URL."))
                : new Access.Pending();
    }

    @Override
    public Write grantRead(Credential credential, ResourceId id, Duration duration) {
        GrantAccessData request = new GrantAccessData()
                .withAccess(AccessLevel.READ)
                .withDurationInSeconds((int) duration.toSeconds())
                .withFileFormat(FileFormat.VHD);
        return calls.write(
                id.toString(),
                () -> grants.began(
                        credential,
                        id,
                        ArmWrites.begin(disks(credential, id)
                                .grantAccessWithResponseAsync(id.resourceGroup(), id.name(), request))));
    }

    @Override
    public Write revokeAccess(Credential credential, ResourceId id) {
        return calls.write(id.toString(), () -> {
            grants.forget(credential, id);
            revocations.began(
                    credential,
                    id,
                    ArmWrites.begin(
                            disks(credential, id).revokeAccessWithResponseAsync(id.resourceGroup(), id.name())));
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
