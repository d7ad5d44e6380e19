package io.azbatch.operator.azure;

import com.azure.resourcemanager.compute.fluent.models.GalleryImageInner;
import com.azure.resourcemanager.compute.fluent.models.GalleryImageVersionInner;
import com.azure.resourcemanager.compute.fluent.models.GalleryInner;
import com.azure.resourcemanager.compute.models.GalleryImageVersionPublishingProfile;
import com.azure.resourcemanager.compute.models.OperatingSystemTypes;
import com.azure.resourcemanager.compute.models.RegionalReplicationStatus;
import com.azure.resourcemanager.compute.models.TargetRegion;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.Galleries.Gallery;
import io.azbatch.operator.cloud.Galleries.Replica;
import io.azbatch.operator.cloud.Galleries.Target;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.PurchasePlan;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compute's galleries, definitions and versions in domain words. */
final class GalleryReading {

    private static final String FAILED = "Failed";

    private GalleryReading() {}

    static Gallery gallery(ResourceId id, GalleryInner gallery) {
        return new Gallery(
                id,
                region(gallery.location()),
                state(gallery.provisioningState()),
                MachineReading.tags(gallery.tags()));
    }

    static Definition definition(ResourceId id, GalleryImageInner definition) {
        return new Definition(
                id,
                region(definition.location()),
                state(definition.provisioningState()),
                definition.osType() == OperatingSystemTypes.WINDOWS ? OsType.Windows : OsType.Linux,
                definition.osState() == null ? "" : definition.osState().toString(),
                MachineReading.generation(Optional.ofNullable(definition.hyperVGeneration()))
                        .orElse(HyperVGeneration.V1),
                Optional.ofNullable(definition.architecture())
                        .map(Object::toString)
                        .orElse("x64"),
                list(definition.features()).stream()
                        .filter(feature -> "SecurityType".equalsIgnoreCase(feature.name()))
                        .map(feature -> MachineReading.text(feature.value()))
                        .filter(type -> !"Standard".equalsIgnoreCase(type))
                        .findFirst(),
                Optional.ofNullable(definition.purchasePlan())
                        .filter(plan -> plan.name() != null)
                        .map(plan -> new PurchasePlan(
                                plan.name(),
                                MachineReading.text(plan.publisher()),
                                MachineReading.text(plan.product()))),
                MachineReading.tags(definition.tags()));
    }

    static boolean isFailed(GalleryImageVersionInner version) {
        return FAILED.equalsIgnoreCase(state(version.provisioningState()));
    }

    /** @param failure what the operation told, as far as we could ask it */
    static Version version(ResourceId id, GalleryImageVersionInner version, Optional<String> failure) {
        Optional<GalleryImageVersionPublishingProfile> publishing = Optional.ofNullable(version.publishingProfile());
        List<Replica> replication = Optional.ofNullable(version.replicationStatus())
                .map(status -> list(status.summary()).stream()
                        .map(GalleryReading::replica)
                        .toList())
                .orElse(List.of());
        return new Version(
                id,
                region(version.location()),
                state(version.provisioningState()),
                Optional.ofNullable(version.storageProfile())
                        .map(storage -> storage.source())
                        .map(source -> source.virtualMachineId() == null ? source.id() : source.virtualMachineId())
                        .flatMap(ResourceId::parse),
                Optional.ofNullable(version.storageProfile())
                        .map(storage -> storage.osDiskImage())
                        .map(disk -> disk.source())
                        .map(source -> source.uri())
                        .flatMap(MachineReading::uri),
                publishing
                        .map(profile -> list(profile.targetRegions()).stream()
                                .map(GalleryReading::target)
                                .toList())
                        .orElse(List.of()),
                instant(publishing.map(profile -> profile.endOfLifeDate())),
                instant(publishing.map(GalleryImageVersionPublishingProfile::publishedDate)),
                replication,
                failure.or(() -> isFailed(version) ? replicationFailure(replication) : Optional.empty()),
                publishing.map(profile -> profile.excludeFromLatest()).orElse(false),
                MachineReading.tags(version.tags()));
    }

    /** Where the operation can no longer be asked, the regions may still tell. */
    private static Optional<String> replicationFailure(List<Replica> replication) {
        return Optional.of(replication.stream()
                        .filter(replica -> FAILED.equalsIgnoreCase(replica.state()))
                        .map(replica -> replica.region() + ": "
                                + replica.details()
                                        .filter(text -> !text.isBlank())
                                        .orElse("replication failed"))
                        .collect(Collectors.joining("; ")))
                .filter(text -> !text.isEmpty());
    }

    private static Replica replica(RegionalReplicationStatus status) {
        return new Replica(
                region(status.region()),
                status.state() == null ? "Unknown" : status.state().toString(),
                status.progress() == null ? 0 : status.progress(),
                Optional.ofNullable(status.details()).filter(details -> !details.isBlank()));
    }

    private static Target target(TargetRegion target) {
        return new Target(
                region(target.name()),
                target.regionalReplicaCount() == null ? 1 : target.regionalReplicaCount(),
                Optional.ofNullable(target.storageAccountType()).map(Object::toString));
    }

    private static Optional<Instant> instant(Optional<OffsetDateTime> time) {
        return time.map(OffsetDateTime::toInstant);
    }

    private static Region region(@Nullable String name) {
        return new Region(MachineReading.text(name));
    }

    private static String state(@Nullable Object provisioningState) {
        return provisioningState == null ? "" : provisioningState.toString();
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
