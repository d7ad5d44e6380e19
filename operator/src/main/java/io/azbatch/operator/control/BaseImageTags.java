package io.azbatch.operator.control;

import io.azbatch.operator.cloud.BaseImage;
import java.util.Map;
import java.util.Optional;

/**
 * The Marketplace image underneath, kept as tags on an image version. A gallery definition does not tell Ubuntu from
 * EL, so this is how a pool finds the node agent that fits.
 */
public final class BaseImageTags {

    private static final String PUBLISHER = "azbatch-base-publisher";
    private static final String OFFER = "azbatch-base-offer";
    private static final String SKU = "azbatch-base-sku";

    private BaseImageTags() {}

    public static Map<String, String> of(BaseImage image) {
        return Map.of(PUBLISHER, image.publisher(), OFFER, image.offer(), SKU, image.sku());
    }

    /** Empty when the version was made without them. */
    public static Optional<BaseImage> read(Map<String, String> tags) {
        return tags.containsKey(PUBLISHER) && tags.containsKey(OFFER) && tags.containsKey(SKU)
                ? Optional.of(new BaseImage(tags.get(PUBLISHER), tags.get(OFFER), tags.get(SKU)))
                : Optional.empty();
    }
}
