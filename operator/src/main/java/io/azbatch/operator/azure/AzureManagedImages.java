package io.azbatch.operator.azure;

import com.azure.core.management.SubResource;
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ImagesClient;
import com.azure.resourcemanager.compute.fluent.models.ImageInner;
import com.azure.resourcemanager.compute.models.HyperVGenerationTypes;
import com.azure.resourcemanager.compute.models.ImageOSDisk;
import com.azure.resourcemanager.compute.models.ImageStorageProfile;
import com.azure.resourcemanager.compute.models.OperatingSystemStateTypes;
import com.azure.resourcemanager.compute.models.OperatingSystemTypes;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.ImageSource;
import io.azbatch.operator.cloud.ManagedImages;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Write;
import java.util.Optional;

/** Managed images through Microsoft.Compute. */
final class AzureManagedImages implements ManagedImages {

    private final Connections connections;
    private final Calls calls;
    private final OperationTrail trail;

    AzureManagedImages(Connections connections, Calls calls, OperationTrail trail) {
        this.connections = connections;
        this.calls = calls;
        this.trail = trail;
    }

    @Override
    public Reading<ManagedImage> get(Credential credential, ResourceId id) {
        return calls.read(credential, "managedImage", id.toString(), () -> {
            ImageInner image = images(credential, id)
                    .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), null, Context.NONE)
                    .getValue();
            Optional<String> failure = "Failed".equalsIgnoreCase(image.provisioningState())
                    ? trail.failure(credential, id, connections.arm(credential, id.subscriptionId())::operation)
                    : Optional.empty();
            return image(id, image, failure);
        });
    }

    @Override
    public Write create(Credential credential, ResourceId id, NewManagedImage image) {
        return calls.write(
                id.toString(),
                () -> trail.began(
                        credential,
                        id,
                        ArmWrites.begin(images(credential, id)
                                .createOrUpdateWithResponseAsync(id.resourceGroup(), id.name(), body(image)))));
    }

    @Override
    public Write delete(Credential credential, ResourceId id) {
        return calls.write(
                id.toString(),
                () -> ArmWrites.begin(images(credential, id).deleteWithResponseAsync(id.resourceGroup(), id.name())));
    }

    private ImagesClient images(Credential credential, ResourceId id) {
        return connections.arm(credential, id.subscriptionId()).compute().getImages();
    }

    private static ManagedImage image(ResourceId id, ImageInner image, Optional<String> failure) {
        return new ManagedImage(
                id,
                new Region(MachineReading.text(image.location())),
                MachineReading.text(image.provisioningState()),
                Optional.ofNullable(image.sourceVirtualMachine())
                        .map(SubResource::id)
                        .flatMap(ResourceId::parse),
                Optional.ofNullable(image.storageProfile())
                        .map(ImageStorageProfile::osDisk)
                        .map(ImageOSDisk::blobUri)
                        .flatMap(MachineReading::uri),
                failure,
                MachineReading.tags(image.tags()));
    }

    private static ImageInner body(NewManagedImage image) {
        ImageInner body = new ImageInner()
                .withHyperVGeneration(
                        HyperVGenerationTypes.fromString(image.generation().name()));
        body.withLocation(image.location().name()).withTags(image.tags());
        return switch (image.source()) {
            case ImageSource.Machine(ResourceId machine) ->
                body.withSourceVirtualMachine(new SubResource().withId(machine.toString()))
                        .withStorageProfile(
                                image.zoneResilient() ? new ImageStorageProfile().withZoneResilient(true) : null);
            case ImageSource.Vhd(ResourceId account, var uri) ->
                body.withStorageProfile(new ImageStorageProfile()
                        .withZoneResilient(image.zoneResilient())
                        .withOsDisk(new ImageOSDisk()
                                .withOsType(
                                        image.osType() == OsType.Windows
                                                ? OperatingSystemTypes.WINDOWS
                                                : OperatingSystemTypes.LINUX)
                                .withOsState(OperatingSystemStateTypes.GENERALIZED)
                                .withBlobUri(uri.toString())));
        };
    }
}
