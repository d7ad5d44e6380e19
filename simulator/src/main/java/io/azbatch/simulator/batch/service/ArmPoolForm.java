package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.answer.BatchRefusal;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.pool.Allocation;
import io.azbatch.simulator.batch.pool.AutoScale;
import io.azbatch.simulator.batch.pool.AutoScaleRun;
import io.azbatch.simulator.batch.pool.Deallocation;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.batch.pool.ResizeError;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Locale;

/** A pool as ARM has it, from and to the form of the data plane. */
final class ArmPoolForm {
    private static final List<String> SAME = List.of(
            "displayName",
            "taskSchedulingPolicy",
            "networkConfiguration",
            "userAccounts",
            "metadata",
            "startTask",
            "mountConfiguration",
            "applicationLicenses",
            "upgradePolicy",
            "resourceTags",
            "targetNodeCommunicationMode");

    /** What answers show and bodies may bring back; ARM takes no notice of it. */
    private static final List<String> READ_ONLY = List.of(
            "lastModified",
            "creationTime",
            "provisioningState",
            "provisioningStateTransitionTime",
            "allocationState",
            "allocationStateTransitionTime",
            "currentDedicatedNodes",
            "currentLowPriorityNodes",
            "currentNodeCommunicationMode",
            "autoScaleRun",
            "resizeOperationStatus");

    private ArmPoolForm() {}

    /** What the data plane would be sent; the scale apart, and without a start task that says nothing. */
    static ObjectNode toService(JsonNode properties) {
        ObjectNode given = (ObjectNode) ArmWords.toService(properties);
        given.remove("scaleSettings");
        given.remove(READ_ONLY);
        if (removesStartTask(properties)) {
            given.remove("startTask");
        }
        deployment(given);
        communication(given);
        given.path("applicationPackageReferences").forEach(one -> rename(one, "id", "applicationId"));
        given.path("certificateReferences").forEach(ArmPoolForm::certificate);
        return given;
    }

    /** Specified: an empty object takes a pool's start task away. */
    static boolean removesStartTask(JsonNode properties) {
        return properties.path("startTask").isObject()
                && properties.path("startTask").isEmpty();
    }

    private static void communication(ObjectNode given) {
        JsonNode word = given.remove("interNodeCommunication");
        if (word == null || word.isNull()) {
            return;
        }
        boolean enabled = word.asText().equalsIgnoreCase("Enabled");
        if (!enabled && !word.asText().equalsIgnoreCase("Disabled")) {
            throw Errors.invalidProperty(
                            "interNodeCommunication",
                            word.asText(),
                            "The specified value must be one of Enabled, Disabled.")
                    .refusal();
        }
        given.put("enableInterNodeCommunication", enabled);
    }

    private static void deployment(ObjectNode given) {
        JsonNode deployment = given.remove("deploymentConfiguration");
        if (deployment instanceof ObjectNode parts) {
            parts.properties().forEach(one -> given.set(one.getKey(), one.getValue()));
            rename(given.at("/virtualMachineConfiguration/imageReference"), "id", "virtualMachineImageId");
        } else if (deployment != null && !deployment.isNull()) {
            throw notOfItsType("deploymentConfiguration");
        }
    }

    private static BatchRefusal notOfItsType(String property) {
        return Errors.invalidBody("The value of the property '" + property + "' is not of its type.")
                .refusal();
    }

    /** The scale as the data plane would be sent it with a new pool. */
    static ObjectNode scale(JsonNode properties) {
        ObjectNode scale = Json.object();
        JsonNode settings = properties.path("scaleSettings");
        if (properties.hasNonNull("scaleSettings") && !settings.isObject()) {
            throw notOfItsType("scaleSettings");
        }
        for (String kind : List.of("fixedScale", "autoScale")) {
            if (settings.hasNonNull(kind) && !settings.path(kind).isObject()) {
                throw notOfItsType(kind);
            }
        }
        if (settings.hasNonNull("fixedScale") && settings.hasNonNull("autoScale")) {
            throw Errors.invalidProperty("scaleSettings", "Only one of fixedScale and autoScale can be specified.")
                    .refusal();
        }
        if (settings.path("fixedScale") instanceof ObjectNode fixed) {
            scale.setAll(fixed.deepCopy());
        }
        if (settings.path("autoScale") instanceof ObjectNode auto) {
            scale.put("enableAutoScale", true);
            copy(auto, "formula", scale, "autoScaleFormula");
            copy(auto, "evaluationInterval", scale, "autoScaleEvaluationInterval");
        }
        return scale;
    }

    static ObjectNode render(Pool pool, BatchVersion version) {
        ObjectNode arm = Json.object()
                .put("id", pool.id().toString())
                .put("name", pool.name())
                .put("type", "Microsoft.Batch/batchAccounts/pools")
                .put("etag", etag(pool));
        if (pool.settings().path("identity") instanceof ObjectNode identity) {
            arm.set("identity", identity.deepCopy());
        }
        ObjectNode body = arm.putObject("properties");
        body.put("lastModified", BatchTime.iso(pool.modified()))
                .put("creationTime", BatchTime.iso(pool.created()))
                .put("provisioningState", pool.deleting() ? "Deleting" : "Succeeded")
                .put(
                        "provisioningStateTransitionTime",
                        BatchTime.iso(pool.deletedAt().orElse(pool.created())))
                .put("allocationState", capital(pool.allocation().state().word()))
                .put(
                        "allocationStateTransitionTime",
                        BatchTime.iso(pool.allocation().since()))
                .put("vmSize", size(pool));
        putSettings(pool, version, body);
        putScale(pool, body);
        body.put("currentDedicatedNodes", pool.current(true)).put("currentLowPriorityNodes", pool.current(false));
        return arm;
    }

    static String etag(Pool pool) {
        return "W/\"" + BatchTime.etag(pool.modified()) + "\"";
    }

    private static void putSettings(Pool pool, BatchVersion version, ObjectNode body) {
        ObjectNode settings = pool.settings();
        body.put(
                "interNodeCommunication",
                settings.path("enableInterNodeCommunication").asBoolean() ? "Enabled" : "Disabled");
        body.set(
                version.since(BatchVersion.TASK_SLOTS) ? "taskSlotsPerNode" : "maxTasksPerNode",
                settings.get("taskSlotsPerNode"));
        ObjectNode deployment = Json.object();
        for (String kind : List.of("virtualMachineConfiguration", "cloudServiceConfiguration")) {
            if (settings.has(kind)) {
                deployment.set(kind, settings.get(kind).deepCopy());
            }
        }
        rename(deployment.at("/virtualMachineConfiguration/imageReference"), "virtualMachineImageId", "id");
        body.set("deploymentConfiguration", ArmWords.toArm(deployment));
        SAME.stream()
                .filter(field -> settings.has(field) && !Fields.isGone(field, version))
                .forEach(field -> body.set(
                        field,
                        ArmWords.toArm(Json.object().set(field, settings.get(field)))
                                .get(field)));
        references(pool, "applicationPackageReferences", "applicationId", body);
        if (Fields.inVersion("certificateReferences", version)) {
            references(pool, "certificateReferences", "thumbprint", body);
        }
    }

    private static void references(Pool pool, String field, String id, ObjectNode body) {
        if (pool.settings().path(field) instanceof ArrayNode references && !references.isEmpty()) {
            ArrayNode copy = references.deepCopy();
            copy.forEach(one -> rename(one, id, "id"));
            body.setAll((ObjectNode) ArmWords.toArm(Json.object().set(field, copy)));
        }
    }

    private static void putScale(Pool pool, ObjectNode body) {
        Allocation allocation = pool.allocation();
        ObjectNode scale = body.putObject("scaleSettings");
        if (pool.autoScale().isPresent()) {
            AutoScale auto = pool.autoScale().get();
            scale.putObject("autoScale")
                    .put("formula", auto.formula())
                    .put("evaluationInterval", auto.interval().toString());
            auto.lastRun().ifPresent(run -> body.set("autoScaleRun", run(run)));
        } else {
            scale.putObject("fixedScale")
                    .put("targetDedicatedNodes", allocation.dedicated())
                    .put("targetLowPriorityNodes", allocation.spot())
                    .put("resizeTimeout", allocation.timeout().toString());
        }
        boolean asked = pool.autoScale().isEmpty() && allocation.started().equals(allocation.since());
        if (asked || allocation.isSteady()) {
            body.set("resizeOperationStatus", resize(allocation));
        }
    }

    /** The last resize; a target of no Spot nodes is left out. */
    private static ObjectNode resize(Allocation allocation) {
        ObjectNode resize = Json.object().put("targetDedicatedNodes", allocation.dedicated());
        if (allocation.spot() > 0) {
            resize.put("targetLowPriorityNodes", allocation.spot());
        }
        resize.put("nodeDeallocationOption", option(allocation.option()))
                .put("resizeTimeout", allocation.timeout().toString())
                .put("startTime", BatchTime.iso(allocation.started()));
        if (allocation.isSteady() && !allocation.errors().isEmpty()) {
            ArrayNode errors = resize.putArray("errors");
            allocation.errors().forEach(error -> errors.add(error(error)));
        }
        return resize;
    }

    private static ObjectNode error(ResizeError error) {
        ObjectNode json = Json.object().put("code", error.code()).put("message", error.message());
        if (!error.values().isEmpty()) {
            ArrayNode details = json.putArray("details");
            for (BatchError.Detail detail : error.values()) {
                details.add(Json.object().put("code", detail.key()).put("message", detail.value()));
            }
        }
        return json;
    }

    private static ObjectNode run(AutoScaleRun run) {
        ObjectNode json =
                Json.object().put("evaluationTime", BatchTime.iso(run.at())).put("results", run.results());
        run.problem().ifPresent(problem -> json.putObject("error")
                .put("code", "AutoScalingFormulaEvaluationError")
                .put("message", "The specified auto-scaling formula has evaluation error")
                .putArray("details")
                .add(Json.object().put("code", "Message").put("message", problem)));
        return json;
    }

    private static String option(Deallocation option) {
        return switch (option) {
            case REQUEUE -> "Requeue";
            case TERMINATE -> "Terminate";
            case TASK_COMPLETION -> "TaskCompletion";
            case RETAINED_DATA -> "RetainedData";
        };
    }

    /** Machines in capitals, roles of Cloud Services with one. */
    private static String size(Pool pool) {
        return pool.vmSize().contains("_") ? pool.vmSize().toUpperCase(Locale.ROOT) : capital(pool.vmSize());
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static void copy(ObjectNode from, String name, ObjectNode to, String newName) {
        if (from.has(name)) {
            to.set(newName, from.get(name));
        }
    }

    /** The id ends in algorithm and thumbprint, such as {@code sha1-abc}. */
    private static void certificate(JsonNode node) {
        String name = Json.text(node, "id").replaceFirst("^.*/", "");
        if (node instanceof ObjectNode object) {
            object.remove("id");
            object.put("thumbprint", name.replaceFirst("^[^-]*-", ""))
                    .put("thumbprintAlgorithm", name.replaceFirst("-.*$", ""));
        }
    }

    private static void rename(JsonNode node, String name, String newName) {
        if (node instanceof ObjectNode object && object.has(name)) {
            object.set(newName, object.remove(name));
        }
    }
}
