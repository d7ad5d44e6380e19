package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.answer.WorkErrors;
import io.azbatch.simulator.batch.job.DisableTasks;
import io.azbatch.simulator.batch.job.Job;
import io.azbatch.simulator.batch.job.JobWorld;
import io.azbatch.simulator.batch.job.Task;
import io.azbatch.simulator.batch.job.TaskState;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** Adding, reading, changing, stopping and deleting jobs. */
public final class JobsApi {
    private static final int MOST = 1000;

    private final JobWorld world;
    private final NewPools newPools;
    private final Settings settings;
    private final Lists lists;

    public JobsApi(JobWorld world, NewPools newPools, Settings settings) {
        this.world = world;
        this.newPools = newPools;
        this.settings = settings;
        this.lists = new Lists(settings);
    }

    void add(Operations operations) {
        String one = "/jobs/{job}";
        operations.add("POST", "/jobs", "jobs add", this::add);
        operations.add("GET", "/jobs", "jobs list", this::list);
        operations.add("GET", one, "jobs GET", this::get);
        operations.add("PATCH", one, "jobs patch", this::patch);
        operations.add("PUT", one, "jobs update", this::update);
        operations.add("POST", one + "/disable", "jobs disable", this::disable);
        operations.add("POST", one + "/enable", "jobs enable", call -> act(call, world.jobs()::enable));
        operations.add("POST", one + "/terminate", "jobs terminate", this::terminate);
        operations.add("DELETE", one, "jobs delete", this::delete);
        operations.add("GET", one + "/taskcounts", "jobs taskcounts", this::counts);
        operations.add(
                "GET",
                one + "/jobpreparationandreleasetaskstatus",
                "jobs jobpreparationandreleasetaskstatus",
                this::preparation);
    }

    /** The job that a call is about. */
    static Job require(Call call, JobWorld world) {
        return world.store().job(call.account().id(), call.param("job")).orElseThrow(() -> WorkErrors.jobNotFound()
                .refusal());
    }

    private Response add(Call call) {
        ObjectNode body = call.body();
        JobChecks.newJob(body, call.version(), call.account());
        String id = Json.text(body, "id");
        if (world.store().job(call.account().id(), id).isPresent()) {
            throw WorkErrors.jobExists().refusal();
        }
        checkQuota(call, world, settings);
        Optional<String> ownPool = ownPool(call, body);
        Job job = world.jobs()
                .add(call.account().id(), call.account().location(), JobDefaults.job(body), Optional.empty(), ownPool);
        return Answers.added(call, "/jobs/" + job.name(), job.modified());
    }

    /** Makes the pool that a job wants for itself; its id is the given prefix and something unique. */
    private Optional<String> ownPool(Call call, ObjectNode body) {
        if (!(Json.at(body, "poolInfo", "autoPoolSpecification") instanceof ObjectNode wanted)) {
            return Optional.empty();
        }
        ObjectNode pool = wanted.path("pool") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        String prefix = Json.text(wanted, "autoPoolIdPrefix");
        String unique = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        pool.put("id", prefix.isEmpty() ? unique : prefix + "_" + unique);
        return Optional.of(newPools.add(call, pool).name());
    }

    /** Jobs and schedules share one quota. */
    static void checkQuota(Call call, JobWorld world, Settings settings) {
        int there = world.jobs().active(call.account().id())
                + world.schedules().active(call.account().id());
        if (there >= settings.number("activeJobAndJobScheduleQuota")) {
            throw WorkErrors.activeJobQuotaReached().refusal();
        }
    }

    private Response list(Call call) {
        List<ObjectNode> jobs = world.store().jobs(call.account().id()).stream()
                .map(job -> JobBody.render(call, job))
                .toList();
        return lists.page(call, "jobs", jobs, MOST);
    }

    private Response get(Call call) {
        Job job = conditioned(call);
        return Answers.of(Answers.one(call, "jobs", JobBody.render(call, job)), job.modified());
    }

    private Response patch(Call call) {
        Job job = conditioned(call);
        ObjectNode changes = call.body();
        JobChecks.changes(changes, call.version());
        return change(call, job, changes, false);
    }

    private Response update(Call call) {
        Job job = conditioned(call);
        ObjectNode changes = call.body();
        JobChecks.changes(changes, call.version());
        if (!changes.path("poolInfo").isObject()) {
            throw Errors.missingProperty("poolInfo").refusal();
        }
        return change(call, job, changes, true);
    }

    /** A change of what is named, or of everything that may be named. */
    private Response change(Call call, Job job, ObjectNode changes, boolean all) {
        String pool = Json.text(changes, "poolInfo", "poolId");
        boolean moves = !pool.isEmpty() && !pool.equalsIgnoreCase(job.poolId());
        Job changed = world.jobs().change(job, moves, before -> {
            if (all) {
                before.remove(JobChecks.PATCH);
            }
            changes.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> before.set(field.getKey(), field.getValue()));
            return JobDefaults.job(before);
        });
        return Answers.written(call, 200, changed.modified());
    }

    private Response disable(Call call) {
        String word = Json.text(call.body(), "disableTasks");
        if (word.isEmpty()) {
            throw Errors.missingProperty("disableTasks").refusal();
        }
        DisableTasks option = DisableTasks.of(word).orElseThrow(() -> Errors.invalidProperty(
                        "disableTasks", word, "The specified value must be one of requeue, terminate, wait.")
                .refusal());
        return act(call, job -> world.jobs().disable(job, option));
    }

    private Response terminate(Call call) {
        String reason = call.request()
                .json()
                .map(body -> Json.text(body, "terminateReason"))
                .filter(text -> !text.isEmpty())
                .orElse("UserTerminate");
        return act(call, job -> world.jobs().terminate(job, reason));
    }

    private Response act(Call call, UnaryOperator<Job> action) {
        return Answers.written(call, 202, action.apply(conditioned(call)).modified());
    }

    private Response delete(Call call) {
        world.jobs().delete(conditioned(call));
        return Response.empty(202);
    }

    private Response preparation(Call call) {
        Job job = require(call, world);
        if (!job.settings().has("jobPreparationTask") && !job.settings().has("jobReleaseTask")) {
            throw WorkErrors.noPreparationOrRelease().refusal();
        }
        List<ObjectNode> nodes = PreparationBody.render(call, job, world.store().tasks(job));
        return lists.page(call, "jobpreparationandreleasetaskstatuslist", nodes, MOST);
    }

    private Response counts(Call call) {
        List<Task> tasks = world.store().tasks(require(call, world));
        boolean slots = call.version().since(BatchVersion.TASK_SLOTS);
        ObjectNode body = Json.object()
                .put(
                        "odata.metadata",
                        call.endpoint() + "/$metadata#" + (slots ? "taskcountsresult" : "taskcounts") + "/@Element");
        if (slots) {
            body.set("taskCounts", counts(tasks, task -> 1));
            body.set("taskSlotCounts", counts(tasks, Task::slots));
        } else {
            body.setAll(counts(tasks, task -> 1));
        }
        return Response.json(200, body);
    }

    private static ObjectNode counts(List<Task> tasks, ToIntFunction<Task> weight) {
        return Json.object()
                .put("active", sum(tasks, weight, task -> task.state() == TaskState.ACTIVE))
                .put("running", sum(tasks, weight, task -> task.state() == TaskState.RUNNING))
                .put("completed", sum(tasks, weight, task -> task.state() == TaskState.COMPLETED))
                .put("succeeded", sum(tasks, weight, Task::succeeded))
                .put("failed", sum(tasks, weight, task -> task.state() == TaskState.COMPLETED && !task.succeeded()));
    }

    private static int sum(List<Task> tasks, ToIntFunction<Task> weight, Predicate<Task> which) {
        return tasks.stream().filter(which).mapToInt(weight).sum();
    }

    private Job conditioned(Call call) {
        Job job = require(call, world);
        Conditions.check(call.request(), job.modified());
        return job;
    }
}
