package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.BatchPools;
import io.azbatch.operator.cloud.BatchPools.Resize;
import io.azbatch.operator.cloud.Blobs;
import io.azbatch.operator.cloud.Blobs.Container;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.Galleries.VersionUpdate;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.ImageSource;
import io.azbatch.operator.cloud.ManagedImages;
import io.azbatch.operator.cloud.ManagedImages.NewManagedImage;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Sas;
import io.azbatch.operator.cloud.StorageAccounts;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.VirtualMachines.Capture;
import io.azbatch.operator.cloud.Write;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody holds a monitor while Azure is waited for. Before JDK 24 a virtual thread that does keeps its carrier; a few of
 * them, and the operator stands still for ever. Told by the thread that asks, right before each request goes out.
 */
final class FreeCarriersTest {

    private static final Region WEST = new Region("westeurope");

    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private int asked;

    @Test
    void noMonitorIsHeldWhileAPortWaits(@TempDir Path directory) {
        try (SimulatedAzure azure = SimulatedAzure.start(directory);
                AzureCloud opened = new AzureCloud(
                        azure.endpoints(),
                        PatientFence.OPEN,
                        Duration.ZERO,
                        Map.of(),
                        Clock.systemUTC(),
                        this::nanoTime)) {
            ResourceId version = azure.createImage("images");
            ResourceId machine = azure.createMachine("machine");
            ResourceId account = azure.createBatchAccount("render");
            Cloud cloud = opened.ports();
            Credential owner = azure.owner();

            storage(cloud, owner, azure.createStorageAccount("renderstore"), azure.disk("machine-os"));
            machines(cloud.virtualMachines(), owner, machine);
            images(cloud.managedImages(), owner, ResourceId.managedImage(azure.subscription(), "rg", "none"), machine);
            cloud.disks()
                    .get(
                            owner,
                            new ResourceId(
                                    azure.subscription(), "rg", "Microsoft.Compute", List.of("disks", "machine-os")));
            cloud.vmSizes().get(owner, azure.subscription(), WEST, "Standard_D2s_v5");
            galleries(cloud.galleries(), owner, version);
            URI endpoint = cloud.batchAccounts()
                    .get(owner, account)
                    .found()
                    .orElseThrow()
                    .endpoint();
            assertThat(cloud.batchJobs().unfinished(owner, endpoint).found()).isPresent();
            assertThat(cloud.batchJobs().activeSchedules(owner, endpoint).found())
                    .isPresent();
            pools(
                    cloud.batchPools(),
                    owner,
                    cloud.batchAccounts()
                            .get(owner, account)
                            .found()
                            .orElseThrow()
                            .endpoint());
        }
        assertThat(asked).isGreaterThan(15);
        assertThat(held).isEmpty();
    }

    private static void storage(Cloud cloud, Credential owner, ResourceId account, ResourceId disk) {
        StorageAccounts accounts = cloud.storageAccounts();
        assertThat(accounts.list(owner, account.subscriptionId(), account.resourceGroup())
                        .found())
                .isPresent();
        Container system =
                new Container(accounts.get(owner, account).found().orElseThrow().blobEndpoint(), "system");
        Blobs blobs = cloud.blobs();
        URI text = system.blob("text.json");
        assertThat(blobs.createContainer(owner, system)).isEqualTo(Write.accepted());
        assertThat(blobs.putText(owner, text, "application/json", "{}", false, Map.of()))
                .isEqualTo(Write.accepted());
        assertThat(blobs.get(owner, text).found()).isPresent();
        assertThat(blobs.tail(owner, text, 1).found()).isPresent();
        assertThat(blobs.list(owner, system, "").found()).isPresent();
        assertThat(blobs.beginCopy(owner, system.blob("copy.json"), new Sas(text), false, Map.of()))
                .isEqualTo(Write.accepted());
        blobs.abortCopy(owner, text, "00000000-0000-0000-0000-000000000000");
        assertThat(blobs.delete(owner, text)).isEqualTo(Write.accepted());
        cloud.disks().grantRead(owner, disk, Duration.ofHours(1));
        cloud.disks().access(owner, disk);
        cloud.disks().revokeAccess(owner, disk);
    }

    private static void images(ManagedImages images, Credential owner, ResourceId image, ResourceId machine) {
        images.get(owner, image);
        images.create(
                owner,
                image,
                new NewManagedImage(
                        WEST, new ImageSource.Machine(machine), OsType.Linux, HyperVGeneration.V2, false, Map.of()));
        images.delete(owner, image);
    }

    private static void machines(VirtualMachines machines, Credential owner, ResourceId machine) {
        machines.get(owner, machine);
        machines.replaceTags(owner, machine, Map.of("team", "render"), Optional.empty());
        machines.deallocate(owner, machine);
        machines.generalize(owner, machine);
        machines.capture(owner, machine, new Capture("img", "vhds", false));
    }

    private static void galleries(Galleries galleries, Credential owner, ResourceId version) {
        ResourceId definition = version.parent().orElseThrow();
        ResourceId gallery = definition.parent().orElseThrow();
        assertThat(galleries.gallery(owner, gallery).found()).isPresent();
        assertThat(galleries.definition(owner, definition).found()).isPresent();
        assertThat(galleries.versions(owner, definition).found()).isPresent();
        assertThat(galleries.version(owner, version).found()).isPresent();
        galleries.createGallery(owner, gallery, WEST, Map.of());
        galleries.updateVersion(owner, version, new VersionUpdate(WEST, List.of(), Optional.empty()));
        galleries.deleteVersion(owner, version);
    }

    private static void pools(BatchPools pools, Credential owner, URI endpoint) {
        assertThat(pools.get(owner, endpoint, "p").isAbsent()).isTrue();
        assertThat(pools.list(owner, endpoint).found()).isPresent();
        pools.nodeCounts(owner, endpoint, "p");
        assertThat(pools.supportedImages(owner, endpoint).found()).isPresent();
        pools.resize(owner, endpoint, "p", new Resize(1, 0, Duration.ofMinutes(15), "requeue"), "0x1");
        pools.delete(owner, endpoint, "p");
    }

    /** The rate budget asks for the time in the thread that sends, with everything on its stack that will wait. */
    private long nanoTime() {
        asked++;
        long me = Thread.currentThread().threadId();
        MonitorInfo[] monitors = ManagementFactory.getThreadMXBean()
                .getThreadInfo(new long[] {me}, true, false)[0]
                .getLockedMonitors();
        Arrays.stream(monitors).map(MonitorInfo::getClassName).forEach(held::add);
        return System.nanoTime();
    }
}
