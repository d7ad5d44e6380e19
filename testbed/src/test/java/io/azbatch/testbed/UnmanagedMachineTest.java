package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.testbed.azure.Fault;
import io.azbatch.testbed.azure.SimulatorAdmin;
import io.azbatch.testbed.azure.UserAzure;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The guide of 2017 as it was written, in an Azure of a day on which machines with unmanaged disks still lived: such a
 * machine is captured into container {@code system}, and the version is made of that VHD.
 */
@ExtendWith(Testbed.Extension.class)
final class UnmanagedMachineTest {
    private static final String CAPTURE = "virtualMachines/capture";

    private final Testbed testbed;

    UnmanagedMachineTest(Testbed testbed) {
        this.testbed = testbed.earlier();
    }

    @Test
    void theDiskIsCapturedAndTheVersionIsMadeOfTheVhd() {
        try (Scene scene = withMachine("captured")) {
            scene.startOperator();
            scene.applyImage(toVhdOf(scene, "preflight: {skip: [ManagedOsDisk]}"));
            scene.awaitImageReady();
            var current = scene.imageStatus().current();
            assertThat(current.vhdUri())
                    .startsWith(scene.ground().blobEndpoint() + "/system/Microsoft.Compute/Images/vhds/render-osDisk.");
            assertThat(scene.azure()
                            .azure()
                            .get(current.galleryImageVersionId(), UserAzure.GALLERY)
                            .orElseThrow()
                            .at("/properties/storageProfile/osDiskImage/source/uri")
                            .asText())
                    .isEqualTo(current.vhdUri());
            assertThat(scene.effects()).containsOnlyOnce(CAPTURE).doesNotContain("disks/beginGetAccess");
        }
    }

    @Test
    void aCaptureWhoseAnswerIsLostIsNotAskedForTwice() {
        try (Scene scene = withMachine("capturelost");
                SimulatorAdmin.Armed armed = scene.admin()
                        .arm(Fault.on(CAPTURE).inPath("/" + scene.name() + "/").applyThenReset())) {
            scene.startOperator();
            scene.applyImage(toVhdOf(scene, "preflight: {skip: [ManagedOsDisk]}"));
            scene.awaitImageReady();
            assertThat(armed.struck()).isOne();
            assertThat(scene.effects()).containsOnlyOnce(CAPTURE);
        }
    }

    @Test
    void afterTheRetirementItIsRefusedBeforeAnythingIsDoneToIt() {
        try (Scene scene = withMachine("retired")) {
            scene.startOperator();
            scene.applyImage(toVhdOf(scene, ""));
            assertThat(scene.awaitImageReason("UnmanagedOsDisk").message())
                    .contains("31 March 2026")
                    .contains("az vm convert");
            assertThat(scene.writes()).isEmpty();
        }
    }

    private Scene withMachine(String name) {
        Scene scene = Scene.open(testbed, name);
        scene.azure().createStorageAccount(scene.storage());
        scene.azure().createUnmanagedMachine("blob-vm", scene.ground().blobEndpoint());
        return scene;
    }

    /** The image of the unmanaged machine, saved as a VHD too. */
    private static UnaryOperator<String> toVhdOf(Scene scene, String line) {
        String vhd = "    vhd: {storageAccountId: \"%s\", destinationContainerName: vhds, prefix: render}\n  %s\n"
                .formatted(scene.azure().storageAccount(scene.storage()), line);
        return manifest ->
                manifest.replace("golden-vm", "blob-vm").replace("  deletionPolicy:", vhd + "  deletionPolicy:");
    }
}
