package io.azbatch.operator.image;

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
 * What a spec means in Azure's terms: ids, regions, and the hash that tells one image from another.
 *
 * @param hash over everything that makes another image; replication and end of life are not in it, since they can be
 *     changed on the version there is
 * @param regions where the version goes; the source's own region is always among them
 */
public record ImageTargets(
        ResourceId machine,
        ResourceId gallery,
        ResourceId definition,
        Region location,
        List<Target> regions,
        Optional<Instant> endOfLife,
        String hash) {

    /** @throws IllegalArgumentException when the spec has what the schema refuses */
    public static ImageTargets of(CustomImageSpec spec) {
        var saved = spec.save().gallery();
        if (saved == null) {
            throw new IllegalArgumentException("spec.save.gallery is missing");
        }
        ResourceId machine = machine(spec);
        String group = Optional.ofNullable(saved.resourceGroup()).orElse(spec.resourceGroup());
        ResourceId gallery = ResourceId.gallery(spec.subscriptionId(), group, saved.gallery());
        ResourceId definition = gallery.child("images", saved.definition());
        Region location = new Region(spec.location());
        return new ImageTargets(
                machine,
                gallery,
                definition,
                location,
                regions(saved, location),
                Optional.ofNullable(saved.endOfLifeDate()).map(Instant::parse),
                Names.hash(List.of(
                        machine.toString().toLowerCase(Locale.ROOT),
                        definition.toString().toLowerCase(Locale.ROOT),
                        location.name(),
                        saved.version(),
                        saved.replicationMode().name())));
    }

    private static ResourceId machine(CustomImageSpec spec) {
        var source = spec.source().virtualMachine();
        if (source == null) {
            throw new IllegalArgumentException("spec.source.virtualMachine is missing");
        }
        return source.id() != null
                ? ResourceId.parse(source.id())
                        .orElseThrow(() -> new IllegalArgumentException("not an ARM resource id: " + source.id()))
                : ResourceId.virtualMachine(
                        spec.subscriptionId(),
                        spec.resourceGroup(),
                        Optional.ofNullable(source.name()).orElseThrow());
    }

    private static List<Target> regions(CustomImageSpec.Gallery saved, Region own) {
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
