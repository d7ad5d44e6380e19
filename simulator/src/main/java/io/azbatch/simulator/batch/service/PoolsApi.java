package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.util.List;

/** Adding, reading, changing and deleting pools. */
public final class PoolsApi {
    private static final int MOST = 1000;

    private final BatchWorld world;
    private final NewPools newPools;
    private final PoolChanges changes;
    private final Lists lists;

    public PoolsApi(BatchWorld world, Settings settings, NewPools newPools, PoolChanges changes) {
        this.world = world;
        this.newPools = newPools;
        this.changes = changes;
        this.lists = new Lists(settings);
    }

    void add(Operations operations) {
        String one = "/pools/{pool}";
        operations.add("POST", "/pools", "pools add", this::add);
        operations.add("GET", "/pools", "pools list", this::list);
        operations.add("GET", one, "pools GET", this::get);
        operations.add("HEAD", one, "pools exists", this::exists);
        operations.add("PATCH", one, "pools patch", this::patch);
        operations.add("POST", one + "/updateproperties", "pools updateproperties", this::updateProperties);
        operations.add("DELETE", one, "pools delete", this::delete);
    }

    /** The pool that a call is about. */
    static Pool require(Call call, BatchWorld world) {
        return world.store().find(call.account().id(), call.param("pool")).orElseThrow(() -> Errors.poolNotFound()
                .refusal());
    }

    private Response add(Call call) {
        Pool pool = newPools.add(call, call.body());
        return Answers.added(call, "/pools/" + pool.name(), pool.modified());
    }

    private Response list(Call call) {
        List<ObjectNode> pools = world.store().of(call.account().id()).stream()
                .map(pool -> PoolBody.render(call, pool))
                .toList();
        return lists.page(call, "pools", pools, MOST);
    }

    private Response get(Call call) {
        Pool pool = require(call, world);
        Conditions.check(call.request(), pool);
        return Answers.of(Answers.one(call, "pools", PoolBody.render(call, pool)), pool);
    }

    private Response exists(Call call) {
        Pool pool = require(call, world);
        Conditions.check(call.request(), pool);
        return Answers.of(Response.empty(200), pool);
    }

    private Response patch(Call call) {
        Pool pool = require(call, world);
        Conditions.check(call.request(), pool);
        return Answers.written(call, 200, changes.patch(call, pool, call.body()));
    }

    private Response updateProperties(Call call) {
        Pool pool = require(call, world);
        ObjectNode body = call.body();
        Fields.checkReplacement(body, call.version());
        PoolChanges.refuseDeleting(pool);
        ObjectNode all = body.deepCopy();
        if (Fields.inVersion("targetNodeCommunicationMode", call.version())
                && !all.hasNonNull("targetNodeCommunicationMode")) {
            all.put("targetNodeCommunicationMode", "default");
        }
        if (!all.has("startTask")) {
            all.putNull("startTask");
        }
        return Answers.written(call, 204, changes.change(call, pool, all));
    }

    private Response delete(Call call) {
        Pool pool = require(call, world);
        Conditions.check(call.request(), pool);
        world.pools().delete(pool);
        return Response.empty(202);
    }
}
