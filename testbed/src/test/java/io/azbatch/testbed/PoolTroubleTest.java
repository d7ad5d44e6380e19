package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.api.v1beta1.Condition;
import io.azbatch.api.v1beta1.DeletionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pool that Azure cannot fill, one that somebody changes behind the operator's back, and one that jobs use. */
@ExtendWith(Testbed.Extension.class)
final class PoolTroubleTest {

    private final Testbed testbed;

    PoolTroubleTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @Test
    void aQuotaThatIsReachedIsToldAndTheOldNumberOfNodesIsReadyAgain() {
        try (Scene scene = Scene.withOperator(testbed, "quota")) {
            scene.applyImage();
            scene.applyPool(manifest -> manifest.replace("replicas: 2", "replicas: 300"));
            Condition ready = scene.awaitPoolReason("ResizeFailed");
            assertThat(ready.message()).contains("AccountCoreQuotaReached", "Raise the quota");
            assertThat(scene.poolStatus().resizeErrors())
                    .anyMatch(error -> error.code().equals("AccountCoreQuotaReached"));

            scene.applyPool();
            scene.awaitPoolReady();
            assertThat(scene.poolStatus().replicas()).isEqualTo(2);
            assertThat(scene.poolStatus().resizeErrors()).isEmpty();
        }
    }

    @Test
    void whatSomebodyChangesInTheLivePoolIsPutBack() {
        try (Scene scene = Scene.open(testbed, "drift")) {
            scene.startOperator(settings -> settings.with("AZBATCH_RESYNC_INTERVAL", "500ms"));
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            String pool = "/pools/" + scene.poolStatus().poolId();
            JsonNode declared = read(scene, pool).path("metadata");

            scene.azure().addMetadata(scene.account(), scene.poolStatus().poolId(), "by", "hand");
            scene.await(
                    "metadata as declared",
                    () -> read(scene, pool).path("metadata").equals(declared));

            ObjectNode three = JsonNodeFactory.instance.objectNode().put("targetDedicatedNodes", 3);
            scene.azure().azure().batchPost(scene.accountEndpoint(), pool + "/resize", three);
            scene.await("two nodes again", () -> nodes(read(scene, pool)).equals("steady 2 of 2"));
            scene.awaitPoolReady();
        }
    }

    @Test
    void aPoolOfSomebodyElseIsNeverTaken() {
        try (Scene scene = Scene.open(testbed, "foreign-pool")) {
            scene.azure().createPool(scene.account(), "shared");
            JsonNode foreign = scene.batchPool("shared").orElseThrow().path("eTag");
            scene.startOperator();
            scene.applyImage();
            scene.applyPool(PoolTroubleTest::shared);
            Condition ready = scene.awaitPoolReason("PoolNotOurs");
            assertThat(ready.status()).isEqualTo("False");
            assertThat(ready.message()).contains("Batch pool shared is there already", "another spec.poolId");
            scene.awaitImageReady();

            scene.deletePoolAndWait();
            assertThat(scene.batchPool("shared").orElseThrow().path("eTag")).isEqualTo(foreign);
            assertThat(scene.effects()).noneMatch(effect -> effect.startsWith("pools"));

            scene.applyPool(PoolTroubleTest::shared);
            scene.awaitPoolReason("PoolNotOurs");
            scene.azure().azure().batchDelete(scene.accountEndpoint(), "/pools/shared");
            scene.awaitPoolReady();
        }
    }

    private static String shared(String manifest) {
        return manifest.replace("spec:\n", "spec:\n  poolId: shared\n");
    }

    @Test
    void aPoolThatJobsUseIsDeletedWhenTheyAreOver() {
        try (Scene scene = Scene.withOperator(testbed, "inuse")) {
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            String poolId = scene.poolStatus().poolId();
            addJob(scene, "shot", poolId);
            addSchedule(scene, "nightly", poolId);

            scene.pool().delete();
            Condition ready = scene.awaitPoolReason("WaitingForJobs");
            assertThat(ready.message()).contains(poolId, "job shot", "job schedule nightly");
            assertThat(scene.batchPool(poolId).orElseThrow().path("state").asText())
                    .isEqualTo("active");
            assertThat(scene.effects()).doesNotContain("pools delete");

            scene.azure()
                    .azure()
                    .batchPost(scene.accountEndpoint(), "/jobs/shot/terminate", JsonNodeFactory.instance.objectNode());
            scene.await("end of the job", () -> !waitsFor(scene).contains("job shot"));
            assertThat(waitsFor(scene)).contains("job schedule nightly");

            scene.azure()
                    .azure()
                    .batchPost(
                            scene.accountEndpoint(),
                            "/jobschedules/nightly/disable",
                            JsonNodeFactory.instance.objectNode());
            scene.await("end of the pool", () -> scene.pool().get() == null);
            assertThat(scene.effects()).containsOnlyOnce("pools delete");
        }
    }

    @Test
    void aPoolGoesUnderItsJobsWhenTheObjectIsToldToIgnoreThem() {
        try (Scene scene = Scene.withOperator(testbed, "ignore")) {
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            addJob(scene, "shot", scene.poolStatus().poolId());
            scene.pool().delete();
            scene.awaitPoolReason("WaitingForJobs");

            scene.pool().edit(pool -> {
                pool.setSpec(ignoringJobs(pool.getSpec()));
                return pool;
            });

            scene.await("end of the pool", () -> scene.pool().get() == null);
            assertThat(scene.azure()
                            .azure()
                            .batchGet(scene.accountEndpoint(), "/jobs/shot")
                            .orElseThrow()
                            .path("state")
                            .asText())
                    .isEqualTo("active");
        }
    }

    private static BatchPoolSpec ignoringJobs(BatchPoolSpec spec) {
        return new BatchPoolSpec(
                spec.account(),
                spec.credentialsRef(),
                spec.poolId(),
                spec.displayName(),
                spec.image(),
                spec.nodeAgentSku(),
                spec.vmSize(),
                spec.scale(),
                spec.metadata(),
                spec.resourceTags(),
                new BatchPoolSpec.Deletion(DeletionPolicy.Delete, BatchPoolSpec.JobsInUse.Ignore));
    }

    private static String waitsFor(Scene scene) {
        return scene.pool().get().getStatus().conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .map(Condition::message)
                .findFirst()
                .orElseThrow();
    }

    /** It makes its first job far from now. */
    private static void addSchedule(Scene scene, String id, String poolId) {
        ObjectNode schedule = JsonNodeFactory.instance.objectNode().put("id", id);
        schedule.putObject("schedule").put("doNotRunUntil", "2099-01-01T00:00:00Z");
        schedule.putObject("jobSpecification").putObject("poolInfo").put("poolId", poolId);
        scene.azure().azure().batchPost(scene.accountEndpoint(), "/jobschedules", schedule);
    }

    private static void addJob(Scene scene, String id, String poolId) {
        ObjectNode job = JsonNodeFactory.instance.objectNode().put("id", id);
        job.putObject("poolInfo").put("poolId", poolId);
        scene.azure().azure().batchPost(scene.accountEndpoint(), "/jobs", job);
    }

    private static String nodes(JsonNode pool) {
        return pool.path("allocationState").asText() + " "
                + pool.path("currentDedicatedNodes").asInt() + " of "
                + pool.path("targetDedicatedNodes").asInt();
    }

    private static JsonNode read(Scene scene, String pool) {
        return scene.azure().azure().batchGet(scene.accountEndpoint(), pool).orElseThrow();
    }
}
