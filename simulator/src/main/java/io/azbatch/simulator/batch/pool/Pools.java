package io.azbatch.simulator.batch.pool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.Errors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What can be done to a pool. Each operation checks the state of the pool and refuses as Azure does; what the caller asked for was
 * checked before. Used inside a look at the world only.
 */
public final class Pools {
    /** A formula is first evaluated a moment after it was given. */
    private static final Duration FIRST_EVALUATION = Duration.ofSeconds(3);

    private static final Duration ENABLE_INTERVAL = Duration.ofSeconds(30);

    private final PoolStore store;
    private final Resizer resizer;

    Pools(PoolStore store, Resizer resizer) {
        this.store = store;
        this.resizer = resizer;
    }

    /** Adds a pool of which the account has none yet. */
    public Pool add(
            ResourceId account,
            String location,
            ObjectNode settings,
            ResizeRequest size,
            Optional<AutoScale> autoScale) {
        Instant now = store.now();
        ResourceId id = account.child("pools", settings.path("id").asText());
        Pool pool = new Pool(
                id,
                location,
                UUID.randomUUID(),
                settings,
                now,
                now,
                Optional.empty(),
                Allocation.begin(now, size, Set.of(), false),
                autoScale,
                List.of(),
                0);
        resizer.begin(store.put(pool), size);
        store.current(pool).filter(one -> one.autoScale().isPresent()).ifPresent(one -> evaluateLater(one, now));
        return pool;
    }

    /** Changes settings; the caller knows which may be changed. */
    public Pool change(Pool pool, UnaryOperator<ObjectNode> change) {
        refuseDeleting(pool);
        return store.put(pool.with(change.apply(pool.settings().deepCopy())).touched(store.now()));
    }

    public Pool resize(Pool pool, ResizeRequest request) {
        refuseDeleting(pool);
        if (pool.autoScale().isPresent()) {
            throw Errors.invalidForState(
                            "The specified pool has AutoScale enabled. A pool with AutoScale enabled cannot be resized")
                    .refusal();
        }
        if (!pool.allocation().isSteady()) {
            throw Errors.poolBeingResized().refusal();
        }
        resizer.begin(pool.touched(store.now()), request);
        return store.current(pool).orElseThrow();
    }

    /** Stops a resize; the ETag stays. */
    public Pool stopResize(Pool pool) {
        refuseDeleting(pool);
        if (pool.autoScale().isPresent()) {
            throw Errors.invalidForState("The specified pool has AutoScale enabled. AutoScale resize cannot be stopped")
                    .refusal();
        }
        switch (pool.allocation().state()) {
            case STEADY ->
                throw Errors.invalidForState("The specified pool is not being resized")
                        .refusal();
            case RESIZING -> resizer.stop(pool);
            case STOPPING -> {
                // It stops already; Azure accepts this again.
            }
        }
        return store.current(pool).orElseThrow();
    }

    /** Lets the named nodes go and lowers the targets by them. */
    public Pool removeNodes(Pool pool, Set<String> ids, Duration timeout, Deallocation option) {
        refuseDeleting(pool);
        if (!pool.allocation().isSteady()) {
            throw Errors.poolBeingResized().refusal();
        }
        int dedicated = named(pool, ids, true);
        int spot = named(pool, ids, false);
        ResizeRequest rest = new ResizeRequest(
                Math.max(0, pool.allocation().dedicated() - dedicated),
                Math.max(0, pool.allocation().spot() - spot),
                timeout,
                option);
        resizer.begin(pool.touched(store.now()), rest, ids);
        return store.current(pool).orElseThrow();
    }

    public Pool enableAutoScale(Pool pool, String formula, Optional<Duration> interval) {
        refuseDeleting(pool);
        Instant now = store.now();
        Optional<AutoScale> before = pool.autoScale();
        if (before.isPresent() && now.isBefore(before.get().enabledAt().plus(ENABLE_INTERVAL))) {
            throw Errors.tooManyEnableAutoScale().refusal();
        }
        Duration every = interval.or(() -> before.map(AutoScale::interval)).orElse(Duration.ofMinutes(15));
        AutoScale scale = new AutoScale(formula, every, now, before.flatMap(AutoScale::lastRun));
        Pool enabled = store.put(pool.with(Optional.of(scale)).touched(now));
        evaluateLater(enabled, now);
        return enabled;
    }

    /** Ends automatic scaling and stops its resize; the ETag stays. */
    public Pool disableAutoScale(Pool pool) {
        refuseDeleting(pool);
        Pool disabled = store.put(pool.with(Optional.<AutoScale>empty()));
        if (disabled.allocation().state() == AllocationState.RESIZING) {
            resizer.stop(disabled);
        }
        return store.current(disabled).orElseThrow();
    }

    /** The same as ARM does it: the pool settles anew at the targets that it has, and its ETag changes. */
    public Pool endAutoScale(Pool pool) {
        if (pool.autoScale().isEmpty()) {
            return pool;
        }
        Pool disabled = disableAutoScale(pool).touched(store.now());
        store.put(disabled);
        if (disabled.allocation().isSteady()) {
            Allocation last = disabled.allocation();
            resizeUnasked(disabled, new ResizeRequest(last.dedicated(), last.spot(), last.timeout(), last.option()));
        }
        return store.current(disabled).orElseThrow();
    }

    /** Enables automatic scaling as ARM does it: the formula is evaluated at once. */
    public Pool enableAutoScaleNow(Pool pool, String formula, Optional<Duration> interval) {
        Pool enabled = enableAutoScale(pool, formula, interval);
        AutoScale scale = enabled.autoScale().orElseThrow();
        AutoScaleRun run = run(enabled, formula);
        Pool ran = store.put(enabled.with(Optional.of(scale.ran(run))));
        if (run.problem().isEmpty() && ran.allocation().isSteady()) {
            resizeUnasked(
                    ran,
                    new ResizeRequest(
                            run.dedicated(), run.spot(), ran.allocation().timeout(), run.option()));
        }
        return store.current(ran).orElseThrow();
    }

    /** What a formula would say now. */
    public AutoScaleRun evaluate(Pool pool, String formula) {
        if (pool.autoScale().isEmpty()) {
            throw Errors.notValidOnPool("AutoScale is not enabled on the specified pool")
                    .refusal();
        }
        return run(pool, formula);
    }

    /** Begins the deletion: the pool is there, deleting, until its nodes are gone. */
    public void delete(Pool pool) {
        refuseDeleting(pool);
        Pool deleting = store.put(pool.deletedAt(store.now()).touched(store.now()));
        resizer.empty(deleting);
        store.after(store.seconds("poolDeleteSeconds"), deleting, store::remove);
    }

    private void refuseDeleting(Pool pool) {
        if (pool.deleting()) {
            throw Errors.poolBeingDeleted().refusal();
        }
    }

    private void evaluateLater(Pool pool, Instant enabledAt) {
        store.after(FIRST_EVALUATION, pool, later -> evaluateNow(later, enabledAt));
    }

    private void evaluateNow(Pool pool, Instant enabledAt) {
        Optional<AutoScale> scale =
                pool.autoScale().filter(one -> one.enabledAt().equals(enabledAt));
        if (scale.isEmpty() || pool.deleting()) {
            return;
        }
        AutoScaleRun run = run(pool, scale.get().formula());
        Pool ran = store.put(pool.with(Optional.of(scale.get().ran(run))));
        boolean differs = run.dedicated() != ran.allocation().dedicated()
                || run.spot() != ran.allocation().spot();
        if (run.problem().isEmpty() && differs && ran.allocation().isSteady()) {
            resizeUnasked(
                    ran,
                    new ResizeRequest(
                            run.dedicated(), run.spot(), ran.allocation().timeout(), run.option()));
        }
        store.after(scale.get().interval(), ran, later -> evaluateNow(later, enabledAt));
    }

    private void resizeUnasked(Pool pool, ResizeRequest request) {
        resizer.begin(pool, request);
        store.change(pool, begun -> begun.with(begun.allocation().unasked(pool.allocation())));
    }

    private AutoScaleRun run(Pool pool, String formula) {
        Instant now = store.now();
        try {
            Formula.Result result = Formula.evaluate(formula, pool);
            return new AutoScaleRun(now, result.dedicated(), result.spot(), result.option(), Optional.empty());
        } catch (Formula.Broken broken) {
            return new AutoScaleRun(
                    now,
                    pool.allocation().dedicated(),
                    pool.allocation().spot(),
                    Deallocation.REQUEUE,
                    Optional.ofNullable(broken.getMessage()));
        }
    }

    private static int named(Pool pool, Set<String> ids, boolean dedicated) {
        return (int) pool.nodes().stream()
                .filter(node -> node.dedicated() == dedicated && ids.contains(node.id()))
                .count();
    }
}
