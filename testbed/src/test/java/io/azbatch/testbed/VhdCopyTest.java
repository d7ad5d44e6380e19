package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.Condition;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.testbed.azure.UserAzure;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A copy of an OS disk that does not come to its end. Its Azure copies as slowly as a test wants it to. */
@ExtendWith(Testbed.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class VhdCopyTest {
    private static final int QUICKLY = 10_000;

    /** MiB in a simulated second: a disk takes longer than any test waits. */
    private static final int ENDLESSLY = 1;

    private final Testbed testbed;

    VhdCopyTest(Testbed testbed) {
        this.testbed = testbed.withAzureOfItsOwn("simulator-copies");
    }

    @Test
    void aCopyThatFailsIsBegunAgainUntilTheAttemptsAreSpentAndOnceMoreWhenTheUserAsks() {
        try (Scene scene = copying("copyfails")) {
            for (int attempt = 1; attempt <= 3; attempt++) {
                awaitCopy(scene, attempt);
                takeTheRightAway(scene);
            }
            assertThat(scene.awaitImageReason("AttemptsSpent").message())
                    .contains("403 AuthenticationFailed")
                    .contains("(attempt 3)")
                    .contains("azbatch.io/reconcile-requested-at");
            assertThat(saved(scene).status()).isEqualTo("False");
            assertThat(saved(scene).reason()).isEqualTo("VhdCopyFailed");
            nobodyReadsTheDisk(scene);
            assertThat(scene.effects().stream().filter("blob PUT copy"::equals)).hasSize(3);

            scene.admin().set("copyMiBPerSecond", QUICKLY);
            scene.annotate("cimg/" + Manifests.IMAGE, "azbatch.io/reconcile-requested-at=now");
            scene.awaitImageReady();
            nobodyReadsTheDisk(scene);
            assertThat(scene.ground().blobs().list("system"))
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("CopyStatus=success", "azbatch_attempt=4");
        }
    }

    @Test
    void whoDeletesTheImageMeanwhileEndsTheCopyAndLeavesNothingOfIt() {
        try (Scene scene = copying("copyaborted")) {
            awaitCopy(scene, 1);
            scene.deleteImageAndWait();
            assertThat(scene.effects()
                            .subList(
                                    scene.effects().indexOf("blob PUT copy"),
                                    scene.effects().size()))
                    .containsExactly("blob PUT copy", "blob PUT abortCopy", "disks/endGetAccess", "blob DELETE");
            assertThat(scene.ground().blobs().list("system")).isEmpty();
            assertThat(diskState(scene)).isEqualTo("Reserved");
        }
    }

    /** What is saved would be kept; what is half saved is not. */
    private Scene copying(String name) {
        Scene scene = Scene.open(testbed, name);
        scene.admin().set("copyMiBPerSecond", ENDLESSLY);
        scene.azure().createStorageAccount(scene.storage());
        scene.startOperator();
        String account = scene.azure().storageAccount(scene.storage());
        scene.apply(Manifests.image(Testbed.SUBSCRIPTION, scene.name(), Manifests.ofMachine(), Manifests.toVhd(account))
                .replace("deletionPolicy: Delete", "deletionPolicy: Retain"));
        return scene;
    }

    private static void awaitCopy(Scene scene, int attempt) {
        scene.await("copy of attempt " + attempt, () -> {
            CustomImageStatus status = scene.imageStatus();
            return status.build() != null
                    && status.build().attempt() == attempt
                    && condition(status, "Ready")
                            .filter(ready -> ready.message().startsWith("copying the OS disk: "))
                            .isPresent();
        });
    }

    /** Somebody does so by hand; Azure notices when it reads on. */
    private static void takeTheRightAway(Scene scene) {
        scene.azure().azure().post(disk(scene) + "/endGetAccess", UserAzure.DISKS);
    }

    private static void nobodyReadsTheDisk(Scene scene) {
        assertThat(scene.imageStatus().diskAccess()).isNull();
        assertThat(diskState(scene)).isEqualTo("Reserved");
    }

    private static String diskState(Scene scene) {
        return scene.azure()
                .azure()
                .get(disk(scene), UserAzure.DISKS)
                .orElseThrow()
                .at("/properties/diskState")
                .asText();
    }

    private static String disk(Scene scene) {
        return scene.azure().disk(Manifests.MACHINE + "-os");
    }

    private static Condition saved(Scene scene) {
        return condition(scene.imageStatus(), "Saved").orElseThrow();
    }

    private static Optional<Condition> condition(CustomImageStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
