package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.answer.WorkErrors;
import io.azbatch.simulator.batch.check.SecretChecks;
import io.azbatch.simulator.batch.check.TaskSetupChecks;
import io.azbatch.simulator.batch.form.BodyForms;
import io.azbatch.simulator.batch.job.Spans;
import io.azbatch.simulator.http.Json;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What makes Batch refuse a job or a task, new or changed. */
final class JobChecks {
    static final Set<String> PATCH = Set.of(
            "priority",
            "maxParallelTasks",
            "allowTaskPreemption",
            "onAllTasksComplete",
            "constraints",
            "poolInfo",
            "networkConfiguration",
            "metadata");

    private static final Set<String> SPECIFICATION = Set.of(
            "displayName",
            "priority",
            "maxParallelTasks",
            "allowTaskPreemption",
            "constraints",
            "jobManagerTask",
            "jobPreparationTask",
            "jobReleaseTask",
            "commonEnvironmentSettings",
            "poolInfo",
            "onAllTasksComplete",
            "onTaskFailure",
            "metadata",
            "usesTaskDependencies",
            "networkConfiguration");

    private static final Set<String> TASK = Set.of(
            "id",
            "displayName",
            "commandLine",
            "containerSettings",
            "exitConditions",
            "resourceFiles",
            "outputFiles",
            "environmentSettings",
            "affinityInfo",
            "constraints",
            "requiredSlots",
            "userIdentity",
            "multiInstanceSettings",
            "dependsOn",
            "applicationPackageReferences",
            "authenticationTokenSettings");

    private static final Set<String> SINCE_PREEMPTION = Set.of("maxParallelTasks", "allowTaskPreemption");
    private static final int MOST_PRIORITY = 1000;
    private static final int LONGEST_PREFIX = 20;
    private static final int MOST_SLOTS = 256;

    private JobChecks() {}

    static void newJob(ObjectNode body, BatchVersion version, BatchAccount account) {
        ObjectNode rest = body.deepCopy();
        rest.remove("id");
        specification(rest, version, account);
        PoolChecks.checkId(Json.text(body, "id"));
    }

    /** A job without its id, as a schedule has it. */
    static void specification(ObjectNode body, BatchVersion version, BatchAccount account) {
        Fields.check(body, inVersion(SPECIFICATION, version));
        BodyForms.check("JobSpecification", body);
        SecretChecks.check(body);
        if (!body.path("poolInfo").isObject()) {
            throw Errors.missingProperty("poolInfo").refusal();
        }
        common(body);
        JsonNode manager = body.path("jobManagerTask");
        if (manager.isObject()) {
            PoolChecks.checkId(Json.text(manager, "id"));
        }
        for (String task : new String[] {"jobManagerTask", "jobPreparationTask", "jobReleaseTask"}) {
            TaskSetupChecks.check(body.path(task), account);
            constraints(body.path(task).path("constraints"));
        }
        if (body.path("jobReleaseTask").isObject()
                && !body.path("jobPreparationTask").isObject()) {
            throw Errors.invalidProperty(
                            "jobReleaseTask", "A job release task cannot be specified without a job preparation task.")
                    .refusal();
        }
    }

    static void changes(ObjectNode body, BatchVersion version) {
        Fields.check(body, inVersion(PATCH, version));
        BodyForms.check("Job", body);
        common(body);
    }

    private static Set<String> inVersion(Set<String> fields, BatchVersion version) {
        Set<String> known = new HashSet<>(fields);
        if (!version.since(BatchVersion.TASK_PREEMPTION)) {
            known.removeAll(SINCE_PREEMPTION);
        }
        return known;
    }

    private static void common(ObjectNode body) {
        Numbers.read(body, "priority", -MOST_PRIORITY, MOST_PRIORITY);
        Numbers.read(body, "maxParallelTasks", -1, Integer.MAX_VALUE);
        constraints(body.path("constraints"));
        word(body, "onAllTasksComplete", Set.of("noaction", "terminatejob"));
        word(body, "onTaskFailure", Set.of("noaction", "performexitoptionsjobaction"));
        PoolChecks.checkMetadata(body.path("metadata"));
        if (body.path("poolInfo").isObject()) {
            pool(body.get("poolInfo"));
        }
    }

    /** A pool that is named need not be there: the tasks wait for it. */
    private static void pool(JsonNode info) {
        Fields.check(info, Set.of("poolId", "autoPoolSpecification"));
        boolean named = info.hasNonNull("poolId");
        boolean own = info.hasNonNull("autoPoolSpecification");
        if (named == own) {
            throw Errors.invalidProperty(
                            "poolInfo", "Exactly one of poolId and autoPoolSpecification must be specified.")
                    .refusal();
        }
        if (named) {
            PoolChecks.checkId(Json.text(info, "poolId"));
        } else {
            ownPool(info.get("autoPoolSpecification"));
        }
    }

    private static void ownPool(JsonNode wanted) {
        Fields.check(wanted, Set.of("autoPoolIdPrefix", "poolLifetimeOption", "keepAlive", "pool"));
        String lifetime = Json.text(wanted, "poolLifetimeOption");
        if (lifetime.isEmpty() || !wanted.path("pool").isObject()) {
            throw Errors.missingProperty(lifetime.isEmpty() ? "poolLifetimeOption" : "pool")
                    .refusal();
        }
        word(wanted, "poolLifetimeOption", Set.of("job", "jobschedule"));
        if (Json.text(wanted, "autoPoolIdPrefix").length() > LONGEST_PREFIX) {
            throw Errors.invalidProperty("autoPoolIdPrefix", "The prefix cannot contain more than 20 characters.")
                    .refusal();
        }
    }

    static void task(ObjectNode body, JsonNode job, BatchVersion version, BatchAccount account) {
        Set<String> known = new HashSet<>(TASK);
        if (!version.since(BatchVersion.TASK_SLOTS)) {
            known.remove("requiredSlots");
        }
        Fields.check(body, known);
        PoolChecks.checkId(Json.text(body, "id"));
        BodyForms.check("Task", body);
        SecretChecks.check(body);
        TaskSetupChecks.check(body, account);
        Numbers.read(body.path("multiInstanceSettings"), "numberOfInstances", 1, Integer.MAX_VALUE);
        constraints(body.path("constraints"));
        Numbers.read(body, "requiredSlots", 1, MOST_SLOTS);
        boolean depends =
                body.path("dependsOn").isObject() && !body.path("dependsOn").isEmpty();
        if (depends && !job.path("usesTaskDependencies").asBoolean(false)) {
            throw WorkErrors.taskDependenciesNotSpecified().refusal();
        }
        exitOptions(body, job);
    }

    /** Specified: what nothing would come of is refused. */
    private static void exitOptions(JsonNode task, JsonNode job) {
        boolean acts = Json.text(job, "onTaskFailure").equalsIgnoreCase("performexitoptionsjobaction");
        if (!acts && says(task, "jobAction")) {
            throw Errors.invalidProperty(
                            "jobAction",
                            "The property jobAction cannot be specified if onTaskFailure of the job is noaction.")
                    .refusal();
        }
        if (!job.path("usesTaskDependencies").asBoolean(false) && says(task, "dependencyAction")) {
            throw Errors.invalidProperty(
                            "dependencyAction",
                            "The property dependencyAction cannot be specified if the job does not use task"
                                    + " dependencies.")
                    .refusal();
        }
    }

    private static boolean says(JsonNode task, String action) {
        return task.path("exitConditions").findValues(action).stream().anyMatch(value -> !value.isNull());
    }

    static void constraints(JsonNode constraints) {
        for (String field : new String[] {"maxWallClockTime", "retentionTime"}) {
            String text = Json.text(constraints, field);
            if (!text.isEmpty()
                    && !text.equals(Spans.FOR_EVER)
                    && Spans.parse(text).isEmpty()) {
                throw Errors.invalidProperty(field, text, "The specified value is not a valid ISO 8601 duration.")
                        .refusal();
            }
        }
        Numbers.read(constraints, "maxTaskRetryCount", -1, Integer.MAX_VALUE);
    }

    private static void word(JsonNode body, String field, Set<String> allowed) {
        String word = Json.text(body, field);
        if (!word.isEmpty() && !allowed.contains(word.toLowerCase(Locale.ROOT))) {
            throw Errors.invalidProperty(field, word, "The specified value is not one of the allowed ones.")
                    .refusal();
        }
    }
}
