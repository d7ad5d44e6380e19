package io.azbatch.operator.image.pass;

import io.azbatch.api.v1beta1.CustomImageSave;
import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.Names;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a spec means in Azure's terms: a source, and at least one target. Each target has a hash of its own, so that
 * adding one does not make the others anew.
 *
 * @param hash over the targets' hashes: tells one build from another
 */
public record ImagePlan(
        SourcePlan source,
        Region location,
        Optional<GalleryPlan> gallery,
        Optional<VhdPlan> vhd,
        Optional<ManagedImagePlan> managedImage,
        String hash) {

    /** @throws IllegalArgumentException when the spec has what the schema refuses */
    public static ImagePlan of(CustomImageSpec spec) {
        SourcePlan source = source(spec);
        CustomImageSave save = spec.save();
        Optional<GalleryPlan> gallery =
                Optional.ofNullable(save.gallery()).map(saved -> GalleryPlan.of(spec, saved, source.key()));
        Optional<VhdPlan> vhd = Optional.ofNullable(save.vhd()).map(saved -> vhd(saved, source));
        Optional<ManagedImagePlan> managedImage =
                Optional.ofNullable(save.managedImage()).map(saved -> managedImage(spec, saved, source));
        List<String> hashes = Stream.of(
                        gallery.map(GalleryPlan::hash),
                        vhd.map(VhdPlan::hash),
                        managedImage.map(ManagedImagePlan::hash))
                .flatMap(Optional::stream)
                .toList();
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException("spec.save names no target");
        }
        return new ImagePlan(source, new Region(spec.location()), gallery, vhd, managedImage, Names.hash(hashes));
    }

    private static SourcePlan source(CustomImageSpec spec) {
        var machine = spec.source().virtualMachine();
        if (machine != null) {
            return new SourcePlan.Machine(
                    machine.id() != null
                            ? id(machine.id())
                            : ResourceId.virtualMachine(
                                    spec.subscriptionId(), spec.resourceGroup(), given(machine.name(), "name")));
        }
        var vhd = given(spec.source().vhd(), "source");
        var os = given(spec.os(), "os");
        SourcePlan.Os known = new SourcePlan.Os(
                OsType.valueOf(given(os.type(), "os.type").name()),
                HyperVGeneration.valueOf(
                        given(os.hyperVGeneration(), "os.hyperVGeneration").name()),
                os.architecture() == null ? "x64" : os.architecture().name());
        return vhd.uri() != null
                ? new SourcePlan.NamedVhd(
                        URI.create(vhd.uri()), id(given(vhd.storageAccountId(), "storageAccountId")), known)
                : new SourcePlan.SoughtVhd(
                        spec.subscriptionId(),
                        given(vhd.resourceGroup(), "resourceGroup"),
                        new VhdPlace(
                                given(vhd.destinationContainerName(), "destinationContainerName"),
                                given(vhd.prefix(), "prefix")),
                        known);
    }

    private static VhdPlan vhd(CustomImageSave.VhdTarget saved, SourcePlan source) {
        ResourceId account = id(saved.storageAccountId());
        VhdPlace place = new VhdPlace(saved.destinationContainerName(), saved.prefix());
        return new VhdPlan(
                account,
                place,
                saved.overwrite(),
                Names.hash(List.of(source.key(), account.toString().toLowerCase(Locale.ROOT), place.osDiskPrefix())));
    }

    private static ManagedImagePlan managedImage(
            CustomImageSpec spec, CustomImageSave.ManagedImage saved, SourcePlan source) {
        ResourceId id = ResourceId.managedImage(
                spec.subscriptionId(),
                Optional.ofNullable(saved.resourceGroup()).orElse(spec.resourceGroup()),
                saved.name());
        return new ManagedImagePlan(
                id,
                saved.zoneResilient(),
                Names.hash(List.of(
                        source.key(),
                        id.toString().toLowerCase(Locale.ROOT),
                        saved.zoneResilient().toString())));
    }

    private static ResourceId id(String text) {
        return ResourceId.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not an ARM resource id: " + text));
    }

    private static <T> T given(@Nullable T value, String name) {
        return Optional.ofNullable(value)
                .orElseThrow(() -> new IllegalArgumentException("the spec has no " + name + " where it needs one"));
    }
}
