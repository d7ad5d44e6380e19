package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.pool.AutoScale;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import java.util.LinkedHashSet;
import java.util.Set;

/** Changing the size of pools. */
public final class ScaleApi {
    private static final int MOST_REMOVED = 100;

    private final BatchWorld world;

    public ScaleApi(BatchWorld world) {
        this.world = world;
    }

    void add(Operations operations) {
        String one = "/pools/{pool}";
        operations.add("POST", one + "/resize", "pools resize", this::resize);
        operations.add("POST", one + "/upgradeos", "pools upgradeos", this::upgradeOs);
        operations.add("POST", one + "/stopresize", "pools stopresize", this::stopResize);
        operations.add("POST", one + "/removenodes", "pools removenodes", this::removeNodes);
        operations.add("POST", one + "/enableautoscale", "pools enableautoscale", this::enableAutoScale);
        operations.add("POST", one + "/disableautoscale", "pools disableautoscale", this::disableAutoScale);
        operations.addReadOnly("POST", one + "/evaluateautoscale", "pools evaluateautoscale", this::evaluateAutoScale);
    }

    /** Cloud Services pools of old versions only; every machine runs the newest version there is, which {@code *} means. */
    private Response upgradeOs(Call call) {
        Pool pool = conditioned(call);
        String target = Json.text(call.body(), "targetOSVersion");
        if (call.version().since(BatchVersion.ONE_OS_VERSION)) {
            throw Errors.resourceNotFound().refusal();
        }
        if (!pool.settings().has("cloudServiceConfiguration")) {
            throw Errors.notValidOnPool("The operating system of a pool of virtual machines cannot be upgraded")
                    .refusal();
        }
        if (target.equals(Json.text(pool.settings(), "cloudServiceConfiguration", "osVersion"))) {
            throw Errors.versionEqualsUpgrade().refusal();
        }
        Pool upgraded = world.pools().change(pool, settings -> {
            ((ObjectNode) settings.get("cloudServiceConfiguration")).put("osVersion", target);
            return settings;
        });
        return Answers.written(call, 202, upgraded);
    }

    private Response resize(Call call) {
        Pool pool = conditioned(call);
        ObjectNode body = call.body();
        Fields.check(
                body,
                Set.of("targetDedicatedNodes", "targetLowPriorityNodes", "resizeTimeout", "nodeDeallocationOption"));
        return Answers.written(call, 202, world.pools().resize(pool, ScaleSettings.ofResize(body, pool)));
    }

    private Response stopResize(Call call) {
        return Answers.written(call, 202, world.pools().stopResize(conditioned(call)));
    }

    private Response removeNodes(Call call) {
        Pool pool = conditioned(call);
        ObjectNode body = call.body();
        Fields.check(body, Set.of("nodeList", "resizeTimeout", "nodeDeallocationOption"));
        Set<String> ids = new LinkedHashSet<>();
        body.path("nodeList").forEach(id -> ids.add(id.asText()));
        if (ids.isEmpty()) {
            throw Errors.missingProperty("nodeList").refusal();
        }
        if (ids.size() > MOST_REMOVED) {
            throw Errors.invalidProperty("nodeList", "At most 100 nodes can be removed with one request.")
                    .refusal();
        }
        if (!ids.stream().allMatch(id -> pool.node(id).isPresent())) {
            throw Errors.nodeNotFound().refusal();
        }
        Pool removing = world.pools().removeNodes(pool, ids, ScaleSettings.timeout(body), ScaleSettings.option(body));
        return Answers.written(call, 202, removing);
    }

    private Response enableAutoScale(Call call) {
        Pool pool = conditioned(call);
        ObjectNode body = call.body();
        Fields.check(body, Set.of("autoScaleFormula", "autoScaleEvaluationInterval"));
        String before = pool.autoScale().map(AutoScale::formula).orElse("");
        String formula = body.path("autoScaleFormula").asText(before);
        if (formula.isBlank()) {
            throw Errors.invalidAutoScale("autoScaleFormula must be specified to enable AutoScale")
                    .refusal();
        }
        ScaleSettings.requireFormula(formula);
        return Answers.written(call, 200, world.pools().enableAutoScale(pool, formula, ScaleSettings.interval(body)));
    }

    private Response disableAutoScale(Call call) {
        return Answers.written(call, 200, world.pools().disableAutoScale(PoolsApi.require(call, world)));
    }

    private Response evaluateAutoScale(Call call) {
        Pool pool = PoolsApi.require(call, world);
        JsonNode body = call.body();
        String formula = Json.text(body, "autoScaleFormula");
        if (formula.isBlank()) {
            throw Errors.missingProperty("autoScaleFormula").refusal();
        }
        ObjectNode answer = Json.object()
                .put(
                        "odata.metadata",
                        call.endpoint() + "/$metadata#Microsoft.Azure.Batch.Protocol.Entities.AutoScaleRun");
        answer.setAll(PoolBody.autoScaleRun(world.pools().evaluate(pool, formula)));
        return Answers.identified(call, Response.json(200, answer));
    }

    private Pool conditioned(Call call) {
        Pool pool = PoolsApi.require(call, world);
        Conditions.check(call.request(), pool);
        return pool;
    }
}
