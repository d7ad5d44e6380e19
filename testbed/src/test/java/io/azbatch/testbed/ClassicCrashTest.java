package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.testbed.CrashPoint.Moment;
import io.azbatch.testbed.azure.UserAzure;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator may die anywhere on the way to a VHD and a managed image, and while they are deleted. What comes of it is
 * what comes of a calm run. Only the right to read the disk may be asked for once more, since Azure tells its URL to the
 * process that asked; it is taken back as often as it was given.
 */
@ExtendWith(Testbed.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
final class ClassicCrashTest {
    private static final String GRANT = "disks/beginGetAccess";
    private static final String REVOKE = "disks/endGetAccess";

    /** What is done once, whatever happens. */
    private static final List<String> ONCE = List.of(
            "virtualMachines PATCH",
            "virtualMachines/deallocate",
            "virtualMachines/generalize",
            "container PUT",
            "blob PUT copy",
            "blob PUT",
            "images PUT",
            "images DELETE",
            "blob DELETE",
            "blob DELETE");

    private final Testbed testbed;

    ClassicCrashTest(Testbed testbed) {
        this.testbed = testbed;
    }

    static Stream<CrashPoint> points() {
        return Stream.of(
                        "container PUT",
                        GRANT,
                        "blob PUT copy",
                        REVOKE,
                        "blob PUT",
                        "images PUT",
                        "images DELETE",
                        "blob DELETE")
                .flatMap(operation -> Stream.of(Moment.values()).map(moment -> new CrashPoint(operation, 1, moment)));
    }

    @ParameterizedTest
    @MethodSource("points")
    void anotherOperatorGoesOnFrom(CrashPoint point) {
        try (Scene scene = Scene.open(testbed, "classic-crash")) {
            scene.azure().createStorageAccount(scene.storage());
            scene.startOperator(settings -> settings.with("AZBATCH_LEASE_DURATION", "5s"));
            CompletableFuture<Void> crash = CompletableFuture.runAsync(() -> {
                point.kill(scene);
                scene.resumeOperator();
            });
            scene.apply(image(scene));
            scene.awaitImageReady();
            assertThat(scene.imageStatus().diskAccess()).isNull();
            assertThat(diskState(scene)).isEqualTo("Reserved");
            scene.deleteImageAndWait();
            crash.join();

            List<String> effects = scene.effects();
            assertThat(effects)
                    .filteredOn(effect -> !effect.startsWith("disks/"))
                    .containsExactlyElementsOf(ONCE);
            assertThat(Collections.frequency(effects, GRANT))
                    .isEqualTo(Collections.frequency(effects, REVOKE))
                    .isBetween(1, 2);
        }
    }

    private static String diskState(Scene scene) {
        return scene.azure()
                .azure()
                .get(
                        scene.azure().id() + "/providers/Microsoft.Compute/disks/" + Manifests.MACHINE + "-os",
                        UserAzure.DISKS)
                .orElseThrow()
                .at("/properties/diskState")
                .asText();
    }

    private static String image(Scene scene) {
        return """
                apiVersion: azbatch.io/v1beta1
                kind: CustomImage
                metadata:
                  name: %s
                spec:
                  subscriptionId: "%s"
                  resourceGroup: "%s"
                  location: westeurope
                  source:
                    virtualMachine: {name: %s, capture: InPlace, osState: Generalized}
                  save:
                    vhd: {storageAccountId: "%s", destinationContainerName: vhds, prefix: render}
                    managedImage: {name: golden}
                  deletionPolicy: Delete
                """.formatted(
                        Manifests.IMAGE,
                        Testbed.SUBSCRIPTION,
                        scene.name(),
                        Manifests.MACHINE,
                        scene.azure().storageAccount(scene.storage()));
    }
}
