package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.control.Standing;
import java.util.Optional;

/** Which gallery image version the spec means, or why that can not be said. */
public sealed interface ImageResolution {

    /**
     * @param base the Marketplace image underneath; absent when it was not recorded
     * @param osType absent until the definition was read
     * @param customImage {@code namespace/name}; absent for a gallery id
     * @param machine that it was captured from; absent when not known
     */
    record Resolved(
            ResourceId version,
            Optional<BaseImage> base,
            Optional<OsType> osType,
            Optional<String> customImage,
            Optional<ResourceId> machine)
            implements ImageResolution {

        static Resolved of(ResourceId version) {
            return new Resolved(version, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** {@code definition/version}, as people know it. */
        String title() {
            return version.nameAt(1) + "/" + version.name();
        }

        /** Adds what the gallery tells; what the CustomImage has told already stays. */
        Resolved with(Optional<BaseImage> tagged, OsType os, Optional<ResourceId> source) {
            return new Resolved(version, base.or(() -> tagged), Optional.of(os), customImage, machine.or(() -> source));
        }
    }

    /** @param standing of a pool that needs the image now */
    record Unresolved(Standing standing) implements ImageResolution {}

    /**
     * It depends on the CustomImage, whose next event tells more; asking Azure would not.
     *
     * @param standing of a pool that needs the image now
     */
    record Awaited(Standing standing) implements ImageResolution {}

    /** @param doing what could not be done */
    record Unread(String doing, Trouble trouble) implements ImageResolution {}

    static ImageResolution working(PoolReason reason, String message) {
        return new Unresolved(new Standing.Working(reason.name(), message));
    }

    static ImageResolution delayed(PoolReason reason, String message) {
        return new Unresolved(new Standing.Delayed(reason.name(), message));
    }

    static ImageResolution blocked(PoolReason reason, String message) {
        return new Unresolved(new Standing.Blocked(reason.name(), message));
    }
}
