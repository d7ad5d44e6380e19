package io.azbatch.simulator.batch.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.entra.Deed;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Whether a pool's image may be used, judged when the pool is added or its image changed. */
public final class ImageRules {
    private static final String READ_VERSION = "Microsoft.Compute/galleries/images/versions/read";
    private static final String IMAGE_ID = "virtualMachineImageId";
    private static final String FORMS = "The specified resource id must be of the format"
            + " /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Compute/galleries/"
            + "{galleryName}/images/{galleryImageName}/versions/{galleryImageVersionName} or"
            + " /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Compute/galleries/"
            + "{galleryName}/images/{galleryImageName}";

    private final GalleryImages galleries;

    public ImageRules(GalleryImages galleries) {
        this.galleries = galleries;
    }

    /**
     * Refuses an image that Batch would refuse.
     *
     * @param machine the {@code virtualMachineConfiguration}
     * @param region of the account
     * @param caller absent if the request was signed with an account key
     */
    public void check(JsonNode machine, String region, Optional<Principal> caller, Instant now) {
        if (machine.path("osDisk").has("imageUris")) {
            throw Errors.invalidProperty(
                            "osDisk",
                            "Property osDisk is allowed only for Batch accounts created with poolAllocationMode of"
                                    + " BatchService")
                    .refusal();
        }
        JsonNode reference = machine.path("imageReference");
        if (!reference.isObject()) {
            throw Errors.missingProperty("imageReference").refusal();
        }
        String agent = Json.text(machine, "nodeAgentSKUId");
        if (agent.isEmpty()) {
            throw Errors.missingProperty("nodeAgentSKUId").refusal();
        }
        String imageId = Json.text(reference, IMAGE_ID);
        if (!imageId.isEmpty()) {
            checkGallery(imageId, agent, region, caller);
        } else if (reference.has("sharedGalleryImageId") || reference.has("communityGalleryImageId")) {
            String name = reference.has("sharedGalleryImageId") ? "sharedGalleryImageId" : "communityGalleryImageId";
            throw invalid(name, Json.text(reference, name), "The specified image does not exist.");
        } else {
            checkMarketplace(reference, agent, now);
        }
    }

    private void checkMarketplace(JsonNode reference, String agent, Instant now) {
        SupportedImage image = SupportedImages.find(reference, now).orElseThrow(() -> Errors.invalidProperty(
                        "imageReference",
                        "The specified imageReference with publisher " + Json.text(reference, "publisher") + " offer "
                                + Json.text(reference, "offer") + " sku " + Json.text(reference, "sku")
                                + " is not supported.")
                .refusal());
        requireKnown(agent);
        if (!image.nodeAgent().equalsIgnoreCase(agent)) {
            throw invalid(
                    "nodeAgentSKUId",
                    agent,
                    "The specified nodeAgentSKUId is not compatible with the specified imageReference. It must be "
                            + image.nodeAgent());
        }
    }

    private void checkGallery(String imageId, String agent, String region, Optional<Principal> caller) {
        ResourceId id = galleryId(imageId).orElseThrow(() -> invalid(IMAGE_ID, imageId, FORMS));
        if (caller.isEmpty()) {
            throw Errors.authenticationFailed(
                            403,
                            "The specified type of authentication SharedKey is not allowed when external resources of"
                                    + " type Compute are linked.")
                    .refusal();
        }
        if (!caller.get().may(Deed.control(READ_VERSION, false), imageId)) {
            throw Errors.insufficientPermissions(READ_VERSION, imageId).refusal();
        }
        requireKnown(agent);
        checkVersion(imageId, find(id).orElseThrow(() -> missing(imageId)), agent, region);
    }

    private void checkVersion(String imageId, GalleryImage image, String agent, String region) {
        if (!image.settled()) {
            throw invalid(IMAGE_ID, imageId, "The specified image is not in the provisioning state Succeeded.");
        }
        if (!image.osState().equalsIgnoreCase("Generalized")) {
            throw invalid(
                    IMAGE_ID, imageId, "The specified image is specialized. Only generalized images are supported.");
        }
        if (!image.regions().contains(region)) {
            throw invalid(
                    IMAGE_ID,
                    imageId,
                    "The specified image is not replicated to the region " + region + " of the account.");
        }
        boolean windowsAgent = agent.toLowerCase(Locale.ROOT).startsWith("batch.node.windows");
        if (windowsAgent != image.osType().equalsIgnoreCase("Windows")) {
            throw invalid(
                    "nodeAgentSKUId",
                    agent,
                    "The specified nodeAgentSKUId is not compatible with the operating system " + image.osType()
                            + " of the specified image.");
        }
    }

    /** Whether containers run on an image: Marketplace images say so, of others nobody knows. */
    public boolean runsContainers(JsonNode reference, Instant now) {
        return SupportedImages.find(reference, now)
                .map(image -> image.capabilities().contains("DockerCompatible"))
                .orElse(true);
    }

    /** The image that an id means now: the version itself, or the latest of a definition. */
    Optional<GalleryImage> find(ResourceId id) {
        return id.types().size() == 3 ? galleries.version(id) : galleries.latest(id);
    }

    /** The id of a definition or version; nothing if it is neither. */
    static Optional<ResourceId> galleryId(String text) {
        return ResourceId.parse(text)
                .filter(id -> id.isA("Microsoft.Compute/galleries/images/versions")
                        || id.isA("Microsoft.Compute/galleries/images"));
    }

    private static void requireKnown(String agent) {
        if (!SupportedImages.knowsAgent(agent)) {
            throw Errors.nodeAgentSkuNotFound().refusal();
        }
    }

    private static RuntimeException missing(String imageId) {
        return invalid(IMAGE_ID, imageId, "The specified image does not exist.");
    }

    private static RuntimeException invalid(String property, String value, String reason) {
        return Errors.invalidProperty(property, value, reason).refusal();
    }
}
