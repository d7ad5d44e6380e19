package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.batch.pool.ResizeRequest;
import io.azbatch.simulator.http.Json;
import java.util.Optional;

/** Changing pools, whichever plane asks for it. */
public final class PoolChanges {
    private final BatchWorld world;
    private final PoolChecks checks;

    public PoolChanges(BatchWorld world, PoolChecks checks) {
        this.world = world;
        this.checks = checks;
    }

    /** What the data plane's PATCH asks for. */
    Pool patch(Call call, Pool pool, ObjectNode changes) {
        Fields.checkPatch(changes, call.version());
        refuseDeleting(pool);
        boolean configuration = false;
        for (String field : Fields.CONFIGURATION) {
            configuration |= changes.hasNonNull(field);
        }
        if (configuration) {
            requireEmpty(pool);
        }
        ObjectNode given = changes.deepCopy();
        given.properties().removeIf(field -> field.getValue().isNull());
        if (configuration) {
            checks.check(call, applied(call, pool.settings().deepCopy(), given));
        }
        return change(call, pool, given);
    }

    /** What ARM's PATCH asks for: the same, and the scale. */
    Pool patch(Call call, Pool pool, JsonNode properties, Optional<ObjectNode> identity) {
        ObjectNode given = ArmPoolForm.toService(properties);
        Pool changed = given.isEmpty() ? pool : patch(call, pool, given);
        Pool started = ArmPoolForm.removesStartTask(properties) ? withoutStartTask(changed) : changed;
        return scaled(call, identified(started, identity), properties);
    }

    /** What ARM's PUT of a pool that is there asks for; what stays the same needs no empty pool. */
    Pool replace(Call call, Pool pool, JsonNode properties, Optional<ObjectNode> identity) {
        refuseDeleting(pool);
        ObjectNode body = ArmPoolForm.toService(properties).put("id", pool.name());
        Fields.checkAdd(body, call.version());
        ObjectNode wanted = PoolDefaults.of(body, call.version());
        if (pool.settings().has("identity")) {
            wanted.set("identity", pool.settings().get("identity"));
        }
        identity.ifPresent(given -> wanted.set("identity", given));
        checks.check(call, wanted);
        boolean configuration = Fields.CONFIGURATION.stream()
                .anyMatch(field -> !wanted.path(field).equals(pool.settings().path(field)));
        if (configuration) {
            requireEmpty(pool);
        }
        Pool replaced = world.pools().change(pool, before -> wanted);
        return scaled(call, identified(replaced, identity), properties);
    }

    /** Puts fields in the place of those that are there. */
    Pool change(Call call, Pool pool, JsonNode changes) {
        checks.checkLive(call, changes);
        return world.pools().change(pool, before -> applied(call, before, changes));
    }

    static void refuseDeleting(Pool pool) {
        if (pool.deleting()) {
            throw Errors.poolBeingDeleted().refusal();
        }
    }

    private Pool withoutStartTask(Pool pool) {
        refuseDeleting(pool);
        return world.pools().change(pool, before -> before.without("startTask"));
    }

    private Pool identified(Pool pool, Optional<ObjectNode> identity) {
        return identity.map(next -> world.pools().change(pool, before -> (ObjectNode) before.set("identity", next)))
                .orElse(pool);
    }

    private Pool scaled(Call call, Pool pool, JsonNode properties) {
        ObjectNode scale = ArmPoolForm.scale(properties);
        if (scale.isEmpty()) {
            return pool;
        }
        if (scale.has("enableAutoScale")) {
            String formula = Json.text(scale, "autoScaleFormula");
            ScaleSettings.requireFormula(formula);
            return world.pools().enableAutoScaleNow(pool, formula, ScaleSettings.interval(scale));
        }
        ResizeRequest wanted = ScaleSettings.ofResize(scale, pool);
        boolean same = pool.autoScale().isEmpty()
                && wanted.dedicated() == pool.allocation().dedicated()
                && wanted.spot() == pool.allocation().spot();
        if (same) {
            return pool;
        }
        Pool fixed = pool.autoScale().isPresent() ? world.pools().disableAutoScale(pool) : pool;
        return world.pools().resize(fixed, wanted);
    }

    private static void requireEmpty(Pool pool) {
        if (!pool.empty()) {
            throw Errors.invalidForState(
                            "The configuration of a pool can be changed only when it has no nodes and is not being"
                                    + " resized")
                    .refusal();
        }
    }

    private static ObjectNode applied(Call call, ObjectNode before, JsonNode changes) {
        changes.properties().forEach(field -> before.set(field.getKey(), field.getValue()));
        PoolDefaults.normalise(before, call.version());
        return before;
    }
}
