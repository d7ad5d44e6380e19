package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Annotation {@code azbatch.io/reconcile-policy: observe}: look and tell, and touch nothing. */
@ExtendWith(Testbed.Extension.class)
final class ObserveTest {
    private static final String POLICY = "azbatch.io/reconcile-policy=";

    private final Testbed testbed;

    ObserveTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @Test
    void nothingIsMadeBeforeTheWord() {
        try (Scene scene = Scene.withOperator(testbed, "observe-image")) {
            scene.applyImage(manifest -> manifest.replace(
                    "  name: golden\n", "  name: golden\n  annotations: {azbatch.io/reconcile-policy: observe}\n"));
            Condition ready = scene.awaitImageReason("DriftObserved");
            assertThat(ready.status()).isEqualTo("False");
            assertThat(ready.message()).contains("observe", "creating gallery");
            assertThat(scene.writes()).isEmpty();

            scene.annotate("cimg/" + Manifests.IMAGE, POLICY + "manage");
            scene.awaitImageReady();
        }
    }

    @Test
    void aPoolIsNeitherScaledNorDeleted() {
        try (Scene scene = Scene.withOperator(testbed, "observe-pool")) {
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            int writes = scene.writes().size();
            String pool = scene.poolStatus().poolId();

            scene.annotate("bpool/" + Manifests.POOL, POLICY + "observe");
            scene.scalePool(3);
            Condition ready = scene.awaitPoolReason("DriftObserved");
            assertThat(ready.message()).contains("observe", "resizing");
            scene.deletePoolAndWait();
            assertThat(scene.writes()).hasSize(writes);
            assertThat(scene.batchPool(pool)
                            .orElseThrow()
                            .path("targetDedicatedNodes")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void aWordThatIsNotKnownIsToldAndMeansNothingIsTouched() {
        try (Scene scene = Scene.withOperator(testbed, "unknown-policy")) {
            scene.applyImage(manifest -> manifest.replace(
                    "  name: golden\n", "  name: golden\n  annotations: {azbatch.io/reconcile-policy: obverse}\n"));
            Condition ready = scene.awaitImageReason("InvalidAnnotation");
            assertThat(ready.message()).contains("'obverse'", "manage, observe or detach-on-delete");
            assertThat(scene.writes()).isEmpty();
        }
    }
}
