package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;

/** How many more nodes an account may have. */
final class CoreQuotas {
    private final Azure azure;
    private final Machines machines;

    CoreQuotas(Azure azure, Machines machines) {
        this.azure = azure;
        this.machines = machines;
    }

    /** Nodes of the pool's size that still fit into the account's quota. */
    int room(Pool pool, boolean dedicated) {
        int cores = machines.cores(pool.vmSize());
        int quota = azure.settings().number(dedicated ? "dedicatedCoreQuota" : "lowPriorityCoreQuota");
        return Math.max(0, (quota - used(account(pool), dedicated)) / cores);
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
