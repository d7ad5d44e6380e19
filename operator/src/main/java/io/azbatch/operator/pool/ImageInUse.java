package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPoolStatus;
import io.azbatch.api.v1beta1.BatchPoolStatus.ImageOrigin;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import io.azbatch.operator.pool.PoolStep.CreatePool;
import java.util.Optional;

/**
 * The image that the pool's nodes boot from and where it came from, for the status. While a newer image waits, what was
 * known of the one in use stays known.
 *
 * @param source {@code CustomImage} or {@code Gallery}
 */
record ImageInUse(String id, String source, ImageOrigin origin) {

    private static final String CUSTOM_IMAGE = "CustomImage";
    private static final String GALLERY = "Gallery";

    /** Known as soon as the pool is asked for, since deleting an image waits for the pools that name it. */
    static Optional<ImageInUse> of(PoolSnapshot snapshot, PoolStep step, BatchPoolStatus before) {
        Optional<ResourceId> version = step instanceof CreatePool create
                ? Optional.of(create.pool().imageId())
                : snapshot.ownPool().flatMap(Pool::imageId);
        return version.map(id -> {
            Optional<ImageInUse> known =
                    of(before).filter(old -> ResourceId.parse(old.id()).equals(Optional.of(id)));
            return snapshot.image() instanceof Resolved image && image.version().equals(id)
                    ? told(image, known)
                    : known.orElseGet(
                            () -> new ImageInUse(id.toString(), GALLERY, new ImageOrigin(null, id.name(), null)));
        });
    }

    /** As the status says. */
    static Optional<ImageInUse> of(BatchPoolStatus status) {
        return status.imageId() == null || status.imageSource() == null || status.imageOrigin() == null
                ? Optional.empty()
                : Optional.of(new ImageInUse(status.imageId(), status.imageSource(), status.imageOrigin()));
    }

    /** A version's source is read with it only before the pool boots from it, so it is kept from then. */
    private static ImageInUse told(Resolved image, Optional<ImageInUse> known) {
        return new ImageInUse(
                image.version().toString(),
                image.customImage().isPresent() ? CUSTOM_IMAGE : GALLERY,
                new ImageOrigin(
                        image.customImage().orElse(null),
                        image.version().name(),
                        image.machine()
                                .map(ResourceId::toString)
                                .or(() -> known.flatMap(
                                        old -> Optional.ofNullable(old.origin().virtualMachineId())))
                                .orElse(null)));
    }
}
