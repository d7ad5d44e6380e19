package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.BatchAccounts.BatchAccount;
import io.azbatch.operator.cloud.BatchPools;
import io.azbatch.operator.cloud.BatchPools.AllocationState;
import io.azbatch.operator.cloud.BatchPools.NewPool;
import io.azbatch.operator.cloud.BatchPools.NodeCounts;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.cloud.BatchPools.PoolState;
import io.azbatch.operator.cloud.BatchPools.Resize;
import io.azbatch.operator.cloud.BatchPools.ResizeError;
import io.azbatch.operator.cloud.BatchPools.SupportedImage;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Trouble;
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

final class AzureBatchPoolsTest {

    @TempDir
    private static Path directory;

    private static SimulatedAzure azure;
    private static AzureCloud cloud;
    private static Credential owner;
    private static BatchPools pools;
    private static URI endpoint;
    private static ResourceId image;

    @BeforeAll
    static void start() {
        azure = SimulatedAzure.start(directory);
        cloud = azure.cloud(Duration.ZERO);
        owner = azure.owner();
        pools = cloud.ports().batchPools();
        ResourceId account = azure.createBatchAccount("render");
        BatchAccount seen =
                cloud.ports().batchAccounts().get(owner, account).found().orElseThrow();
        assertThat(seen.location()).isEqualTo(new Region("westeurope"));
        assertThat(seen.provisioningState()).isEqualTo("Succeeded");
        assertThat(seen.poolAllocationMode()).isEqualTo("BatchService");
        endpoint = seen.endpoint();
        image = azure.createImage("gallery");
    }

    @AfterAll
    static void stop() {
        cloud.close();
        azure.close();
    }

    @Test
    void aPoolComesUpAndIsReadAsItWasMade() {
        assertThat(pools.create(owner, endpoint, pool("up", 2, 1))).isEqualTo(Write.accepted());

        Pool begun = pools.get(owner, endpoint, "UP").found().orElseThrow();
        assertThat(begun.state()).isEqualTo(PoolState.ACTIVE);
        assertThat(begun.allocationState()).isEqualTo(AllocationState.RESIZING);
        azure.advance(Duration.ofMinutes(10));
        Pool up = pools.get(owner, endpoint, "up").found().orElseThrow();

        assertThat(up.allocationState()).isEqualTo(AllocationState.STEADY);
        assertThat(up.etag()).isNotEmpty();
        assertThat(up.displayName()).contains("Render");
        assertThat(up.vmSize()).isEqualToIgnoringCase("Standard_D2s_v5");
        assertThat(up.imageId()).contains(image);
        assertThat(up.nodeAgentSku()).contains("batch.node.ubuntu 24.04");
        assertThat(up.autoscale()).isFalse();
        assertThat(List.of(up.targetDedicated(), up.targetSpot(), up.currentDedicated(), up.currentSpot()))
                .containsExactly(2, 1, 2, 1);
        assertThat(up.metadata()).isEqualTo(Map.of("owner", "me"));
        assertThat(up.resizeErrors()).isEmpty();
        assertThat(pools.nodeCounts(owner, endpoint, "up").found()).contains(new NodeCounts(3, Map.of("idle", 3)));
    }

    @Test
    void tagsOfTheNodesResourcesAreForAccountsOfTheUsersOwnNodes() {
        BatchAccount own = cloud.ports()
                .batchAccounts()
                .get(owner, azure.createUserSubscriptionAccount("ownnodes"))
                .found()
                .orElseThrow();
        assertThat(own.userSubscription()).isTrue();

        assertThat(pools.create(owner, own.endpoint(), tagged("tagged"))).isEqualTo(Write.accepted());
        assertThat(pools.get(owner, own.endpoint(), "tagged")
                        .found()
                        .orElseThrow()
                        .resourceTags())
                .isEqualTo(Map.of("costCentre", "42"));
        assertThat(trouble(pools.create(owner, endpoint, tagged("tagged")))).isInstanceOf(Trouble.Invalid.class);
    }

    @Test
    void theSamePoolAgainIsAConflictThatALookSolves() {
        pools.create(owner, endpoint, pool("twice", 0, 0));

        assertThat(trouble(pools.create(owner, endpoint, pool("twice", 0, 0))))
                .isInstanceOf(Trouble.Conflict.class)
                .extracting(Trouble::code)
                .isEqualTo("PoolExists");
    }

    @Test
    void aPoolWithoutNodesHasNoneAndAMissingPoolIsAbsent() {
        pools.create(owner, endpoint, pool("zero", 0, 0));
        azure.advance(Duration.ofMinutes(2));

        assertThat(pools.nodeCounts(owner, endpoint, "zero").found()).contains(new NodeCounts(0, Map.of()));
        assertThat(pools.nodeCounts(owner, endpoint, "nowhere").isAbsent()).isTrue();
        assertThat(pools.get(owner, endpoint, "nowhere"))
                .isEqualTo(new Reading.Absent<Pool>("PoolNotFound", "The specified pool does not exist."));
    }

    @Test
    void aResizeIsTakenOnlyForThePoolThatWasRead() {
        pools.create(owner, endpoint, pool("resized", 1, 0));
        azure.advance(Duration.ofMinutes(10));
        String etag =
                pools.get(owner, endpoint, "resized").found().orElseThrow().etag();
        Resize more = new Resize(2, 0, Duration.ofMinutes(15), "taskcompletion");

        assertThat(pools.resize(owner, endpoint, "resized", more, etag)).isEqualTo(Write.accepted());
        assertThat(pools.get(owner, endpoint, "resized").found().orElseThrow().targetDedicated())
                .isEqualTo(2);
        azure.advance(Duration.ofMinutes(10));

        assertThat(trouble(pools.resize(owner, endpoint, "resized", more, etag)))
                .isInstanceOf(Trouble.Conflict.class)
                .extracting(Trouble::code)
                .isEqualTo("ConditionNotMet");
    }

    @Test
    void metadataIsReplacedAsAWhole() {
        pools.create(owner, endpoint, pool("marked", 0, 0));
        String etag = pools.get(owner, endpoint, "marked").found().orElseThrow().etag();

        assertThat(pools.replaceMetadata(owner, endpoint, "marked", Map.of("owner", "you", "hash", "1"), etag))
                .isEqualTo(Write.accepted());

        assertThat(pools.get(owner, endpoint, "marked").found().orElseThrow().metadata())
                .isEqualTo(Map.of("owner", "you", "hash", "1"));
    }

    @Test
    void whatAzureCouldNotAllocateIsToldWithAzuresCode() {
        azure.set("dedicatedCoreQuota", 2);
        try {
            pools.create(owner, endpoint, pool("greedy", 50, 0));
            azure.advance(Duration.ofMinutes(30));
            Pool greedy = pools.get(owner, endpoint, "greedy").found().orElseThrow();
            assertThat(greedy.allocationState()).isEqualTo(AllocationState.STEADY);
            assertThat(greedy.resizeErrors()).extracting(ResizeError::code).containsExactly("AccountCoreQuotaReached");
            assertThat(greedy.resizeErrors().getFirst().message()).isNotBlank();
        } finally {
            azure.set("dedicatedCoreQuota", 500);
        }
    }

    @Test
    void aPoolIsDeletedOnceAndAgainWithoutHarm() {
        pools.create(owner, endpoint, pool("deleted", 0, 0));

        assertThat(pools.delete(owner, endpoint, "deleted")).isEqualTo(Write.accepted());
        assertThat(pools.get(owner, endpoint, "deleted").found().stream().map(Pool::state))
                .as("on its way out, or gone already")
                .allMatch(PoolState.DELETING::equals);
        assertThat(pools.delete(owner, endpoint, "deleted")).isEqualTo(Write.accepted());
        azure.advance(Duration.ofMinutes(5));

        assertThat(pools.get(owner, endpoint, "deleted").isAbsent()).isTrue();
        assertThat(pools.delete(owner, endpoint, "deleted")).isEqualTo(Write.accepted());
    }

    @Test
    void autoscaleOfSomebodyElseIsSeenAndSwitchedOff() {
        pools.create(owner, endpoint, pool("scaled", 0, 0));
        azure.advance(Duration.ofMinutes(2));
        azure.batch(
                endpoint, "POST", "/pools/scaled/enableautoscale", "{'autoScaleFormula': '$TargetDedicatedNodes=0;'}");
        assertThat(pools.get(owner, endpoint, "scaled").found().orElseThrow().autoscale())
                .isTrue();
        azure.advance(Duration.ofMinutes(2));

        assertThat(pools.disableAutoscale(owner, endpoint, "scaled")).isEqualTo(Write.accepted());

        assertThat(pools.get(owner, endpoint, "scaled").found().orElseThrow().autoscale())
                .isFalse();
    }

    @Test
    void listsAreFollowedOverAllPages() {
        for (int i = 0; i < 12; i++) {
            pools.create(owner, endpoint, pool("page-" + i, 0, 0));
        }
        azure.set("batchPageSize", 5);
        try {
            assertThat(pools.get(owner, endpoint, "page-11").found()).isPresent();
            assertThat(pools.nodeCounts(owner, endpoint, "page-11").found()).isPresent();
        } finally {
            azure.set("batchPageSize", 1000);
        }
    }

    @Test
    void supportedImagesTellNodeAgentVerificationAndEnd() {
        List<SupportedImage> images =
                pools.supportedImages(owner, endpoint).found().orElseThrow();

        assertThat(images)
                .filteredOn(one -> one.image().equals(new BaseImage("canonical", "ubuntu-24_04-lts", "server")))
                .singleElement()
                .satisfies(ubuntu -> {
                    assertThat(ubuntu.nodeAgentSku()).isEqualTo("batch.node.ubuntu 24.04");
                    assertThat(ubuntu.osType()).isEqualTo(OsType.Linux);
                    assertThat(ubuntu.verified()).isTrue();
                });
        assertThat(images).anySatisfy(one -> assertThat(one.verified()).isTrue());
        assertThat(images).anySatisfy(one -> assertThat(one.osType()).isEqualTo(OsType.Windows));
        assertThat(images).anySatisfy(one -> assertThat(one.endOfLife()).isPresent());
    }

    @Test
    void anImageThatBatchDoesNotTakeIsRefusedWithTheReason() {
        NewPool wrong = new NewPool(
                "wrong",
                Optional.empty(),
                "standard_d2s_v5",
                new ResourceId(azure.subscription(), "rg", "Microsoft.Compute", List.of("images", "managed")),
                "batch.node.ubuntu 24.04",
                0,
                0,
                Duration.ofMinutes(15),
                Map.of(),
                Map.of());

        assertThat(trouble(pools.create(owner, endpoint, wrong)))
                .isInstanceOfSatisfying(Trouble.Invalid.class, refused -> {
                    assertThat(refused.code()).isEqualTo("InvalidPropertyValue");
                    assertThat(refused.message())
                            .contains("PropertyName: ")
                            .contains("Reason: ")
                            .doesNotContain("RequestId");
                });
    }

    @Test
    void aReaderMayNotMakePools() {
        Credential reader = azure.reader();

        assertThat(pools.get(reader, endpoint, "nowhere").isAbsent()).isTrue();
        assertThat(trouble(pools.create(reader, endpoint, pool("forbidden", 0, 0))))
                .isInstanceOf(Trouble.Denied.class);
    }

    private static NewPool pool(String id, int dedicated, int spot) {
        return new NewPool(
                id,
                Optional.of("Render"),
                "standard_d2s_v5",
                image,
                "batch.node.ubuntu 24.04",
                dedicated,
                spot,
                Duration.ofMinutes(15),
                Map.of("owner", "me"),
                Map.of());
    }

    private static NewPool tagged(String id) {
        NewPool plain = pool(id, 0, 0);
        return new NewPool(
                plain.id(),
                plain.displayName(),
                plain.vmSize(),
                plain.imageId(),
                plain.nodeAgentSku(),
                plain.dedicated(),
                plain.spot(),
                plain.resizeTimeout(),
                plain.metadata(),
                Map.of("costCentre", "42"));
    }

    private static Trouble trouble(Write write) {
        return ((Write.Refused) write).trouble();
    }
}
