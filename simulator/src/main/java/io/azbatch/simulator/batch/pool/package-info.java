/**
 * Pools and nodes as they live in virtual time: immutable records, changed by the {@link io.azbatch.simulator.batch.pool.Pools}
 * engine and by effects on the world's agenda. Nothing here knows HTTP.
 *
 * <p>A resize has three moments: it begins (the pool is {@code resizing}), the machines are asked for (nodes appear as
 * {@code creating}, and what cannot be had is known), and it ends (the pool is {@code steady}, the nodes are {@code starting} and
 * count). Each node then boots, runs its start task and becomes {@code idle} on its own. Every effect checks that the state it was
 * planned for still holds, so a stop, a deletion or a reboot in between simply overtakes it.
 */
@NullMarked
package io.azbatch.simulator.batch.pool;

import org.jspecify.annotations.NullMarked;
