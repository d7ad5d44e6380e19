package io.azbatch.operator.azure;

import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.ImageInformation;
import com.microsoft.azure.batch.protocol.models.MetadataItem;
import com.microsoft.azure.batch.protocol.models.OSType;
import com.microsoft.azure.batch.protocol.models.PoolNodeCounts;
import com.microsoft.azure.batch.protocol.models.VerificationType;
import com.microsoft.azure.batch.protocol.models.VirtualMachineConfiguration;
import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.BatchPools.AllocationState;
import io.azbatch.operator.cloud.BatchPools.NodeCounts;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.cloud.BatchPools.PoolState;
import io.azbatch.operator.cloud.BatchPools.ResizeError;
import io.azbatch.operator.cloud.BatchPools.SupportedImage;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.ResourceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Batch's pools, node counts and supported images in domain words. A value the client does not know reads as absent. */
final class PoolReading {

    private PoolReading() {}

    static Pool pool(CloudPool pool) {
        Optional<VirtualMachineConfiguration> machine = Optional.ofNullable(pool.virtualMachineConfiguration());
        return new Pool(
                pool.id(),
                MachineReading.text(pool.eTag()),
                pool.state() == com.microsoft.azure.batch.protocol.models.PoolState.DELETING
                        ? PoolState.DELETING
                        : PoolState.ACTIVE,
                allocationState(pool.allocationState()),
                MachineReading.text(pool.vmSize()),
                Optional.ofNullable(pool.displayName()),
                machine.map(VirtualMachineConfiguration::imageReference)
                        .map(image -> image.virtualMachineImageId())
                        .flatMap(ResourceId::parse),
                machine.map(VirtualMachineConfiguration::nodeAgentSKUId),
                Boolean.TRUE.equals(pool.enableAutoScale()),
                number(pool.targetDedicatedNodes()),
                number(pool.targetLowPriorityNodes()),
                number(pool.currentDedicatedNodes()),
                number(pool.currentLowPriorityNodes()),
                list(pool.resizeErrors()).stream().map(PoolReading::resizeError).toList(),
                list(pool.metadata()).stream()
                        .filter(item -> item.name() != null)
                        .collect(Collectors.toUnmodifiableMap(
                                MetadataItem::name,
                                item -> MachineReading.text(item.value()),
                                (first, again) -> again)),
                MachineReading.tags(pool.resourceTags()));
    }

    /** A state that is new to the client is surely not steady. */
    private static AllocationState allocationState(
            com.microsoft.azure.batch.protocol.models.@Nullable AllocationState state) {
        return switch (state) {
            case STEADY -> AllocationState.STEADY;
            case STOPPING -> AllocationState.STOPPING;
            case RESIZING -> AllocationState.RESIZING;
            case null -> AllocationState.RESIZING;
        };
    }

    /** What the provider below Batch said stands in the values. */
    private static ResizeError resizeError(com.microsoft.azure.batch.protocol.models.ResizeError error) {
        String values = list(error.values()).stream()
                .map(pair -> pair.name() + ": " + pair.value())
                .collect(Collectors.joining(" "));
        return new ResizeError(
                error.code() == null ? "Unknown" : error.code(),
                AzureError.words((MachineReading.text(error.message()) + " " + values).strip()));
    }

    static NodeCounts counts(PoolNodeCounts pool) {
        Map<String, Integer> byState = new LinkedHashMap<>();
        int total = 0;
        for (var kind : Arrays.asList(pool.dedicated(), pool.lowPriority())) {
            if (kind != null) {
                total += kind.total();
                add(byState, kind);
            }
        }
        byState.values().removeIf(count -> count == 0);
        return new NodeCounts(total, Map.copyOf(byState));
    }

    private static void add(Map<String, Integer> byState, com.microsoft.azure.batch.protocol.models.NodeCounts nodes) {
        byState.merge("creating", nodes.creating(), Integer::sum);
        byState.merge("deallocated", nodes.deallocated(), Integer::sum);
        byState.merge("deallocating", nodes.deallocating(), Integer::sum);
        byState.merge("idle", nodes.idle(), Integer::sum);
        byState.merge("leavingPool", nodes.leavingPool(), Integer::sum);
        byState.merge("offline", nodes.offline(), Integer::sum);
        byState.merge("preempted", nodes.preempted(), Integer::sum);
        byState.merge("rebooting", nodes.rebooting(), Integer::sum);
        byState.merge("reimaging", nodes.reimaging(), Integer::sum);
        byState.merge("running", nodes.running(), Integer::sum);
        byState.merge("startTaskFailed", nodes.startTaskFailed(), Integer::sum);
        byState.merge("starting", nodes.starting(), Integer::sum);
        byState.merge("unknown", nodes.unknown(), Integer::sum);
        byState.merge("unusable", nodes.unusable(), Integer::sum);
        byState.merge("upgradingOS", nodes.upgradingOS(), Integer::sum);
        byState.merge("waitingForStartTask", nodes.waitingForStartTask(), Integer::sum);
    }

    /** Empty for an entry that names no Marketplace image. */
    static Optional<SupportedImage> supportedImage(ImageInformation image) {
        return Optional.ofNullable(image.imageReference())
                .filter(reference -> reference.publisher() != null
                        && reference.offer() != null
                        && reference.sku() != null
                        && image.nodeAgentSKUId() != null)
                .map(reference -> new SupportedImage(
                        new BaseImage(reference.publisher(), reference.offer(), reference.sku()),
                        image.nodeAgentSKUId(),
                        image.osType() == OSType.WINDOWS ? OsType.Windows : OsType.Linux,
                        image.verificationType() == VerificationType.VERIFIED,
                        Optional.ofNullable(image.batchSupportEndOfLife())
                                .map(end ->
                                        LocalDate.ofInstant(Instant.ofEpochMilli(end.getMillis()), ZoneOffset.UTC))));
    }

    private static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
