package io.azbatch.operator.image.pass;

import io.azbatch.api.v1beta1.CustomImageGallery;
import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.operator.cloud.Galleries.Target;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.Names;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A gallery version as it is wanted.
 *
 * @param saved the spec's own words
 * @param regions where the version goes; the source's own region is always among them
 * @param hash over everything that makes another version; replication and end of life are not in it, since they can be
 *     changed on the version there is
 */
public record GalleryPlan(
        CustomImageGallery saved,
        ResourceId gallery,
        ResourceId definition,
        List<Target> regions,
        Optional<Instant> endOfLife,
        String hash) {

    static GalleryPlan of(CustomImageSpec spec, CustomImageGallery saved, String source) {
        String group = Optional.ofNullable(saved.resourceGroup()).orElse(spec.resourceGroup());
        ResourceId gallery = ResourceId.gallery(spec.subscriptionId(), group, saved.gallery());
        ResourceId definition = gallery.child("images", saved.definition());
        Region location = new Region(spec.location());
        return new GalleryPlan(
                saved,
                gallery,
                definition,
                regions(saved, location),
                Optional.ofNullable(saved.endOfLifeDate()).map(Instant::parse),
                Names.hash(List.of(
                        source,
                        definition.toString().toLowerCase(Locale.ROOT),
                        location.name(),
                        saved.version(),
                        saved.replicationMode().name())));
    }

    public boolean automaticVersion() {
        return CustomImageGallery.AUTO.equals(saved.version());
    }

    private static List<Target> regions(CustomImageGallery saved, Region own) {
        Map<Region, Target> regions = new LinkedHashMap<>();
        regions.put(own, new Target(own, saved.replicaCount(), Optional.empty()));
        for (var region : saved.targetRegions()) {
            Region name = new Region(region.name());
            int count = Optional.ofNullable(region.replicaCount()).orElse(saved.replicaCount());
            regions.put(
                    name,
                    new Target(
                            name,
                            count,
                            Optional.ofNullable(region.storageAccountType()).map(Enum::name)));
        }
        return List.copyOf(regions.values());
    }
}
