package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The API server goes away in the middle of the road and comes back. Alone, since all scenes share it. */
@ExtendWith(Testbed.Extension.class)
@Isolated
final class ApiServerRestartTest {
    private final Testbed testbed;

    ApiServerRestartTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @Test
    void theRoadGoesOn() {
        try (Scene scene = Scene.withOperator(testbed, "restart")) {
            scene.applyImage();
            scene.applyPool();
            scene.await("first effect", () -> !scene.effects().isEmpty());
            testbed.controlPlane().restartApiServer();
            scene.awaitPoolReady();
            assertThat(scene.effects()).doesNotHaveDuplicates();
        }
    }
}
