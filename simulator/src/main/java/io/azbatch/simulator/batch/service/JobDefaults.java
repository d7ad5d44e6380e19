package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.job.Spans;
import io.azbatch.simulator.http.Json;
import java.util.Locale;

/** What the service makes of jobs and tasks: defaults filled in, spans in the form of answers. */
final class JobDefaults {
    private JobDefaults() {}

    /** Settings of a job from a body or from the specification of a schedule. */
    static ObjectNode job(ObjectNode body) {
        ObjectNode settings = body.deepCopy();
        PoolDefaults.withoutNulls(settings);
        fill(settings, "priority", 0);
        fill(settings, "maxParallelTasks", -1);
        Json.putDefault(settings, "usesTaskDependencies", false);
        Json.putDefault(settings, "allowTaskPreemption", false);
        word(settings, "onAllTasksComplete");
        word(settings, "onTaskFailure");
        constraints(settings, 0);
        if (settings.path("metadata").isArray() && settings.path("metadata").isEmpty()) {
            settings.remove("metadata");
        }
        if (settings.path("jobManagerTask") instanceof ObjectNode manager) {
            task(manager, retries(settings));
            Json.putDefault(manager, "killJobOnCompletion", true);
            Json.putDefault(manager, "runExclusive", true);
            Json.putDefault(manager, "allowLowPriorityNode", true);
        }
        for (String name : new String[] {"jobPreparationTask", "jobReleaseTask"}) {
            if (settings.path(name) instanceof ObjectNode task) {
                PoolDefaults.userIdentity(task);
                PoolDefaults.registry(task);
            }
        }
        Secrets.remove(Json.at(settings, "poolInfo", "autoPoolSpecification"));
        return settings;
    }

    /** A task, in place; what it does not say of retries is as its job has it. */
    static void task(ObjectNode task, int retries) {
        PoolDefaults.withoutNulls(task);
        PoolDefaults.userIdentity(task);
        PoolDefaults.registry(task);
        fill(task, "requiredSlots", 1);
        constraints(task, retries);
        Json.putDefault((ObjectNode) task.get("constraints"), "retentionTime", "P7D");
    }

    static int retries(JsonNode job) {
        return Json.at(job, "constraints", "maxTaskRetryCount").asInt(0);
    }

    private static void constraints(ObjectNode owner, int retries) {
        ObjectNode constraints = Json.objectIn(owner, "constraints");
        Json.putDefault(constraints, "maxWallClockTime", Spans.FOR_EVER);
        fill(constraints, "maxTaskRetryCount", retries);
        for (String field : new String[] {"maxWallClockTime", "retentionTime"}) {
            String text = Json.text(constraints, field);
            if (!text.isEmpty() && !text.equals(Spans.FOR_EVER)) {
                Spans.parse(text).ifPresent(span -> constraints.put(field, Spans.write(span)));
            }
        }
    }

    private static void word(ObjectNode settings, String field) {
        Json.putDefault(settings, field, "noaction");
        settings.put(field, settings.get(field).asText().toLowerCase(Locale.ROOT));
    }

    private static void fill(ObjectNode object, String field, int value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }
}
