package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.Condition;
import io.azbatch.testbed.azure.UserAzure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which image a pool boots from: one of a gallery that no CustomImage made, and one that is not where the pool is. */
@ExtendWith(Testbed.Extension.class)
final class ImageOfPoolTest {
    private static final String UBUNTU = "batch.node.ubuntu 24.04";

    private final Testbed testbed;

    ImageOfPoolTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @Test
    void aDefinitionOfAGalleryMeansItsNewestVersion() {
        try (Scene scene = Scene.open(testbed, "definition")) {
            saveByHand(scene, "1.2.0");
            String newest = saveByHand(scene, "1.10.0");
            String definition = scene.azure().definition(Manifests.GALLERY, Manifests.DEFINITION);
            scene.startOperator();

            scene.applyPool(manifest -> Manifests.ofGallery(manifest, definition));
            Condition unknown = scene.awaitPoolReason("NodeAgentSkuUnknown");
            assertThat(unknown.message()).contains("spec.nodeAgentSku").contains(UBUNTU);
            scene.applyPool(manifest -> Manifests.withNodeAgent(Manifests.ofGallery(manifest, definition), UBUNTU));
            scene.awaitPoolReady();

            thePoolBootsFrom(scene, newest);
            scene.deletePoolAndWait();
            assertThat(scene.effects()).containsExactly("pools add", "pools delete");
            assertThat(scene.azure().azure().get(newest, UserAzure.GALLERY)).isPresent();
        }
    }

    @Test
    void aVersionOfAGalleryMeansThatOne() {
        try (Scene scene = Scene.open(testbed, "version")) {
            String named = saveByHand(scene, "1.0.0");
            saveByHand(scene, "2.0.0");
            scene.startOperator();
            scene.applyPool(manifest -> Manifests.withNodeAgent(Manifests.ofGallery(manifest, named), UBUNTU));
            scene.awaitPoolReady();
            thePoolBootsFrom(scene, named);
        }
    }

    @Test
    void aCustomImageIsCopiedToTheRegionOfTheAccountByItsSpec() {
        try (Scene scene = Scene.withOperator(testbed, "image-elsewhere")) {
            String account = accountInTheSecondRegion(scene);
            scene.applyImage(Manifests::inOneRegion);
            scene.applyPool(manifest -> manifest.replace(scene.account(), account));
            Condition missing = scene.awaitPoolReason("ImageNotReplicated");
            assertThat(missing.status()).isEqualTo("False");
            assertThat(missing.message())
                    .contains("not replicated to " + Manifests.SECOND_REGION)
                    .contains("save.gallery.targetRegions of CustomImage " + scene.name() + "/" + Manifests.IMAGE);

            scene.applyImage();
            scene.awaitPoolReady();
            assertThat(scene.azure()
                            .azure()
                            .list(
                                    scene.azure().definition(Manifests.GALLERY, Manifests.DEFINITION) + "/versions",
                                    UserAzure.GALLERY))
                    .hasSize(1);
        }
    }

    @Test
    void aVersionOfAGalleryIsCopiedToTheRegionOfTheAccountByItsOwner() {
        try (Scene scene = Scene.open(testbed, "version-elsewhere")) {
            String account = accountInTheSecondRegion(scene);
            String version = saveByHand(scene, "1.0.0");
            scene.startOperator();
            scene.applyPool(manifest -> Manifests.withNodeAgent(Manifests.ofGallery(manifest, version), UBUNTU)
                    .replace(scene.account(), account));
            Condition missing = scene.awaitPoolReason("ImageNotReplicated");
            assertThat(missing.status()).isEqualTo("False");
            assertThat(missing.message())
                    .contains("not replicated to " + Manifests.SECOND_REGION)
                    .contains("add it to the target regions of the version");

            scene.azure().replicate(version, Manifests.SECOND_REGION);
            scene.awaitPoolReady();
        }
    }

    private static String accountInTheSecondRegion(Scene scene) {
        String account = scene.account() + "n";
        scene.azure().in(Manifests.SECOND_REGION).createBatchAccount(account);
        return account;
    }

    /** ARM id of a version that the user makes of the machine. */
    private static String saveByHand(Scene scene, String version) {
        return scene.azure().saveByHand(Manifests.MACHINE, Manifests.GALLERY, Manifests.DEFINITION, version);
    }

    private static void thePoolBootsFrom(Scene scene, String version) {
        assertThat(scene.batchPool()
                        .at("/virtualMachineConfiguration/imageReference/virtualMachineImageId")
                        .asText())
                .isEqualToIgnoringCase(version);
        var status = scene.poolStatus();
        assertThat(status.imageId()).isEqualToIgnoringCase(version);
        assertThat(status.imageSource()).isEqualTo("Gallery");
        assertThat(status.imageOrigin()).isNotNull();
        assertThat(status.imageOrigin().customImage()).isNull();
        assertThat(status.imageOrigin().version()).isEqualTo(version.substring(version.lastIndexOf('/') + 1));
        assertThat(status.imageOrigin().virtualMachineId())
                .isEqualToIgnoringCase(scene.azure().virtualMachine(Manifests.MACHINE));
        assertThat(status.replicas()).isEqualTo(2);
    }
}
