package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.sku.Quotas;
import io.azbatch.simulator.arm.compute.sku.VmSizes;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.BatchError;
import java.util.List;

/** How many more nodes an account may have. */
final class CoreQuotas {
    /** In the form that Compute gives it; the words are reported, not recorded. */
    private static final String PROVIDER_ERROR =
            "{\"error\":{\"code\":\"OperationNotAllowed\",\"message\":\"Operation could not be completed as it results in"
                    + " exceeding approved Total Regional Cores quota.\"}}";

    private final Azure azure;
    private final Machines machines;

    CoreQuotas(Azure azure, Machines machines) {
        this.azure = azure;
        this.machines = machines;
    }

    /** Nodes of the pool's size that still fit into the quota: the account's, or the subscription's where nodes are its machines. */
    int room(Pool pool, boolean dedicated) {
        int cores = machines.cores(pool.vmSize());
        if (ofSubscription(pool)) {
            return VmSizes.find(pool.vmSize())
                    .map(size ->
                            new Quotas(azure).left(pool.id().subscription(), pool.location(), size, !dedicated) / cores)
                    .orElse(0);
        }
        int quota = azure.settings().number(dedicated ? "dedicatedCoreQuota" : "lowPriorityCoreQuota");
        return Math.max(0, (quota - used(account(pool), dedicated)) / cores);
    }

    /** What a resize says that met the quota. */
    ResizeError error(Pool pool, boolean dedicated) {
        return ofSubscription(pool)
                ? ResizeError.failed(dedicated, List.of(new BatchError.Detail("Provider Error Json", PROVIDER_ERROR)))
                : ResizeError.quota(dedicated);
    }

    private boolean ofSubscription(Pool pool) {
        return azure.resources()
                .find(account(pool), BatchAccount.class)
                .map(BatchAccount::userSubscription)
                .orElse(false);
    }

    private int used(ResourceId account, boolean dedicated) {
        return azure.resources().children(Pool.class, account).stream()
                .mapToInt(pool -> machines.cores(pool.vmSize()) * pool.costing(dedicated))
                .sum();
    }

    private static ResourceId account(Pool pool) {
        return pool.id().parent().orElseThrow();
    }
}
