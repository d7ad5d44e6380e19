package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.testbed.azure.Fault;
import io.azbatch.testbed.azure.SimulatorAdmin;
import io.azbatch.testbed.azure.UserAzure;
import io.azbatch.testbed.operator.OperatorProcess;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The road as it should go: from a running machine to a scaled pool, and everything taken away again. */
@ExtendWith(Testbed.Extension.class)
final class LifecycleTest {
    /** Exit code of a JVM that was asked to end and did. */
    private static final int SIGTERM = 128 + 15;

    private final Testbed testbed;

    LifecycleTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @Test
    void aMachineBecomesAnImageAndTheImageARunningPool() {
        try (Scene scene = Scene.withOperator(testbed, "road")) {
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            theImageIsWhatAzureHas(scene);
            thePoolIsWhatBatchHas(scene);

            scene.scalePool(4);
            scene.awaitPoolReady();
            assertThat(scene.poolStatus().replicas()).isEqualTo(4);
            assertThat(scene.batchPool().path("currentDedicatedNodes").asInt()).isEqualTo(4);

            scene.applyPool(manifest -> manifest.replace("replicas: 2", "replicas: 1, spot: 1"));
            scene.awaitPoolReady();
            assertThat(scene.batchPool().path("currentDedicatedNodes").asInt()).isZero();
            assertThat(scene.batchPool().path("currentLowPriorityNodes").asInt())
                    .isOne();

            scene.deletePoolAndWait();
            assertThat(scene.azure().azure().batchList(scene.accountEndpoint(), "/pools"))
                    .isEmpty();
            scene.deleteImageAndWait();
            onlyGalleryDefinitionAndMachineAreLeft(scene);
        }
    }

    @Test
    void anImageMovesItsWaitingPoolOnByItsEvent() {
        try (Scene scene = Scene.open(testbed, "event")) {
            scene.startOperator(
                    settings -> settings.with("AZBATCH_RESYNC_INTERVAL", "1h").with("AZBATCH_STALLED_INTERVAL", "1h"));
            scene.applyPool();
            scene.awaitPoolReason("ImageNotFound");
            // The image is not saved before the pool was seen waiting for it.
            Fault held = Fault.on("virtualMachines/deallocate")
                    .inPath("/" + scene.name() + "/")
                    .times(0)
                    .holdBefore();
            try (SimulatorAdmin.Armed armed = scene.admin().arm(held)) {
                scene.applyImage();
                scene.awaitPoolReason("WaitingForImage");
                scene.await("a deallocation that is held", () -> armed.struck() > 0);
            }
            scene.awaitPoolReady();
        }
    }

    @Test
    void aMachineThatTheUserHasDeallocatedGoesOnFromThere() {
        try (Scene scene = Scene.open(testbed, "deallocated")) {
            scene.azure().deallocate(Manifests.MACHINE);
            scene.startOperator();
            scene.applyImage();
            scene.awaitImageReady();
            assertThat(scene.effects()).doesNotContain("virtualMachines/deallocate");
        }
    }

    @Test
    void aMachineThatTheUserHasOnlyStoppedGoesOnFromThere() {
        try (Scene scene = Scene.open(testbed, "stopped")) {
            scene.azure().stop(Manifests.MACHINE);
            scene.startOperator();
            scene.applyImage();
            scene.awaitImageReady();
            assertThat(scene.effects())
                    .containsSubsequence("virtualMachines/deallocate", "virtualMachines/generalize")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aMachineThatTheUserHasMarkedGeneralizedIsSavedAsItIs() {
        try (Scene scene = Scene.open(testbed, "generalized")) {
            scene.azure().deallocate(Manifests.MACHINE);
            scene.azure().generalize(Manifests.MACHINE);
            scene.startOperator();
            scene.applyImage();
            scene.awaitImageReady();
            assertThat(scene.effects())
                    .containsExactly("galleries PUT", "galleries/images PUT", "galleries/images/versions PUT");
        }
    }

    @Test
    void atRestNothingIsWritten() {
        try (Scene scene = Scene.open(testbed, "rest")) {
            scene.startOperator(settings -> settings.with("AZBATCH_RESYNC_INTERVAL", "500ms"));
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            int writes = scene.writes().size();
            String image = scene.image().get().getMetadata().getResourceVersion();
            String pool = scene.pool().get().getMetadata().getResourceVersion();
            scene.awaitLooksAtPool(5);
            assertThat(scene.writes()).hasSize(writes);
            assertThat(scene.image().get().getMetadata().getResourceVersion()).isEqualTo(image);
            assertThat(scene.pool().get().getMetadata().getResourceVersion()).isEqualTo(pool);
        }
    }

    @Test
    void aGoodbyeGivesTheLeaseBackAndAnotherOperatorNeedNotWait() {
        try (Scene scene = Scene.open(testbed, "goodbye")) {
            OperatorProcess operator = scene.startOperator();
            scene.await("leader", () -> scene.leaseHolder().isPresent());
            assertThat(operator.terminate()).isEqualTo(SIGTERM);
            assertThat(scene.leaseHolder()).isEmpty();
        }
    }

    private static void theImageIsWhatAzureHas(Scene scene) {
        var current = scene.imageStatus().current();
        assertThat(current).isNotNull();
        JsonNode version = scene.azure()
                .azure()
                .get(current.galleryImageVersionId() + "?$expand=ReplicationStatus", UserAzure.GALLERY)
                .orElseThrow()
                .path("properties");
        assertThat(version.path("provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(version.path("replicationStatus").path("aggregatedState").asText())
                .isEqualTo("Completed");
        assertThat(current.regions())
                .extracting(region -> region.name() + " " + region.progress())
                .containsExactlyInAnyOrder("westeurope 100", "northeurope 100");
        assertThat(current.baseImage()).isNotNull();
        assertThat(current.baseImage().offer()).isEqualTo("ubuntu-24_04-lts");
        assertThat(powerAndState(scene)).contains("PowerState/deallocated", "OSState/generalized");
    }

    private static List<String> powerAndState(Scene scene) {
        JsonNode view = scene.azure()
                .azure()
                .get(scene.azure().virtualMachine(Manifests.MACHINE) + "?$expand=instanceView", UserAzure.COMPUTE)
                .orElseThrow()
                .path("properties")
                .path("instanceView")
                .path("statuses");
        return StreamSupport.stream(view.spliterator(), false)
                .map(status -> status.path("code").asText())
                .toList();
    }

    private static void thePoolIsWhatBatchHas(Scene scene) {
        var status = scene.poolStatus();
        JsonNode pool = scene.batchPool();
        assertThat(pool.path("currentDedicatedNodes").asInt()).isEqualTo(2);
        assertThat(pool.path("allocationState").asText()).isEqualTo("steady");
        assertThat(pool.at("/virtualMachineConfiguration/imageReference/virtualMachineImageId")
                        .asText())
                .isEqualToIgnoringCase(scene.imageStatus().current().galleryImageVersionId());
        assertThat(pool.at("/virtualMachineConfiguration/nodeAgentSKUId").asText())
                .isEqualTo("batch.node.ubuntu 24.04")
                .isEqualTo(status.nodeAgentSku());
        assertThat(status.imageSource()).isEqualTo("CustomImage");
        assertThat(status.imageOrigin()).isNotNull();
        assertThat(status.imageOrigin().customImage()).isEqualTo(scene.name() + "/" + Manifests.IMAGE);
        assertThat(status.imageOrigin().virtualMachineId())
                .isEqualToIgnoringCase(scene.azure().virtualMachine(Manifests.MACHINE));
        assertThat(status.replicas()).isEqualTo(2);
        assertThat(status.nodes()).isNotNull();
        assertThat(status.nodes().ready()).isEqualTo(2);
    }

    private static void onlyGalleryDefinitionAndMachineAreLeft(Scene scene) {
        String definition = scene.azure().definition(Manifests.GALLERY, Manifests.DEFINITION);
        assertThat(scene.azure().azure().get(definition, UserAzure.GALLERY)).isPresent();
        assertThat(scene.azure().azure().list(definition + "/versions", UserAzure.GALLERY))
                .isEmpty();
        assertThat(scene.azure().azure().get(scene.azure().virtualMachine(Manifests.MACHINE), UserAzure.COMPUTE))
                .isPresent();
    }
}
