package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.api.v1beta1.BatchPoolSpec.CustomImageRef;
import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.api.v1beta1.CustomImageStatus.Current;
import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.Conditions;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import io.azbatch.operator.pool.ImageResolution.Unread;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses the image version that a spec means. Whether Batch can boot it is not asked here, see {@link ImageCheck}. */
final class ImageChoice {

    private static final String DEFINITION = "Microsoft.Compute/galleries/images";
    private static final String VERSION = DEFINITION + "/versions";

    private ImageChoice() {}

    /** The definition whose newest version is meant; empty when the spec means something else. */
    static Optional<ResourceId> definition(BatchPoolSpec spec) {
        return Optional.ofNullable(spec.image().galleryImageId())
                .flatMap(ResourceId::parse)
                .filter(id -> id.isType(DEFINITION));
    }

    /**
     * @param namespace the pool's
     * @param customImage that the spec names, if it is there
     * @param versions of {@link #definition}; not looked at when there is none
     */
    static ImageResolution of(
            BatchPoolSpec spec, String namespace, Optional<CustomImage> customImage, Reading<List<Version>> versions) {
        CustomImageRef ref = spec.image().customImageRef();
        if (ref != null) {
            String name = name(ref, namespace);
            return customImage
                    .map(image -> fromCustomImage(image, name, namespace))
                    .orElseGet(() -> awaited(new Standing.Delayed(
                            PoolReason.ImageNotFound.name(),
                            "CustomImage " + name + " does not exist: create it, or check spec.image.customImageRef")));
        }
        return definition(spec)
                .map(definition -> newest(definition, versions))
                .orElseGet(() -> named(String.valueOf(spec.image().galleryImageId())));
    }

    /** {@code namespace/name} of the CustomImage that a pool refers to. */
    static String name(CustomImageRef ref, String namespace) {
        return Optional.ofNullable(ref.namespace()).orElse(namespace) + "/" + ref.name();
    }

    private static ImageResolution fromCustomImage(CustomImage image, String name, String namespace) {
        if (!image.getMetadata().getNamespace().equals(namespace)
                && !image.getSpec().allowedNamespaces().contains(namespace)) {
            return awaited(new Standing.Blocked(
                    PoolReason.ImageNotAllowed.name(),
                    "CustomImage " + name + " does not allow its use here: its owner adds " + namespace
                            + " to its spec.allowedNamespaces"));
        }
        if (image.getMetadata().getDeletionTimestamp() != null) {
            return awaited(new Standing.Blocked(
                    PoolReason.ImageNotUsable.name(),
                    "CustomImage " + name + " is being deleted: name another one in spec.image.customImageRef"));
        }
        if (image.getSpec().save().gallery() == null) {
            return awaited(new Standing.Blocked(
                    PoolReason.ImageNotUsable.name(),
                    "CustomImage " + name + " is not saved to a gallery, and pools no longer boot from VHDs and managed"
                            + " images, whatever mode their Batch account is in: add save.gallery to it, or name another"
                            + " one in spec.image.customImageRef"));
        }
        CustomImageStatus status = Optional.ofNullable(image.getStatus()).orElseGet(CustomImageStatus::empty);
        return Optional.ofNullable(status.current())
                .flatMap(current -> Optional.ofNullable(current.galleryImageVersionId())
                        .flatMap(ResourceId::parse)
                        .<ImageResolution>map(version -> resolved(version, current, name)))
                .orElseGet(() -> awaited(new Standing.Working(
                        PoolReason.WaitingForImage.name(),
                        "CustomImage " + name + " has no image yet" + because(status))));
    }

    private static ImageResolution awaited(Standing standing) {
        return new ImageResolution.Awaited(standing);
    }

    private static String because(CustomImageStatus status) {
        return Conditions.find(status.conditions(), Conditions.READY)
                .map(ready -> ": " + ready.reason() + ", " + ready.message())
                .orElse("");
    }

    private static Resolved resolved(ResourceId version, Current current, String name) {
        return new Resolved(
                version,
                Optional.ofNullable(current.baseImage())
                        .map(base -> new BaseImage(base.publisher(), base.offer(), base.sku())),
                Optional.empty(),
                Optional.of(name),
                Optional.ofNullable(current.sourceId()).flatMap(ResourceId::parse));
    }

    private static ImageResolution named(String id) {
        return ResourceId.parse(id)
                .filter(version -> version.isType(VERSION))
                .<ImageResolution>map(Resolved::of)
                .orElseGet(() -> ImageResolution.blocked(
                        PoolReason.ImageNotFound,
                        "spec.image.galleryImageId is '" + id
                                + "' and must be the ARM id of a gallery image definition or of one of its versions"));
    }

    private static ImageResolution newest(ResourceId definition, Reading<List<Version>> versions) {
        return switch (versions) {
            case Reading.Present<List<Version>>(var list) ->
                list.stream()
                        .filter(version -> version.provisioningState().equals("Succeeded"))
                        .filter(version -> !version.excludedFromLatest())
                        .map(Version::id)
                        .max(Comparator.comparing(ResourceId::name, ImageChoice::byNumber))
                        .<ImageResolution>map(Resolved::of)
                        .orElseGet(() -> ImageResolution.delayed(
                                PoolReason.ImageNotFound,
                                "image definition " + definition.name()
                                        + " has no version in state Succeeded that is not excluded from latest: make"
                                        + " one, or name a version in spec.image.galleryImageId"));
            case Reading.Absent<?> absent ->
                ImageResolution.blocked(
                        PoolReason.ImageNotFound,
                        "image definition " + definition + " does not exist: create it, or check"
                                + " spec.image.galleryImageId");
            case Reading.Unread<?>(var trouble) -> new Unread("listing versions of " + definition.name(), trouble);
            case Reading.NotLooked<?> notLooked ->
                ImageResolution.working(PoolReason.Pending, "the image has not been looked at yet");
        };
    }

    /** Azure's own order of versions: major, minor, patch, each as a number. */
    private static int byNumber(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static BigInteger[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .map(part -> part.matches("\\d+") ? new BigInteger(part) : BigInteger.ZERO)
                .toArray(BigInteger[]::new);
    }
}
