package io.azbatch.simulator.arm.compute;

import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.disk.DisksApi;
import io.azbatch.simulator.arm.compute.gallery.GalleryRoom;
import io.azbatch.simulator.arm.compute.guard.DiskAccessesApi;
import io.azbatch.simulator.arm.compute.guard.DiskEncryptionSetsApi;
import io.azbatch.simulator.arm.compute.image.ImagesApi;
import io.azbatch.simulator.arm.compute.marketplace.MarketplaceApi;
import io.azbatch.simulator.arm.compute.placement.PlacementKind;
import io.azbatch.simulator.arm.compute.placement.PlacementsApi;
import io.azbatch.simulator.arm.compute.runcommand.RunCommandRoom;
import io.azbatch.simulator.arm.compute.runcommand.Scripts;
import io.azbatch.simulator.arm.compute.sku.SkusApi;
import io.azbatch.simulator.arm.compute.vm.MachineRoom;
import io.azbatch.simulator.http.Router;
import io.azbatch.simulator.storage.Storage;
import java.util.List;
import java.util.stream.Stream;

/** Microsoft.Compute. */
public final class ComputeProvider implements ArmProvider {
    private final Azure azure;
    private final Storage storage;
    private final Scripts scripts;

    /**
     * @param storage the accounts and blobs that disks are opened and imported through
     * @param scripts what scripts in machines answer
     */
    public ComputeProvider(Azure azure, Storage storage, Scripts scripts) {
        this.azure = azure;
        this.storage = storage;
        this.scripts = scripts;
    }

    @Override
    public String namespace() {
        return "Microsoft.Compute";
    }

    @Override
    public List<ProviderType> types() {
        return Stream.concat(
                        own().stream(),
                        Stream.of(PlacementKind.values())
                                .map(kind ->
                                        new ProviderType(kind.type(), ComputeVersions.machinesSince(kind.since()))))
                .toList();
    }

    private static List<ProviderType> own() {
        return List.of(
                new ProviderType("virtualMachines", ComputeVersions.MACHINES),
                new ProviderType("virtualMachines/instanceView", ComputeVersions.MACHINES),
                new ProviderType("virtualMachines/vmSizes", ComputeVersions.MACHINES),
                new ProviderType("virtualMachines/extensions", ComputeVersions.MACHINES),
                new ProviderType("virtualMachines/runCommands", ComputeVersions.MACHINES),
                new ProviderType("locations/runCommands", ComputeVersions.MACHINES),
                new ProviderType("disks", ComputeVersions.DISKS),
                new ProviderType("snapshots", ComputeVersions.DISKS),
                new ProviderType("diskAccesses", ComputeVersions.DISK_ACCESSES),
                new ProviderType("diskAccesses/privateLinkResources", ComputeVersions.DISK_ACCESSES),
                new ProviderType("diskAccesses/privateEndpointConnections", ComputeVersions.DISK_ACCESSES),
                new ProviderType("diskEncryptionSets", ComputeVersions.ENCRYPTION_SETS),
                new ProviderType("diskEncryptionSets/associatedResources", ComputeVersions.ENCRYPTION_SETS),
                new ProviderType("images", ComputeVersions.MACHINES),
                new ProviderType("galleries", ComputeVersions.GALLERIES),
                new ProviderType("galleries/images", ComputeVersions.GALLERIES),
                new ProviderType("galleries/images/versions", ComputeVersions.GALLERIES),
                new ProviderType("galleries/applications", ComputeVersions.GALLERIES),
                new ProviderType("galleries/applications/versions", ComputeVersions.GALLERIES),
                new ProviderType("skus", ComputeVersions.SKUS),
                new ProviderType("locations/virtualMachines", ComputeVersions.MACHINES),
                new ProviderType("locations/usages", ComputeVersions.MACHINES),
                new ProviderType("locations/vmSizes", ComputeVersions.MACHINES),
                new ProviderType("locations/publishers", ComputeVersions.MACHINES),
                new ProviderType("locations/publishers/artifacttypes/offers", ComputeVersions.MACHINES),
                new ProviderType("locations/publishers/artifacttypes/offers/skus", ComputeVersions.MACHINES),
                new ProviderType("locations/publishers/artifacttypes/offers/skus/versions", ComputeVersions.MACHINES),
                new ProviderType("locations/operations", ComputeVersions.ALL),
                new ProviderType("locations/DiskOperations", ComputeVersions.ALL),
                new ProviderType("locations/capsOperations", ComputeVersions.ALL));
    }

    @Override
    public void routes(Router router) {
        new Polls(azure).routes(router);
        new MachineRoom(azure).routes(router);
        new RunCommandRoom(azure, scripts).routes(router);
        new DisksApi(azure, DisksApi.Kind.DISKS, storage).routes(router);
        new DisksApi(azure, DisksApi.Kind.SNAPSHOTS, storage).routes(router);
        new DiskAccessesApi(azure).routes(router);
        new DiskEncryptionSetsApi(azure).routes(router);
        Stream.of(PlacementKind.values()).forEach(kind -> new PlacementsApi(azure, kind).routes(router));
        new ImagesApi(azure).routes(router);
        new GalleryRoom(azure).routes(router);
        new SkusApi(azure).routes(router);
        new MarketplaceApi(azure).routes(router);
    }
}
