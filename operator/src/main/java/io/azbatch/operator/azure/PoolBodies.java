package io.azbatch.operator.azure;

import com.microsoft.azure.batch.protocol.models.ComputeNodeDeallocationOption;
import com.microsoft.azure.batch.protocol.models.ImageReference;
import com.microsoft.azure.batch.protocol.models.MetadataItem;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolResizeParameter;
import com.microsoft.azure.batch.protocol.models.VirtualMachineConfiguration;
import io.azbatch.operator.cloud.BatchPools.NewPool;
import io.azbatch.operator.cloud.BatchPools.Resize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.time.Period;

/** What is sent to make or change pools. What the operator has no opinion on is left to Azure. */
final class PoolBodies {

    private PoolBodies() {}

    static PoolAddParameter pool(NewPool pool) {
        return new PoolAddParameter()
                .withId(pool.id())
                .withDisplayName(pool.displayName().orElse(null))
                .withVmSize(pool.vmSize())
                .withVirtualMachineConfiguration(new VirtualMachineConfiguration()
                        .withImageReference(new ImageReference()
                                .withVirtualMachineImageId(pool.imageId().toString()))
                        .withNodeAgentSKUId(pool.nodeAgentSku()))
                .withTargetDedicatedNodes(pool.dedicated())
                .withTargetLowPriorityNodes(pool.spot())
                .withResizeTimeout(period(pool.resizeTimeout()))
                .withMetadata(metadata(pool.metadata()))
                .withResourceTags(pool.resourceTags().isEmpty() ? null : pool.resourceTags());
    }

    static PoolResizeParameter resize(Resize resize) {
        return new PoolResizeParameter()
                .withTargetDedicatedNodes(resize.dedicated())
                .withTargetLowPriorityNodes(resize.spot())
                .withResizeTimeout(period(resize.timeout()))
                .withNodeDeallocationOption(ComputeNodeDeallocationOption.fromString(resize.deallocation()));
    }

    static List<MetadataItem> metadata(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(item -> new MetadataItem().withName(item.getKey()).withValue(item.getValue()))
                .toList();
    }

    private static Period period(Duration duration) {
        return Period.millis(Math.toIntExact(duration.toMillis())).normalizedStandard();
    }
}
