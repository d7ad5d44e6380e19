package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.Condition;
import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.testbed.azure.UserAzure;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The classic flow as it should go: a machine's disk becomes a VHD, and a VHD an image again. */
@ExtendWith(Testbed.Extension.class)
final class ClassicFlowTest {
    private static final String FOUND = "found";

    private final Testbed testbed;

    ClassicFlowTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @Test
    void aMachineIsSavedEverywhereAndEverythingIsTakenAwayAgain() {
        try (Scene scene = Scene.open(testbed, "everywhere")) {
            scene.azure().createStorageAccount(scene.storage());
            scene.startOperator();
            scene.applyImage(manifest -> everywhere(scene, manifest));
            scene.awaitImageReady();
            everyTargetIsThere(scene);
            assertThat(scene.effects())
                    .containsExactly(
                            "galleries PUT",
                            "galleries/images PUT",
                            "virtualMachines PATCH",
                            "virtualMachines/deallocate",
                            "virtualMachines/generalize",
                            "container PUT",
                            "disks/beginGetAccess",
                            "blob PUT copy",
                            "disks/endGetAccess",
                            "blob PUT",
                            "galleries/images/versions PUT",
                            "images PUT");

            scene.deleteImageAndWait();
            assertThat(scene.effects().subList(12, scene.effects().size()))
                    .containsExactly("galleries/images/versions DELETE", "images DELETE", "blob DELETE", "blob DELETE");
        }
    }

    @Test
    void aVhdWhoseAccountNobodyNotedBecomesAnImage() {
        try (Scene scene = Scene.open(testbed, "sought")) {
            scene.azure().createStorageAccount(scene.storage());
            scene.startOperator();
            scene.apply(sought(scene));
            scene.await("that there is no such VHD", () -> is(found(scene), "VhdNotFound"));

            scene.applyImage(manifest ->
                    everywhere(scene, manifest).replace("deletionPolicy: Delete", "deletionPolicy: Retain"));
            scene.awaitImageReady();
            String vhd = scene.imageStatus().current().vhdUri();
            scene.deleteImageAndWait();

            scene.await("the VHD is found", () -> is(found(scene), "Ready"));
            assertThat(found(scene).current().vhdUri()).isEqualTo(vhd);
            assertThat(found(scene).current().sourceId()).isEqualTo(vhd);
        }
    }

    @Test
    void aVhdOfTheUsersOwnBecomesAVersion() {
        try (Scene scene = Scene.open(testbed, "uploaded")) {
            scene.azure().createStorageAccount(scene.storage());
            scene.startOperator();
            scene.applyImage(manifest ->
                    everywhere(scene, manifest).replace("deletionPolicy: Delete", "deletionPolicy: Retain"));
            scene.awaitImageReady();
            String vhd = scene.imageStatus().current().vhdUri();
            scene.deleteImageAndWait();

            scene.apply(uploaded(scene, vhd.replace("osDisk", "noDisk")));
            scene.await("that there is no such VHD", () -> is(found(scene), "VhdNotFound"));
            scene.apply(uploaded(scene, vhd));
            scene.await("a version of the VHD", () -> is(found(scene), "Ready"));
            var current = found(scene).current();
            assertThat(current.sourceId()).isEqualTo(vhd);
            assertThat(scene.azure()
                            .azure()
                            .get(current.galleryImageVersionId(), UserAzure.GALLERY)
                            .orElseThrow()
                            .at("/properties/storageProfile/osDiskImage/source/uri")
                            .asText())
                    .isEqualTo(vhd);
        }
    }

    private static void everyTargetIsThere(Scene scene) {
        CustomImageStatus status = scene.imageStatus();
        var current = status.current();
        String vmId = scene.azure()
                .azure()
                .get(scene.azure().virtualMachine(Manifests.MACHINE), UserAzure.COMPUTE)
                .orElseThrow()
                .at("/properties/vmId")
                .asText();
        assertThat(current.vhdUri()).endsWith("/system/Microsoft.Compute/Images/vhds/render-osDisk." + vmId + ".vhd");
        assertThat(scene.azure().azure().get(current.managedImageId(), UserAzure.COMPUTE))
                .isPresent();
        assertThat(scene.azure().azure().get(current.galleryImageVersionId(), UserAzure.GALLERY))
                .isPresent();
        assertThat(current.baseImage().offer()).isEqualTo("ubuntu-24_04-lts");
        assertThat(status.diskAccess()).as("the right to read the disk").isNull();
        assertThat(diskState(scene)).isEqualTo("Reserved");
        assertThat(condition(status, "Saved").map(Condition::status)).contains("True");
    }

    private static String diskState(Scene scene) {
        return scene.azure()
                .azure()
                .get(scene.azure().disk(Manifests.MACHINE + "-os"), UserAzure.DISKS)
                .orElseThrow()
                .at("/properties/diskState")
                .asText();
    }

    /** The image, saved to a VHD and a managed image too. */
    private static String everywhere(Scene scene, String manifest) {
        String targets = "    vhd: {storageAccountId: \"%s\", destinationContainerName: vhds, prefix: render}\n"
                + "    managedImage: {name: golden}\n"
                + "  deletionPolicy:";
        return manifest.replace(
                "  deletionPolicy:", targets.formatted(scene.azure().storageAccount(scene.storage())));
    }

    private static String sought(Scene scene) {
        return """
                apiVersion: azbatch.io/v1beta1
                kind: CustomImage
                metadata:
                  name: %s
                spec:
                  subscriptionId: "%s"
                  resourceGroup: "%s"
                  location: westeurope
                  os: {type: Linux, hyperVGeneration: V2}
                  source:
                    vhd: {resourceGroup: "%s", destinationContainerName: vhds, prefix: render, osState: Generalized}
                  save:
                    managedImage: {name: found}
                """.formatted(FOUND, Testbed.SUBSCRIPTION, scene.name(), scene.name());
    }

    private static String uploaded(Scene scene, String uri) {
        return """
                apiVersion: azbatch.io/v1beta1
                kind: CustomImage
                metadata:
                  name: %s
                spec:
                  subscriptionId: "%s"
                  resourceGroup: "%s"
                  location: westeurope
                  os: {type: Linux, hyperVGeneration: V2}
                  source:
                    vhd: {uri: "%s", storageAccountId: "%s", osState: Generalized}
                  save:
                    gallery:
                      gallery: uploads
                      definition: uploaded
                      create: true
                      identifier: {publisher: acme, offer: render, sku: uploaded}
                """.formatted(
                FOUND, Testbed.SUBSCRIPTION, scene.name(), uri, scene.azure().storageAccount(scene.storage()));
    }

    private static CustomImageStatus found(Scene scene) {
        return Optional.ofNullable(scene.kubernetes()
                        .resources(CustomImage.class)
                        .inNamespace(scene.name())
                        .withName(FOUND)
                        .get()
                        .getStatus())
                .orElseGet(CustomImageStatus::empty);
    }

    private static boolean is(CustomImageStatus status, String reason) {
        return condition(status, "Ready")
                .map(Condition::reason)
                .filter(reason::equals)
                .isPresent();
    }

    private static Optional<Condition> condition(CustomImageStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
