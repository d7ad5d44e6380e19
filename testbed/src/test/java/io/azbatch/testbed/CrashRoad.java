package io.azbatch.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What is asked of the operator in a crash run, and every write to Azure that comes of it, in order. */
enum CrashRoad {
    /** A machine becomes an image and the image a pool, which is scaled and put back after somebody changed it. */
    FROM_MACHINE(
            "galleries PUT",
            "galleries/images PUT",
            "virtualMachines PATCH",
            "virtualMachines/deallocate",
            "virtualMachines/generalize",
            "galleries/images/versions PUT",
            "pools add",
            "pools resize",
            "pools patch",
            "pools delete",
            "galleries/images/versions DELETE") {
        @Override
        void layOut(Scene scene) {}

        @Override
        void drive(Scene scene) {
            scene.applyImage();
            scene.applyPool();
            scene.awaitPoolReady();
            scene.scalePool(3);
            scene.awaitPoolReady();
            addMetadataByHand(scene);
            scene.awaitLooksAtPool(2);
            scene.awaitPoolReady();
        }

        @Override
        void takeDown(Scene scene) {
            scene.deletePoolAndWait();
            scene.deleteImageAndWait();
        }
    },

    /** A pool boots from a version of a gallery that somebody made by hand. */
    FROM_GALLERY("pools add", "pools delete") {
        @Override
        void layOut(Scene scene) {
            scene.azure().saveByHand(Manifests.MACHINE, Manifests.GALLERY, Manifests.DEFINITION, "1.0.0");
        }

        @Override
        void drive(Scene scene) {
            String definition = scene.azure().definition(Manifests.GALLERY, Manifests.DEFINITION);
            scene.applyPool(manifest ->
                    Manifests.withNodeAgent(Manifests.ofGallery(manifest, definition), "batch.node.ubuntu 24.04"));
            scene.awaitPoolReady();
        }

        @Override
        void takeDown(Scene scene) {
            scene.deletePoolAndWait();
        }
    },

    /** A machine becomes a VHD in a storage account and a managed image. */
    TO_VHD(
            "virtualMachines PATCH",
            "virtualMachines/deallocate",
            "virtualMachines/generalize",
            "container PUT",
            "disks/beginGetAccess",
            "blob PUT copy",
            "disks/endGetAccess",
            "blob PUT",
            "images PUT",
            "images DELETE",
            "blob DELETE",
            "blob DELETE") {
        @Override
        void layOut(Scene scene) {
            scene.azure().createStorageAccount(scene.storage());
        }

        @Override
        void drive(Scene scene) {
            scene.apply(Manifests.toVhd(
                    Testbed.SUBSCRIPTION, scene.name(), scene.azure().storageAccount(scene.storage())));
            scene.awaitImageReady();
        }

        @Override
        void takeDown(Scene scene) {
            scene.deleteImageAndWait();
        }

        @Override
        boolean killsAt(String operation) {
            return !FROM_MACHINE.writes.contains(operation);
        }
    };

    private final List<String> writes;

    CrashRoad(String... writes) {
        this.writes = List.of(writes);
    }

    /** All writes of a calm run. Another write means other places to be killed at: then this list wants a thought. */
    List<String> writes() {
        return writes;
    }

    /** Whether a write is a place to be killed at on this road; one that another road shares need not be. */
    boolean killsAt(String operation) {
        return writes.contains(operation);
    }

    /** Makes in Azure what there is before the operator comes. */
    abstract void layOut(Scene scene);

    /** Returns when all is as declared. */
    abstract void drive(Scene scene);

    /** Returns when nothing of the operator's is left. */
    abstract void takeDown(Scene scene);

    /** By another operation than the one that the operator puts it back with, so that a fault tells them apart. */
    private static void addMetadataByHand(Scene scene) {
        JsonNode declared = scene.batchPool().path("metadata");
        scene.azure().addMetadata(scene.account(), scene.poolStatus().poolId(), "by", "hand");
        scene.await(
                "metadata as declared", () -> scene.batchPool().path("metadata").equals(declared));
    }
}
