package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.settings.Settings;
import java.util.Optional;

/** Adding pools, for whoever asks: a client, or a job that wants one of its own. */
public final class NewPools {
    private final BatchWorld world;
    private final Settings settings;
    private final PoolChecks checks;

    public NewPools(BatchWorld world, Settings settings, PoolChecks checks) {
        this.world = world;
        this.settings = settings;
        this.checks = checks;
    }

    /** Adds the pool of a body that has an id. */
    Pool add(Call call, ObjectNode body) {
        return add(call, body, Optional.empty());
    }

    /** The same with identities, which only ARM can give. */
    Pool add(Call call, ObjectNode body, Optional<ObjectNode> identity) {
        Fields.checkAdd(body, call.version());
        PoolChecks.checkId(body);
        ScaleSettings scale = ScaleSettings.ofNewPool(body, call.now());
        ObjectNode wanted = PoolDefaults.of(body, call.version());
        identity.ifPresent(given -> wanted.set("identity", given));
        checks.check(call, wanted);
        refuseEphemeralSpot(wanted, scale);
        refuseTaken(call, Json.text(body, "id"));
        return world.pools()
                .add(call.account().id(), call.account().location(), wanted, scale.size(), scale.autoScale());
    }

    /** Documented: Spot nodes have no ephemeral disks. */
    private static void refuseEphemeralSpot(ObjectNode wanted, ScaleSettings scale) {
        boolean ephemeral = Json.at(wanted, "virtualMachineConfiguration", "osDisk", "ephemeralOSDiskSettings")
                .hasNonNull("placement");
        if (ephemeral && scale.size().spot() > 0) {
            throw Errors.invalidProperty(
                            "ephemeralOSDiskSettings", "Ephemeral OS disks are not supported on low-priority nodes.")
                    .refusal();
        }
    }

    private void refuseTaken(Call call, String id) {
        world.store().find(call.account().id(), id).ifPresent(pool -> {
            throw (pool.deleting() ? Errors.poolBeingDeleted() : Errors.poolExists()).refusal();
        });
        if (world.store().of(call.account().id()).size() >= settings.number("poolQuota")) {
            throw Errors.poolQuotaReached().refusal();
        }
    }
}
