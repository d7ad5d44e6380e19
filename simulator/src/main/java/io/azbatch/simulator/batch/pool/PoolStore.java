package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Where pools are kept, and how something happens to one later. Used inside a look at the world only. */
public final class PoolStore {
    private final Azure azure;
    private NodeTasks tasks = NodeTasks.NOBODY;

    public PoolStore(Azure azure) {
        this.azure = azure;
    }

    /** From now on nodes get their tasks from there. */
    public void serve(NodeTasks scheduler) {
        tasks = scheduler;
    }

    /** The pool with this id, whatever its case. */
    public Optional<Pool> find(ResourceId account, String poolId) {
        return azure.resources().find(account.child("pools", poolId), Pool.class);
    }

    /** All pools of an account by id, as the service lists them. */
    public List<Pool> of(ResourceId account) {
        return azure.resources().children(Pool.class, account).stream()
                .sorted(Comparator.comparing(pool -> pool.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** A pool by its account's name alone. */
    public Optional<Pool> named(String account, String poolId) {
        return azure.resources().list(Pool.class).stream()
                .filter(pool -> pool.name().equalsIgnoreCase(poolId))
                .filter(pool -> pool.id().parent().orElseThrow().name().equalsIgnoreCase(account))
                .findFirst();
    }

    Instant now() {
        return azure.world().now();
    }

    Duration seconds(String setting) {
        return azure.settings().seconds(setting);
    }

    Pool put(Pool pool) {
        azure.resources().put(pool);
        tasks.mayHaveRoom(pool);
        return pool;
    }

    /** What becomes of tasks that a node gave up. */
    void takenOff(Set<ResourceId> given, Deallocation option) {
        if (!given.isEmpty()) {
            tasks.takenOff(given, option);
        }
    }

    void remove(Pool pool) {
        azure.resources().remove(pool.id());
    }

    /** Changes the pool if it still is the one that is meant. */
    void change(Pool meant, UnaryOperator<Pool> change) {
        current(meant).ifPresent(pool -> put(change.apply(pool)));
    }

    /** The pool as it is now, unless it is gone. */
    Optional<Pool> current(Pool meant) {
        return azure.resources().find(meant.id(), Pool.class).filter(pool -> pool.uid()
                .equals(meant.uid()));
    }

    /** Lets something happen later, whatever the pool is then. */
    public void after(Duration delay, Runnable effect) {
        azure.world().after(delay, effect);
    }

    /** Lets something happen to the pool later, if it is still there then. */
    void after(Duration delay, Pool meant, Consumer<Pool> effect) {
        azure.world().after(delay, () -> current(meant).ifPresent(effect));
    }
}
