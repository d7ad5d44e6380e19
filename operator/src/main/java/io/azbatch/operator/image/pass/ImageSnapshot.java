package io.azbatch.operator.image.pass;

import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one pass knows, at one instant. Complete and immutable: the decision and the status view look at nothing
 * else.
 *
 * @param diskAccess present when one is remembered, or may have been forgotten
 * @param poolsByVersion names of BatchPools by the version that their nodes boot from
 */
public record ImageSnapshot(
        Instant now,
        Subject subject,
        OwnerMark owner,
        CustomImageSpec spec,
        ImagePlan plan,
        ImageMemory memory,
        Access access,
        SourceSight source,
        Optional<GallerySight> gallery,
        Optional<VhdSight> vhd,
        Optional<ManagedImageSight> managedImage,
        Optional<DiskAccessSight> diskAccess,
        Map<ResourceId, List<String>> poolsByVersion) {

    /** The build that is under way for the present spec. */
    public Optional<ImageMemory.Remembered> build() {
        return memory.build().filter(build -> build.hash().equals(plan.hash()));
    }

    /** The attempt that is under way, from 1. */
    public int attempt() {
        return build().map(ImageMemory.Remembered::attempt).orElse(1);
    }

    /** The source, where it is a virtual machine. */
    public Optional<MachineSight> machine() {
        return source instanceof MachineSight machine ? Optional.of(machine) : Optional.empty();
    }

    /** The source, where it is a VHD. */
    public Optional<VhdSourceSight> sourceVhd() {
        return source instanceof VhdSourceSight vhd ? Optional.of(vhd) : Optional.empty();
    }

    /** The same with another memory. */
    public ImageSnapshot remembering(ImageMemory other) {
        return new ImageSnapshot(
                now,
                subject,
                owner,
                spec,
                plan,
                other,
                access,
                source,
                gallery,
                vhd,
                managedImage,
                diskAccess,
                poolsByVersion);
    }
}
