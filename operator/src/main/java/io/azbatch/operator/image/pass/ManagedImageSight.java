package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.ManagedImages.ManagedImage;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import java.util.Optional;

/**
 * A managed image as a target.
 *
 * @param owner who looks
 */
public record ManagedImageSight(ManagedImagePlan plan, OwnerMark owner, Reading<ManagedImage> image) {

    /** The image that carries our mark, for any spec. */
    public Optional<ManagedImage> own() {
        return image.found().filter(seen -> owner.read(seen.tags()) == Ownership.OURS);
    }

    /** The image that is ours for the present spec. */
    public Optional<ManagedImage> current() {
        return own().filter(seen -> plan.hash().equals(seen.tags().get(OwnerMark.SPEC_HASH)));
    }

    public boolean complete() {
        return current()
                .filter(seen -> !seen.provisioningState().equals("Creating"))
                .filter(seen -> !seen.provisioningState().equals("Failed"))
                .filter(seen -> !seen.provisioningState().equals("Deleting"))
                .isPresent();
    }
}
