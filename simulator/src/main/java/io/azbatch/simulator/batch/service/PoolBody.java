package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.check.PoolRules;
import io.azbatch.simulator.batch.pool.Allocation;
import io.azbatch.simulator.batch.pool.AutoScale;
import io.azbatch.simulator.batch.pool.AutoScaleRun;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.batch.pool.ResizeError;
import io.azbatch.simulator.http.Json;
import java.util.List;

/** A pool as an api-version shows it. */
final class PoolBody {
    private static final List<String> AFTER_SCALE = List.of(
            "enableInterNodeCommunication",
            "startTask",
            "userAccounts",
            "certificateReferences",
            "applicationPackageReferences",
            "metadata",
            "taskSlotsPerNode",
            "taskSchedulingPolicy",
            "cloudServiceConfiguration",
            "virtualMachineConfiguration",
            "networkConfiguration",
            "mountConfiguration",
            "applicationLicenses",
            "targetNodeCommunicationMode",
            "upgradePolicy",
            "resourceTags");

    private PoolBody() {}

    static ObjectNode render(Call call, Pool pool) {
        ObjectNode body = Json.object().put("id", pool.name());
        copy(pool, "displayName", body);
        body.put("url", call.endpoint() + "/pools/" + pool.name())
                .put("eTag", BatchTime.etag(pool.modified()))
                .put("lastModified", BatchTime.iso(pool.modified()))
                .put("creationTime", BatchTime.iso(pool.created()))
                .put("state", pool.deleting() ? "deleting" : "active")
                .put("stateTransitionTime", BatchTime.iso(pool.deletedAt().orElse(pool.created())));
        putAllocation(pool, body);
        putAutoScale(pool, body);
        AFTER_SCALE.stream()
                .filter(field -> !Fields.isGone(field, call.version()))
                .forEach(field -> copy(pool, field, body));
        if (pool.settings().path("identity") instanceof ObjectNode identity
                && call.version().since(BatchVersion.TASK_SLOTS)) {
            body.set("identity", PoolIdentities.onService(identity));
        }
        if (!call.version().since(BatchVersion.ONE_OS_VERSION)) {
            asBefore(body);
        }
        if (!call.version().since(BatchVersion.TASK_SLOTS)) {
            body.set("maxTasksPerNode", body.remove("taskSlotsPerNode"));
        }
        boolean communicates = Fields.inVersion("targetNodeCommunicationMode", call.version());
        if (communicates && !pool.nodes().isEmpty()) {
            body.put("currentNodeCommunicationMode", PoolRules.communication(pool.settings(), call.now()));
        }
        return body;
    }

    /** Versions up to 2018 showed the OS version twice, and neither login modes nor empty lists. */
    private static void asBefore(ObjectNode body) {
        if (body.path("cloudServiceConfiguration") instanceof ObjectNode cloudService) {
            ObjectNode old = cloudService.deepCopy();
            old.set("targetOSVersion", old.get("osVersion"));
            old.set("currentOSVersion", old.remove("osVersion"));
            body.set("cloudServiceConfiguration", old);
        }
        ArrayNode users =
                body.path("userAccounts").isArray() ? body.get("userAccounts").deepCopy() : Json.array();
        users.forEach(user -> ((ObjectNode) user).remove("windowsUserConfiguration"));
        if (!users.isEmpty()) {
            body.set("userAccounts", users);
        }
        if (body.path("certificateReferences").isEmpty()) {
            body.remove("certificateReferences");
        }
    }

    private static void putAllocation(Pool pool, ObjectNode body) {
        Allocation allocation = pool.allocation();
        body.put("allocationState", allocation.state().word())
                .put("allocationStateTransitionTime", BatchTime.iso(allocation.since()))
                .put("vmSize", pool.vmSize())
                .put("resizeTimeout", allocation.timeout().toString())
                .put("currentDedicatedNodes", pool.current(true))
                .put("targetDedicatedNodes", allocation.dedicated())
                .put("currentLowPriorityNodes", pool.current(false))
                .put("targetLowPriorityNodes", allocation.spot());
        if (allocation.isSteady() && !allocation.errors().isEmpty()) {
            ArrayNode errors = body.putArray("resizeErrors");
            allocation.errors().forEach(error -> errors.add(resizeError(error)));
        }
    }

    private static ObjectNode resizeError(ResizeError error) {
        ObjectNode json = Json.object().put("code", error.code()).put("message", error.message());
        if (!error.values().isEmpty()) {
            ArrayNode values = json.putArray("values");
            error.values()
                    .forEach(detail ->
                            values.add(Json.object().put("name", detail.key()).put("value", detail.value())));
        }
        return json;
    }

    private static void putAutoScale(Pool pool, ObjectNode body) {
        body.put("enableAutoScale", pool.autoScale().isPresent());
        if (pool.autoScale().isPresent()) {
            AutoScale scale = pool.autoScale().get();
            body.put("autoScaleFormula", scale.formula())
                    .put("autoScaleEvaluationInterval", scale.interval().toString());
            scale.lastRun().ifPresent(run -> body.set("autoScaleRun", autoScaleRun(run)));
        }
    }

    static ObjectNode autoScaleRun(AutoScaleRun run) {
        ObjectNode json =
                Json.object().put("timestamp", BatchTime.iso(run.at())).put("results", run.results());
        run.problem().ifPresent(problem -> {
            ObjectNode error = json.putObject("error")
                    .put("code", "AutoScalingFormulaEvaluationError")
                    .put("message", "The specified auto-scaling formula has evaluation error");
            error.putArray("values").add(Json.object().put("name", "Message").put("value", problem));
        });
        return json;
    }

    private static void copy(Pool pool, String field, ObjectNode body) {
        if (pool.settings().has(field)) {
            body.set(field, pool.settings().get(field));
        }
    }
}
