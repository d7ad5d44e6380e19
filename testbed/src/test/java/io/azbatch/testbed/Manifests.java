package io.azbatch.testbed;

/** The objects that the system tests apply, as a user writes them. */
final class Manifests {
    /** Name of the CustomImage. */
    static final String IMAGE = "golden";

    /** Name of the BatchPool. */
    static final String POOL = "render";

    /** Name of the virtual machine that is captured. */
    static final String MACHINE = "golden-vm";

    static final String GALLERY = "images";
    static final String DEFINITION = "ubuntu";
    static final String LOCATION = "westeurope";

    /** The region beside its own that the image is copied to. */
    static final String SECOND_REGION = "northeurope";

    /** A VHD does not tell what is in it. */
    private static final String OS_OF_VHD = "os: {type: Linux, hyperVGeneration: V2}";

    /** How the pool names its image. */
    private static final String IMAGE_OF_POOL = "customImageRef: {name: golden}";

    private Manifests() {}

    /** The machine of a resource group, captured into a gallery that is made, and copied to a second region. */
    static String image(String subscription, String group) {
        return """
                apiVersion: azbatch.io/v1beta1
                kind: CustomImage
                metadata:
                  name: golden
                spec:
                  subscriptionId: "%s"
                  resourceGroup: "%s"
                  location: westeurope
                  source:
                    virtualMachine: {name: golden-vm, capture: InPlace, osState: Generalized}
                  save:
                    gallery:
                      gallery: images
                      definition: ubuntu
                      create: true
                      identifier: {publisher: acme, offer: render, sku: ubuntu-24-04}
                      targetRegions: [{name: northeurope}]
                  deletionPolicy: Delete
                """.formatted(subscription, group);
    }

    /**
     * The image of any source, saved anywhere.
     *
     * @param source field {@code source}, with what else of the spec belongs to it
     * @param targets fields of {@code save}
     */
    static String image(String subscription, String group, String source, String... targets) {
        return """
                apiVersion: azbatch.io/v1beta1
                kind: CustomImage
                metadata:
                  name: golden
                spec:
                  subscriptionId: "%s"
                  resourceGroup: "%s"
                  location: westeurope
                  %s
                  save: {%s}
                  deletionPolicy: Delete
                """.formatted(subscription, group, source, String.join(", ", targets));
    }

    static String ofMachine() {
        return "source: {virtualMachine: {name: golden-vm, capture: InPlace, osState: Generalized}}";
    }

    /** A machine whose OS disk is a blob, for an operator that knows the date of their retirement. */
    static String ofUnmanagedMachine() {
        return ofMachine() + "\n  preflight: {skip: [ManagedOsDisk]}";
    }

    static String ofVhd(String uri, String storageAccount) {
        return "source: {vhd: {uri: \"%s\", storageAccountId: \"%s\", osState: Generalized}}\n  "
                        .formatted(uri, storageAccount)
                + OS_OF_VHD;
    }

    /** A VHD that is looked for in all accounts of a resource group. */
    static String ofSoughtVhd(String group) {
        return "source: {vhd: {resourceGroup: \"%s\", destinationContainerName: vhds, prefix: render,".formatted(group)
                + " osState: Generalized}}\n  " + OS_OF_VHD;
    }

    static String toGallery() {
        return "gallery: {gallery: images, definition: ubuntu, create: true,"
                + " identifier: {publisher: acme, offer: render, sku: ubuntu-24-04}}";
    }

    static String toVhd(String storageAccount) {
        return "vhd: {storageAccountId: \"%s\", destinationContainerName: vhds, prefix: render}"
                .formatted(storageAccount);
    }

    static String toManagedImage() {
        return "managedImage: {name: golden}";
    }

    /** The pool with a definition or version of a gallery in the CustomImage's place. */
    static String ofGallery(String pool, String galleryImageId) {
        return pool.replace(IMAGE_OF_POOL, "galleryImageId: \"" + galleryImageId + "\"");
    }

    /** The pool with a node agent that is given. */
    static String withNodeAgent(String pool, String sku) {
        return pool.replace("  vmSize:", "  nodeAgentSku: \"" + sku + "\"\n  vmSize:");
    }

    /** The image without the second region. */
    static String inOneRegion(String image) {
        return image.replace("targetRegions: [{name: northeurope}]", "targetRegions: []");
    }

    /** Two nodes that boot from the image. */
    static String pool(String subscription, String group, String account) {
        return """
                apiVersion: azbatch.io/v1beta1
                kind: BatchPool
                metadata:
                  name: render
                spec:
                  account: {subscriptionId: "%s", resourceGroup: "%s", name: "%s"}
                  image:
                    customImageRef: {name: golden}
                  vmSize: Standard_D2s_v5
                  scale:
                    fixed: {replicas: 2}
                """.formatted(subscription, group, account);
    }
}
