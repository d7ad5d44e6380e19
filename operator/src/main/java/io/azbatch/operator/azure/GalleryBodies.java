package io.azbatch.operator.azure;

import com.azure.resourcemanager.compute.fluent.models.GalleryImageInner;
import com.azure.resourcemanager.compute.fluent.models.GalleryImageVersionInner;
import com.azure.resourcemanager.compute.fluent.models.GalleryInner;
import com.azure.resourcemanager.compute.models.Architecture;
import com.azure.resourcemanager.compute.models.GalleryArtifactVersionFullSource;
import com.azure.resourcemanager.compute.models.GalleryDiskImageSource;
import com.azure.resourcemanager.compute.models.GalleryImageFeature;
import com.azure.resourcemanager.compute.models.GalleryImageIdentifier;
import com.azure.resourcemanager.compute.models.GalleryImageVersionPublishingProfile;
import com.azure.resourcemanager.compute.models.GalleryImageVersionStorageProfile;
import com.azure.resourcemanager.compute.models.GalleryImageVersionUpdate;
import com.azure.resourcemanager.compute.models.GalleryOSDiskImage;
import com.azure.resourcemanager.compute.models.HyperVGeneration;
import com.azure.resourcemanager.compute.models.ImagePurchasePlan;
import com.azure.resourcemanager.compute.models.OperatingSystemStateTypes;
import com.azure.resourcemanager.compute.models.OperatingSystemTypes;
import com.azure.resourcemanager.compute.models.ReplicationMode;
import com.azure.resourcemanager.compute.models.StorageAccountType;
import com.azure.resourcemanager.compute.models.TargetRegion;
import io.azbatch.operator.cloud.Galleries.NewDefinition;
import io.azbatch.operator.cloud.Galleries.NewVersion;
import io.azbatch.operator.cloud.Galleries.Target;
import io.azbatch.operator.cloud.Galleries.VersionUpdate;
import io.azbatch.operator.cloud.ImageSource;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is sent to make or change galleries, definitions and versions. */
final class GalleryBodies {

    private GalleryBodies() {}

    static GalleryInner gallery(Region location, Map<String, String> tags) {
        return new GalleryInner().withLocation(location.name()).withTags(tags);
    }

    static GalleryImageInner definition(NewDefinition definition) {
        GalleryImageInner body = new GalleryImageInner()
                .withLocation(definition.location().name())
                .withTags(definition.tags())
                .withOsType(
                        definition.osType() == OsType.Windows
                                ? OperatingSystemTypes.WINDOWS
                                : OperatingSystemTypes.LINUX)
                .withOsState(OperatingSystemStateTypes.GENERALIZED)
                .withHyperVGeneration(
                        HyperVGeneration.fromString(definition.generation().name()))
                .withArchitecture(Architecture.fromString(definition.architecture()))
                .withIdentifier(new GalleryImageIdentifier()
                        .withPublisher(definition.publisher())
                        .withOffer(definition.offer())
                        .withSku(definition.sku()));
        if (!definition.features().isEmpty()) {
            body.withFeatures(definition.features().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(feature ->
                            new GalleryImageFeature().withName(feature.getKey()).withValue(feature.getValue()))
                    .toList());
        }
        definition
                .plan()
                .ifPresent(plan -> body.withPurchasePlan(new ImagePurchasePlan()
                        .withName(plan.name())
                        .withPublisher(plan.publisher())
                        .withProduct(plan.product())));
        return body;
    }

    static GalleryImageVersionInner version(NewVersion version) {
        return new GalleryImageVersionInner()
                .withLocation(version.location().name())
                .withTags(version.tags())
                .withPublishingProfile(publishing(version.targets(), version.endOfLife())
                        .withReplicationMode(ReplicationMode.fromString(version.replicationMode())))
                .withStorageProfile(storage(version.source()));
    }

    private static GalleryImageVersionStorageProfile storage(ImageSource source) {
        GalleryImageVersionStorageProfile storage = new GalleryImageVersionStorageProfile();
        return switch (source) {
            case ImageSource.Machine(ResourceId machine) ->
                storage.withSource(new GalleryArtifactVersionFullSource().withVirtualMachineId(machine.toString()));
            case ImageSource.Vhd(ResourceId account, URI uri) ->
                storage.withOsDiskImage(new GalleryOSDiskImage()
                        .withSource(new GalleryDiskImageSource()
                                .withStorageAccountId(account.toString())
                                .withUri(uri.toString())));
        };
    }

    /** What is left out stays as it is; the source can not change and goes along as Azure has it. */
    static GalleryImageVersionUpdate update(VersionUpdate update, GalleryImageVersionStorageProfile storage) {
        return new GalleryImageVersionUpdate()
                .withPublishingProfile(publishing(update.targets(), update.endOfLife()))
                .withStorageProfile(
                        storage.source() == null
                                ? storage
                                : new GalleryImageVersionStorageProfile().withSource(storage.source()));
    }

    private static GalleryImageVersionPublishingProfile publishing(List<Target> targets, Optional<Instant> endOfLife) {
        GalleryImageVersionPublishingProfile profile = new GalleryImageVersionPublishingProfile()
                .withTargetRegions(targets.stream().map(GalleryBodies::region).toList());
        endOfLife.ifPresent(end -> profile.withEndOfLifeDate(OffsetDateTime.ofInstant(end, ZoneOffset.UTC)));
        return profile;
    }

    private static TargetRegion region(Target target) {
        TargetRegion region =
                new TargetRegion().withName(target.region().name()).withRegionalReplicaCount(target.replicaCount());
        target.storageAccountType()
                .ifPresent(type -> region.withStorageAccountType(StorageAccountType.fromString(type)));
        return region;
    }
}
