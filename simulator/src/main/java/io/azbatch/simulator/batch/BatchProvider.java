package io.azbatch.simulator.batch;

import io.azbatch.simulator.arm.ArmProvider;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.batch.account.AccountsApi;
import io.azbatch.simulator.batch.account.LocationsApi;
import io.azbatch.simulator.batch.application.ApplicationRoutes;
import io.azbatch.simulator.batch.application.Applications;
import io.azbatch.simulator.batch.check.PoolRules;
import io.azbatch.simulator.batch.image.BatchMachines;
import io.azbatch.simulator.batch.image.GalleryImages;
import io.azbatch.simulator.batch.image.ImageRules;
import io.azbatch.simulator.batch.job.JobWorld;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.NodeUsers;
import io.azbatch.simulator.batch.service.ArmPoolsApi;
import io.azbatch.simulator.batch.service.Authentication;
import io.azbatch.simulator.batch.service.BatchPlane;
import io.azbatch.simulator.batch.service.FilesApi;
import io.azbatch.simulator.batch.service.JobSchedulesApi;
import io.azbatch.simulator.batch.service.JobsApi;
import io.azbatch.simulator.batch.service.ListsApi;
import io.azbatch.simulator.batch.service.NewPools;
import io.azbatch.simulator.batch.service.NodeAccessApi;
import io.azbatch.simulator.batch.service.NodesApi;
import io.azbatch.simulator.batch.service.Operations;
import io.azbatch.simulator.batch.service.PackageListsApi;
import io.azbatch.simulator.batch.service.PoolChanges;
import io.azbatch.simulator.batch.service.PoolChecks;
import io.azbatch.simulator.batch.service.PoolsApi;
import io.azbatch.simulator.batch.service.ScaleApi;
import io.azbatch.simulator.batch.service.TasksApi;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.http.Router;
import java.util.List;

/** {@code Microsoft.Batch}: wires accounts, their data planes, and what stands behind these. */
public final class BatchProvider implements ArmProvider {
    private static final List<String> VERSIONS = List.of(
            "2019-08-01",
            "2020-03-01",
            "2020-05-01",
            "2020-09-01",
            "2021-01-01",
            "2021-06-01",
            "2022-01-01",
            "2022-06-01",
            "2022-10-01",
            "2023-05-01",
            "2023-11-01",
            "2024-02-01",
            "2024-07-01",
            "2025-06-01");

    /** Later versions have no certificates. */
    private static final List<String> WITH_CERTIFICATES = VERSIONS.subList(0, VERSIONS.size() - 1);

    private final Azure azure;
    private final Directory directory;
    private final Operations operations;
    private final BatchWorld world;
    private final JobWorld jobs;
    private final ArmPoolsApi armPools;
    private final Applications applications;

    public BatchProvider(Azure azure, Directory directory, GalleryImages galleries) {
        this.azure = azure;
        this.directory = directory;
        ImageRules images = new ImageRules(galleries);
        BatchMachines machines = new BatchMachines(images);
        this.world = BatchWorld.of(azure, machines);
        this.jobs = JobWorld.of(azure, world);
        this.applications = new Applications(azure.resources());
        PoolChecks checks = new PoolChecks(new PoolRules(images, azure.resources(), applications), machines);
        PoolChanges changes = new PoolChanges(world, checks);
        NewPools newPools = new NewPools(world, azure.settings(), checks);
        this.armPools = new ArmPoolsApi(azure, directory, world, newPools, changes);
        this.operations = new Operations(
                new PoolsApi(world, azure.settings(), newPools, changes),
                new ScaleApi(world),
                new NodesApi(world, jobs.store(), azure.settings()),
                new ListsApi(world.store(), azure.settings()),
                new JobsApi(jobs, newPools, azure.settings()),
                new TasksApi(jobs, azure.settings()),
                new JobSchedulesApi(jobs, azure.settings()),
                new NodeAccessApi(world, new NodeUsers(azure)),
                new FilesApi(world, jobs, azure.settings()),
                new PackageListsApi(applications, azure.settings()));
    }

    /** Pools and nodes, for the admin endpoint's {@link FateDoor}. */
    public BatchWorld world() {
        return world;
    }

    /** Jobs and tasks, for the same. */
    public JobWorld jobs() {
        return jobs;
    }

    @Override
    public String namespace() {
        return "Microsoft.Batch";
    }

    @Override
    public List<ProviderType> types() {
        return List.of(
                new ProviderType("batchAccounts", VERSIONS),
                new ProviderType("batchAccounts/operationResults", VERSIONS),
                new ProviderType("batchAccounts/pools", VERSIONS),
                new ProviderType("batchAccounts/poolOperationResults", VERSIONS),
                new ProviderType("batchAccounts/certificates", WITH_CERTIFICATES),
                new ProviderType("batchAccounts/detectors", VERSIONS),
                new ProviderType("batchAccounts/outboundNetworkDependenciesEndpoints", VERSIONS),
                new ProviderType("batchAccounts/privateEndpointConnections", VERSIONS),
                new ProviderType("batchAccounts/privateLinkResources", VERSIONS),
                new ProviderType("batchAccounts/applications", VERSIONS),
                new ProviderType("batchAccounts/applications/versions", VERSIONS),
                new ProviderType("locations", VERSIONS),
                new ProviderType("locations/accountOperationResults", VERSIONS),
                new ProviderType("locations/quotas", VERSIONS),
                new ProviderType("locations/checkNameAvailability", VERSIONS),
                new ProviderType("locations/virtualMachineSkus", VERSIONS));
    }

    @Override
    public void routes(Router router) {
        Authentication authentication = new Authentication(directory);
        new AccountsApi(azure, directory.tenant(), id -> new BatchPlane(id, azure, authentication, operations))
                .routes(router);
        armPools.routes(router);
        new ApplicationRoutes(azure, applications).routes(router);
        new LocationsApi(azure).routes(router);
    }
}
