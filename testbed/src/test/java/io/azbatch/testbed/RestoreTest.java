package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster that is restored from its manifests: the objects come back with other UIDs and without a status. */
@ExtendWith(Testbed.Extension.class)
final class RestoreTest {
    private final Testbed testbed;

    RestoreTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @Test
    void whatWasMadeBeforeIsFoundAgainAndNothingIsMadeTwice() {
        try (Scene scene = Scene.withOperator(testbed, "restore")) {
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            String poolId = scene.poolStatus().poolId();
            String version = scene.imageStatus().current().galleryImageVersionId();

            scene.operators().killAll();
            lose(scene.pool());
            lose(scene.image());
            scene.applyImage();
            scene.applyPool();
            scene.operators().resumeAll();
            scene.awaitPoolReady();

            assertThat(scene.poolStatus().poolId()).isEqualTo(poolId);
            assertThat(scene.imageStatus().current().galleryImageVersionId()).isEqualTo(version);
            List<JsonNode> pools = scene.azure().azure().batchList(scene.accountEndpoint(), "/pools");
            assertThat(pools).hasSize(1);
            assertThat(pools.getFirst().path("metadata").toString())
                    .contains(scene.pool().get().getMetadata().getUid());
        }
    }

    private static <T extends HasMetadata> void lose(Resource<T> object) {
        object.edit(there -> {
            there.getMetadata().setFinalizers(List.of());
            return there;
        });
        object.delete();
    }
}
