package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.CustomImageStatus.BaseImage;
import io.azbatch.api.v1beta1.CustomImageStatus.Current;
import io.azbatch.api.v1beta1.CustomImageStatus.Region;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.ManagedImages.ManagedImage;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.BaseImageTags;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ManagedImageSight;
import io.azbatch.operator.image.pass.SourcePlan;
import io.azbatch.operator.image.pass.VhdSight;
import io.azbatch.operator.image.pass.VhdSourceSight;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The image that serves. One that is built takes the place of the one before when its gallery version is saved, since
 * pools use that; without a gallery when all its targets are.
 */
final class CurrentImage {

    private CurrentImage() {}

    /** Empty while the one before still serves, if there is one. */
    static Optional<Current> of(ImageSnapshot snapshot) {
        List<Progress> all = Progress.all(snapshot);
        boolean serves = snapshot.gallery().isPresent()
                ? all.stream().anyMatch(target -> target.step().equals("Save") && target.saved())
                : all.stream().allMatch(Progress::saved);
        return serves ? Optional.of(current(snapshot)) : Optional.empty();
    }

    private static Current current(ImageSnapshot snapshot) {
        Optional<Version> version =
                snapshot.gallery().flatMap(seen -> seen.version().found());
        Optional<VhdSight> vhd = snapshot.vhd().filter(VhdSight::complete);
        Optional<ManagedImage> managedImage =
                snapshot.managedImage().filter(ManagedImageSight::complete).flatMap(ManagedImageSight::current);
        return new Current(
                version.map(saved -> saved.id().name()).orElse(null),
                version.map(saved -> saved.id().toString()).orElse(null),
                vhd.flatMap(VhdSight::vhd)
                        .map(blob -> blob.uri().toString())
                        .or(() -> sourceVhd(snapshot, version, managedImage))
                        .orElse(null),
                managedImage.map(saved -> saved.id().toString()).orElse(null),
                base(Stream.of(
                                version.map(Version::tags),
                                vhd.flatMap(VhdSight::vhd).map(VhdSight::tags),
                                managedImage.map(ManagedImage::tags)))
                        .orElse(null),
                source(snapshot, version, managedImage).orElse(null),
                snapshot.plan().hash(),
                version.flatMap(Version::publishedAt).map(Object::toString).orElse(null),
                version.map(Version::replication).orElse(List.of()).stream()
                        .map(replica -> new Region(
                                replica.region().name(),
                                replica.state(),
                                replica.progress(),
                                replica.details().orElse(null)))
                        .toList());
    }

    /** Every target carries it; the first that tells is as good as any. */
    private static Optional<BaseImage> base(Stream<Optional<Map<String, String>>> tags) {
        return tags.flatMap(Optional::stream)
                .flatMap(told -> BaseImageTags.read(told).stream())
                .findFirst()
                .map(base -> new BaseImage(base.publisher(), base.offer(), base.sku()));
    }

    /** The VHD that an image was made from; what was made from it remembers one that was found. */
    private static Optional<String> sourceVhd(
            ImageSnapshot snapshot, Optional<Version> version, Optional<ManagedImage> managedImage) {
        return snapshot.plan().source() instanceof SourcePlan.Machine
                ? Optional.empty()
                : version.flatMap(Version::sourceBlob)
                        .or(() -> managedImage.flatMap(ManagedImage::sourceBlob))
                        .or(() -> snapshot.plan().source() instanceof SourcePlan.NamedVhd named
                                ? Optional.of(named.uri())
                                : Optional.empty())
                        .or(() -> snapshot.sourceVhd()
                                .flatMap(VhdSourceSight::chosen)
                                .map(chosen -> chosen.uri()))
                        .map(URI::toString);
    }

    private static Optional<String> source(
            ImageSnapshot snapshot, Optional<Version> version, Optional<ManagedImage> managedImage) {
        return snapshot.plan().source() instanceof SourcePlan.Machine(ResourceId id)
                ? Optional.of(version.flatMap(Version::sourceId).orElse(id).toString())
                : sourceVhd(snapshot, version, managedImage);
    }
}
