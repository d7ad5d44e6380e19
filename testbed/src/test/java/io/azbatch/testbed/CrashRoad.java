package io.azbatch.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is asked of the operator in a crash run. Together the roads have each source and each target of an image, and each
 * pair of the two that the API allows.
 */
enum CrashRoad {
    /** A machine becomes an image and the image a pool, which is scaled and put back after somebody changed it. */
    FROM_MACHINE(
            scene -> scene.azure().createVirtualMachine(Manifests.MACHINE),
            CrashStage.of(
                    scene -> {
                        scene.applyImage();
                        scene.awaitImageReady();
                    },
                    "galleries PUT",
                    "galleries/images PUT",
                    "virtualMachines PATCH",
                    "virtualMachines/deallocate",
                    "virtualMachines/generalize",
                    "galleries/images/versions PUT"),
            CrashStage.of(
                    scene -> {
                        scene.applyPool();
                        scene.awaitPoolReady();
                    },
                    "pools add"),
            CrashStage.of(
                    scene -> {
                        scene.scalePool(3);
                        scene.awaitPoolReady();
                    },
                    "pools resize"),
            CrashStage.of(
                    scene -> {
                        addMetadataByHand(scene);
                        scene.awaitLooksAtPool(2);
                        scene.awaitPoolReady();
                    },
                    "pools patch"),
            CrashStage.of(Scene::deletePoolAndWait, "pools delete"),
            CrashStage.of(Scene::deleteImageAndWait, "galleries/images/versions DELETE")),

    /** A pool boots from a version of a gallery that somebody made by hand. */
    FROM_GALLERY(
            scene -> {
                scene.azure().createVirtualMachine(Manifests.MACHINE);
                scene.azure().saveByHand(Manifests.MACHINE, Manifests.GALLERY, Manifests.DEFINITION, "1.0.0");
            },
            CrashStage.of(
                    scene -> {
                        String definition = scene.azure().definition(Manifests.GALLERY, Manifests.DEFINITION);
                        scene.applyPool(manifest -> Manifests.withNodeAgent(
                                Manifests.ofGallery(manifest, definition), "batch.node.ubuntu 24.04"));
                        scene.awaitPoolReady();
                    },
                    "pools add"),
            CrashStage.of(Scene::deletePoolAndWait, "pools delete")),

    /** A machine becomes a VHD in a storage account, and a managed image too. */
    TO_VHD(
            scene -> {
                scene.azure().createVirtualMachine(Manifests.MACHINE);
                scene.azure().createStorageAccount(scene.storage());
            },
            CrashStage.of(
                            scene -> save(scene, Manifests.ofMachine(), toVhd(scene)),
                            "virtualMachines PATCH",
                            "virtualMachines/deallocate",
                            "virtualMachines/generalize",
                            "container PUT",
                            "disks/beginGetAccess",
                            "blob PUT copy",
                            "disks/endGetAccess",
                            "blob PUT")
                    .leavingOut("virtualMachines PATCH", "virtualMachines/deallocate", "virtualMachines/generalize"),
            CrashStage.of(
                    scene -> save(scene, Manifests.ofMachine(), toVhd(scene), Manifests.toManagedImage()),
                    "images PUT"),
            CrashStage.of(Scene::deleteImageAndWait, "images DELETE", "blob DELETE", "blob DELETE")),

    /** A machine whose OS disk is a blob is captured, and the VHD becomes a version; the machine a managed image too. */
    FROM_UNMANAGED(
            scene -> {
                scene.azure().createStorageAccount(scene.storage());
                scene.azure()
                        .createUnmanagedMachine(
                                Manifests.MACHINE, scene.ground().blobEndpoint());
            },
            CrashStage.of(
                    scene -> save(scene, Manifests.ofUnmanagedMachine(), toVhd(scene)),
                    "virtualMachines PATCH",
                    "virtualMachines/deallocate",
                    "virtualMachines/generalize",
                    "virtualMachines/capture",
                    "blob PUT metadata",
                    "blob PUT metadata"),
            CrashStage.of(
                    scene -> save(scene, Manifests.ofUnmanagedMachine(), toVhd(scene), Manifests.toGallery()),
                    "galleries PUT",
                    "galleries/images PUT",
                    "galleries/images/versions PUT"),
            CrashStage.of(
                    scene -> save(
                            scene,
                            Manifests.ofUnmanagedMachine(),
                            toVhd(scene),
                            Manifests.toGallery(),
                            Manifests.toManagedImage()),
                    "images PUT"),
            CrashStage.of(
                    Scene::deleteImageAndWait,
                    "galleries/images/versions DELETE",
                    "images DELETE",
                    "blob DELETE",
                    "blob DELETE")),

    /** A VHD that the user has uploaded and names becomes a version, and a managed image too. */
    FROM_VHD(
            scene -> {
                scene.azure().createStorageAccount(scene.storage());
                scene.ground().blobs().uploadVhd(CrashRoad.UPLOADS, CrashRoad.UPLOAD, 30);
            },
            CrashStage.of(
                            scene -> save(scene, ofUpload(scene), Manifests.toGallery()),
                            "galleries PUT",
                            "galleries/images PUT",
                            "galleries/images/versions PUT")
                    .leavingOut("galleries PUT", "galleries/images PUT"),
            CrashStage.of(
                    scene -> save(scene, ofUpload(scene), Manifests.toGallery(), Manifests.toManagedImage()),
                    "images PUT"),
            CrashStage.of(Scene::deleteImageAndWait, "galleries/images/versions DELETE", "images DELETE")
                    .leavingOut("images DELETE")),

    /** The same of a VHD whose account is not noted: it is looked for. */
    FROM_SOUGHT_VHD(
            scene -> {
                scene.azure().createStorageAccount(scene.storage());
                scene.ground().blobs().uploadVhd("system", CrashRoad.CAPTURED_ELSEWHERE, 30);
            },
            CrashStage.of(
                    scene -> save(scene, Manifests.ofSoughtVhd(scene.name()), Manifests.toManagedImage()),
                    "images PUT"),
            CrashStage.of(
                            scene -> save(
                                    scene,
                                    Manifests.ofSoughtVhd(scene.name()),
                                    Manifests.toManagedImage(),
                                    Manifests.toGallery()),
                            "galleries PUT",
                            "galleries/images PUT",
                            "galleries/images/versions PUT")
                    .leavingOut("galleries PUT", "galleries/images PUT"),
            CrashStage.of(Scene::deleteImageAndWait, "galleries/images/versions DELETE", "images DELETE")
                    .leavingOut("galleries/images/versions DELETE"));

    /** Container of what the user uploads. */
    static final String UPLOADS = "uploads";

    private static final String UPLOAD = "ubuntu.vhd";
    private static final String CAPTURED_ELSEWHERE =
            "Microsoft.Compute/Images/vhds/render-osDisk.5b2a1c3e-7d4f-4a6b-9c8d-0e1f2a3b4c5d.vhd";

    private final Consumer<Scene> layOut;
    private final List<CrashStage> stages;

    CrashRoad(Consumer<Scene> layOut, CrashStage... stages) {
        this.layOut = layOut;
        this.stages = List.of(stages);
    }

    /** Makes in Azure what there is before the operator comes. */
    void layOut(Scene scene) {
        layOut.accept(scene);
    }

    /** In order; after the last nothing of the operator's is left. */
    List<CrashStage> stages() {
        return stages;
    }

    private static void save(Scene scene, String source, String... targets) {
        scene.apply(Manifests.image(Testbed.SUBSCRIPTION, scene.name(), source, targets));
        scene.awaitImageReady();
    }

    private static String toVhd(Scene scene) {
        return Manifests.toVhd(scene.azure().storageAccount(scene.storage()));
    }

    private static String ofUpload(Scene scene) {
        return Manifests.ofVhd(
                scene.ground().blobEndpoint() + "/" + UPLOADS + "/" + UPLOAD,
                scene.azure().storageAccount(scene.storage()));
    }

    /** By another operation than the one that the operator puts it back with, so that a fault tells them apart. */
    private static void addMetadataByHand(Scene scene) {
        JsonNode declared = scene.batchPool().path("metadata");
        scene.azure().addMetadata(scene.account(), scene.poolStatus().poolId(), "by", "hand");
        scene.await(
                "metadata as declared", () -> scene.batchPool().path("metadata").equals(declared));
    }
}
