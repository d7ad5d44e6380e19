package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.arm.Azure;

/**
 * Everything that acts on pools, wired once.
 *
 * @param store where pools are
 * @param pools operations on pools
 * @param nodes operations on nodes
 * @param fates what becomes of nodes that boot
 */
public record BatchWorld(PoolStore store, Pools pools, Nodes nodes, Fates fates) {
    public static BatchWorld of(Azure azure, Machines machines) {
        PoolStore store = new PoolStore(azure);
        Fates fates = new Fates();
        NodeLife life = new NodeLife(store, fates);
        Resizer resizer = new Resizer(store, machines, new CoreQuotas(azure, machines), life);
        return new BatchWorld(store, new Pools(store, resizer), new Nodes(store, life, resizer), fates);
    }
}
