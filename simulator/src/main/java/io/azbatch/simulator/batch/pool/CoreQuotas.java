package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.sku.Quotas;
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
            return Math.max(0, (azure.settings().number("coreQuota") - usedInSubscription(pool, dedicated)) / cores);
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

    /** Nodes of all such accounts in the region, beside the subscription's other machines of the same kind. */
    private int usedInSubscription(Pool pool, boolean dedicated) {
        String subscription = pool.id().subscription();
        int nodes = azure.resources().list(Pool.class).stream()
                .filter(one -> one.id().subscription().equalsIgnoreCase(subscription))
                .filter(one -> one.location().equals(pool.location()) && ofSubscription(one))
                .mapToInt(one -> machines.cores(one.vmSize()) * machinesOf(one, dedicated))
                .sum();
        return nodes + new Quotas(azure).coresInUse(subscription, pool.location(), !dedicated);
    }

    private int used(ResourceId account, boolean dedicated) {
        return azure.resources().children(Pool.class, account).stream()
                .mapToInt(pool -> machines.cores(pool.vmSize()) * machinesOf(pool, dedicated))
                .sum();
    }

    /** A machine costs its cores until it is gone, but not while it is preempted or deallocated. */
    private static int machinesOf(Pool pool, boolean dedicated) {
        return (int) pool.nodes().stream()
                .filter(node -> node.dedicated() == dedicated)
                .filter(node -> node.state() != NodeState.PREEMPTED && node.state() != NodeState.DEALLOCATED)
                .count();
    }

    private static ResourceId account(Pool pool) {
        return pool.id().parent().orElseThrow();
    }
}
