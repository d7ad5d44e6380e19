package io.azbatch.simulator.arm.compute.marketplace;

import java.util.List;

/**
 * An image of the Marketplace.
 *
 * @param publisher first part of its name
 * @param offer second part
 * @param sku third part
 * @param osType {@code Linux} or {@code Windows}
 * @param generation {@code V1} or {@code V2}
 * @param architecture {@code x64} or {@code Arm64}
 * @param diskGb size of its OS disk
 * @param osName as the guest agent reports it
 * @param osVersion as the guest agent reports it
 * @param plan whether it is sold with a purchase plan
 * @param versions oldest first
 */
public record MarketplaceImage(
        String publisher,
        String offer,
        String sku,
        String osType,
        String generation,
        String architecture,
        int diskGb,
        String osName,
        String osVersion,
        boolean plan,
        List<String> versions) {

    /** What {@code latest} stands for. */
    public String latest() {
        return versions.getLast();
    }

    boolean isNamed(String otherPublisher, String otherOffer, String otherSku) {
        return publisher.equalsIgnoreCase(otherPublisher)
                && offer.equalsIgnoreCase(otherOffer)
                && sku.equalsIgnoreCase(otherSku);
    }
}
