package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.Condition;
import io.azbatch.testbed.azure.UserAzure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deletion that must wait, must not happen, or can not: nothing in use is taken away, and nobody is stuck for ever. */
@ExtendWith(Testbed.Extension.class)
final class DeletionTest {
    private final Testbed testbed;

    DeletionTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @Test
    void anImageThatAPoolUsesWaitsForThePool() {
        try (Scene scene = Scene.withOperator(testbed, "in-use")) {
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();

            scene.image().delete();
            Condition ready = scene.awaitImageReason("InUse");
            assertThat(ready.status()).isEqualTo("False");
            assertThat(ready.message()).contains(scene.name() + "/" + Manifests.POOL, "delete them");
            assertThat(scene.effects()).doesNotContain("galleries/images/versions DELETE");

            scene.deletePoolAndWait();
            scene.awaitEndOfImage();
            assertThat(scene.effects()).endsWith("pools delete", "galleries/images/versions DELETE");
        }
    }

    @Test
    void detachOnDeleteLeavesAzureAsItIs() {
        try (Scene scene = Scene.withOperator(testbed, "detach")) {
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            String version = scene.imageStatus().current().galleryImageVersionId();
            String pool = scene.poolStatus().poolId();
            int writes = scene.writes().size();

            scene.annotate("bpool/" + Manifests.POOL, "azbatch.io/reconcile-policy=detach-on-delete");
            scene.annotate("cimg/" + Manifests.IMAGE, "azbatch.io/reconcile-policy=detach-on-delete");
            scene.deletePoolAndWait();
            scene.deleteImageAndWait();
            assertThat(scene.writes()).hasSize(writes);
            assertThat(scene.batchPool(pool)).isPresent();
            assertThat(scene.azure().azure().get(version, UserAzure.GALLERY)).isPresent();
        }
    }

    @Test
    void whenAzureSaysNoDetachOnDeleteIsTheWayOut() {
        try (Scene scene = Scene.withOperator(testbed, "delete-denied")) {
            String client = "11111111-2222-3333-4444-666666666666";
            String subscription = scene.azure().azure().subscription();
            scene.admin()
                    .principal(
                            client,
                            "secret",
                            Map.of(subscription, "read", scene.azure().id(), "write"));
            scene.giveCredentials(client, "secret");
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            String version = scene.imageStatus().current().galleryImageVersionId();
            String pool = scene.poolStatus().poolId();
            scene.admin().principal(client, "secret", Map.of(subscription, "read"));

            scene.pool().delete();
            Condition poolStays = scene.awaitPoolReason("InsufficientAccountPermissions");
            assertThat(poolStays.message()).contains("Grant", "azbatch.io/reconcile-policy=detach-on-delete");
            scene.annotate("bpool/" + Manifests.POOL, "azbatch.io/reconcile-policy=detach-on-delete");
            scene.awaitEndOfPool();
            assertThat(scene.batchPool(pool).orElseThrow().path("state").asText())
                    .isEqualTo("active");

            scene.image().delete();
            Condition imageStays = scene.awaitImageReason("AuthorizationFailed");
            assertThat(imageStays.message()).contains("Grant", "azbatch.io/reconcile-policy=detach-on-delete");
            scene.annotate("cimg/" + Manifests.IMAGE, "azbatch.io/reconcile-policy=detach-on-delete");
            scene.awaitEndOfImage();
            assertThat(scene.azure().azure().get(version, UserAzure.GALLERY)).isPresent();
        }
    }
}
