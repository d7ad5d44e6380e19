package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.BatchPools;
import io.azbatch.operator.cloud.BatchPools.NewPool;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.VmSizes.VmSize;
import io.azbatch.operator.cloud.Write;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads that one question to Azure answers for many, and what ends that. */
final class SharedPortsTest {

    private static final Region WEST = new Region("West Europe");

    @TempDir
    private static Path directory;

    private static SimulatedAzure azure;
    private static AzureCloud opened;
    private static Cloud cloud;
    private static Credential owner;

    @BeforeAll
    static void start() {
        azure = SimulatedAzure.start(directory);
        opened = azure.cloud(Duration.ofHours(1));
        cloud = opened.ports();
        owner = azure.owner();
    }

    @AfterAll
    static void stop() {
        opened.close();
        azure.close();
    }

    @Test
    void oneCatalogueServesEverySizeOfARegion() {
        long before = azure.lastSequence();

        assertThat(cloud.vmSizes()
                        .get(owner, azure.subscription(), WEST, "standard_d2ds_v5")
                        .found())
                .contains(new VmSize("Standard_D2ds_v5", Optional.of(76_800L), Optional.of("x64")));
        assertThat(cloud.vmSizes()
                        .get(owner, azure.subscription(), WEST, "Standard_D2s_v5")
                        .found())
                .flatMap(VmSize::temporaryDiskMb)
                .contains(0L);
        assertThat(cloud.vmSizes().get(owner, azure.subscription(), WEST, "Standard_Nothing"))
                .isEqualTo(new Reading.Absent<VmSize>(
                        "SizeNotInRegion", "Region westeurope does not have size Standard_Nothing."));

        assertThat(azure.journal(before))
                .filteredOn(line -> line.contains("skus"))
                .hasSize(1);
    }

    @Test
    void aDiskTellsWhatPreflightAsks() {
        azure.createMachine("disky");
        ResourceId id = new ResourceId(azure.subscription(), "rg", "Microsoft.Compute", List.of("disks", "disky-os"));

        assertThat(cloud.disks().get(owner, id).found())
                .contains(new Disk(
                        id, Optional.of("Attached"), Optional.of(HyperVGeneration.V2), Optional.of("x64"), false));
        assertThat(cloud.disks()
                        .get(
                                owner,
                                new ResourceId(
                                        azure.subscription(), "rg", "Microsoft.Compute", List.of("disks", "nowhere")))
                        .isAbsent())
                .isTrue();
    }

    @Test
    void onePoolListAndOneNodeCountListServeEveryPoolUntilWeWrite() {
        URI endpoint = cloud.batchAccounts()
                .get(owner, azure.createBatchAccount("shared"))
                .found()
                .orElseThrow()
                .endpoint();
        ResourceId image = azure.createImage("images");
        BatchPools pools = cloud.batchPools();
        pools.create(owner, endpoint, pool("one", image));
        pools.create(owner, endpoint, pool("two", image));
        long before = azure.lastSequence();

        for (String id : List.of("one", "two", "three", "one", "two")) {
            pools.get(owner, endpoint, id);
            pools.nodeCounts(owner, endpoint, id);
        }
        assertThat(azure.journal(before)).hasSize(2);

        assertThat(pools.delete(owner, endpoint, "one")).isEqualTo(Write.accepted());
        pools.get(owner, endpoint, "one");
        pools.get(owner, endpoint, "two");
        assertThat(azure.journal(before)).hasSize(4);

        Credential reader = azure.reader();
        pools.get(reader, endpoint, "two");
        assertThat(azure.journal(before)).hasSize(6);
    }

    @Test
    void theImagesThatBatchKnowsDoNotChangeWithOurPools() {
        URI endpoint = cloud.batchAccounts()
                .get(owner, azure.createBatchAccount("known"))
                .found()
                .orElseThrow()
                .endpoint();
        BatchPools pools = cloud.batchPools();
        assertThat(pools.supportedImages(owner, endpoint).found()).isPresent();
        pools.delete(owner, endpoint, "none");
        long before = azure.lastSequence();

        assertThat(pools.supportedImages(owner, endpoint).found()).isPresent();

        assertThat(azure.journal(before)).isEmpty();
    }

    @Test
    void aWriteToAVersionIsSeenByWhoeverLooksAtItsDefinition() {
        ResourceId gallery = azure.gallery("written");
        ResourceId definition = gallery.child("images", "none");
        cloud.galleries().gallery(owner, gallery);
        cloud.galleries().versions(owner, definition);
        long before = azure.lastSequence();

        cloud.galleries().deleteVersion(owner, definition.child("versions", "1.0.0"));
        cloud.galleries().versions(owner, definition);
        cloud.galleries().gallery(owner, gallery);

        assertThat(azure.journal(before)).hasSize(2);
    }

    private static NewPool pool(String id, ResourceId image) {
        return new NewPool(
                id,
                Optional.empty(),
                "standard_d2s_v5",
                image,
                "batch.node.ubuntu 24.04",
                0,
                0,
                Duration.ofMinutes(15),
                Map.of(),
                Map.of());
    }
}
