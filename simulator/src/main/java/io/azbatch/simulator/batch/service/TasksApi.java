package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.answer.BatchRefusal;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.answer.WorkErrors;
import io.azbatch.simulator.batch.job.Job;
import io.azbatch.simulator.batch.job.JobWorld;
import io.azbatch.simulator.batch.job.Task;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tasks of a job. */
public final class TasksApi {
    private static final int MOST = 1000;
    private static final int MOST_ADDED = 100;

    private final JobWorld world;
    private final Lists lists;

    public TasksApi(JobWorld world, Settings settings) {
        this.world = world;
        this.lists = new Lists(settings);
    }

    void add(Operations operations) {
        String all = "/jobs/{job}/tasks";
        String one = all + "/{task}";
        operations.add("POST", all, "tasks add", this::add);
        operations.add("POST", "/jobs/{job}/addtaskcollection", "tasks addtaskcollection", this::addCollection);
        operations.add("GET", all, "tasks list", this::list);
        operations.add("GET", one, "tasks GET", this::get);
        operations.add("PUT", one, "tasks update", this::update);
        operations.add("DELETE", one, "tasks delete", this::delete);
        operations.add("POST", one + "/terminate", "tasks terminate", call -> act(call, world.tasks()::terminate));
        operations.add(
                "POST",
                one + "/reactivate",
                "tasks reactivate",
                call -> act(call, task -> world.tasks().reactivate(JobsApi.require(call, world), task)));
        operations.add("GET", one + "/subtasksinfo", "tasks subtasksinfo", this::subtasks);
    }

    /** The task that a call is about. */
    static Task require(Call call, JobWorld world) {
        Job job = JobsApi.require(call, world);
        return world.store()
                .task(job.id().child("tasks", call.param("task")))
                .orElseThrow(() -> WorkErrors.taskNotFound().refusal());
    }

    private Response add(Call call) {
        Task task = add(call, JobsApi.require(call, world), call.body());
        return Answers.added(call, TaskBody.path(task), task.modified());
    }

    private Task add(Call call, Job job, ObjectNode body) {
        JobChecks.task(body, job.settings(), call.version(), call.account());
        ObjectNode settings = body.deepCopy();
        JobDefaults.task(settings, JobDefaults.retries(job.settings()));
        return world.tasks().add(job, settings);
    }

    /** Each task for itself: one that is refused does not keep the others away. */
    private Response addCollection(Call call) {
        Job job = JobsApi.require(call, world);
        JsonNode tasks = call.body().path("value");
        if (!tasks.isArray()) {
            throw Errors.missingProperty("value").refusal();
        }
        if (tasks.size() > MOST_ADDED) {
            throw Errors.invalidBody("At most 100 tasks can be added with one request.")
                    .refusal();
        }
        ObjectNode body = Json.object().put("odata.metadata", call.endpoint() + "/$metadata#taskaddresult");
        ArrayNode results = body.putArray("value");
        tasks.forEach(task -> results.add(result(call, job, task)));
        return Response.json(200, body);
    }

    private ObjectNode result(Call call, Job job, JsonNode asked) {
        try {
            ObjectNode body = asked instanceof ObjectNode object ? object : Json.object();
            Task task = add(call, job, body);
            return Json.object()
                    .put("status", "Success")
                    .put("taskId", task.name())
                    .put("eTag", BatchTime.etag(task.modified()))
                    .put("lastModified", BatchTime.iso(task.modified()))
                    .put("location", call.endpoint() + TaskBody.path(task));
        } catch (BatchRefusal refusal) {
            BatchError error = refusal.error();
            ObjectNode result = Json.object().put("status", "ClientError").put("taskId", Json.text(asked, "id"));
            result.putObject("error")
                    .put("code", error.code())
                    .putObject("message")
                    .put("lang", "en-US")
                    .put(
                            "value",
                            error.message() + "\nRequestId:" + call.request().id() + "\nTime:"
                                    + BatchTime.iso(call.now()));
            return result;
        }
    }

    private Response list(Call call) {
        List<ObjectNode> tasks = world.store().tasks(JobsApi.require(call, world)).stream()
                .sorted(Comparator.comparing(task -> task.name().toLowerCase(Locale.ROOT)))
                .map(task -> TaskBody.render(call, task))
                .toList();
        return lists.page(call, "tasks", tasks, MOST);
    }

    private Response get(Call call) {
        Task task = conditioned(call);
        return Answers.of(Answers.one(call, "tasks", TaskBody.render(call, task)), task.modified());
    }

    private Response update(Call call) {
        Task task = conditioned(call);
        ObjectNode body = call.body();
        Fields.check(body, Set.of("constraints"));
        JobChecks.constraints(body.path("constraints"));
        ObjectNode settings = task.settings().deepCopy();
        settings.remove("constraints");
        if (body.path("constraints").isObject()) {
            settings.set("constraints", body.get("constraints").deepCopy());
        }
        JobDefaults.task(
                settings, JobDefaults.retries(JobsApi.require(call, world).settings()));
        return Answers.written(call, 200, world.tasks().change(task, settings).modified());
    }

    private Response delete(Call call) {
        world.tasks().delete(conditioned(call));
        return Response.empty(200);
    }

    private Response act(Call call, UnaryOperator<Task> action) {
        return Answers.written(call, 204, action.apply(conditioned(call)).modified());
    }

    /** A task with several instances runs as one, so there is nothing to tell. */
    private Response subtasks(Call call) {
        require(call, world);
        ObjectNode body = Json.object().put("odata.metadata", call.endpoint() + "/$metadata#subtasks");
        body.putArray("value");
        return Response.json(200, body);
    }

    private Task conditioned(Call call) {
        Task task = require(call, world);
        Conditions.check(call.request(), task.modified());
        return task;
    }
}
