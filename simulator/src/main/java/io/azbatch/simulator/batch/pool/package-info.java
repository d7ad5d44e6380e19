/**
 * Pools and nodes as they live in virtual time: immutable records, changed by the {@link io.azbatch.simulator.batch.pool.Pools}
 * engine and by effects on the world's agenda. Nothing here knows HTTP.
 *
 * <p>A resize that grows has two moments: it begins (the pool is {@code resizing}), and the service has allocated what it can (new
 * nodes are there, {@code creating}, and count; the pool is {@code steady}). Each node then becomes {@code starting}, boots, runs
 * its start task and becomes {@code idle} on its own. Every effect checks that the state it was
 * planned for still holds, so a stop, a deletion or a reboot in between simply overtakes it.
 */
@NullMarked
package io.azbatch.simulator.batch.pool;

import org.jspecify.annotations.NullMarked;
