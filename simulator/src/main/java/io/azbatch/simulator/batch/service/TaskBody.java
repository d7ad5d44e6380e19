package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.job.Execution;
import io.azbatch.simulator.batch.job.Task;
import io.azbatch.simulator.batch.job.TaskState;
import io.azbatch.simulator.http.Json;

/** A task as an api-version shows it. */
final class TaskBody {
    private TaskBody() {}

    static ObjectNode render(Call call, Task task) {
        ObjectNode body = Json.object().put("id", task.name());
        JobBody.putWritten(body, url(call, task), task.created(), task.modified());
        JobBody.putCourse(body, task.course(), TaskState::word);
        ObjectNode settings = task.settings().deepCopy();
        settings.remove("id");
        if (!call.version().since(BatchVersion.TASK_SLOTS)) {
            settings.remove("requiredSlots");
        }
        body.setAll(settings);
        body.set("executionInfo", execution(task));
        task.place().ifPresent(place -> body.set("nodeInfo", place(call, task, place)));
        return body;
    }

    /** What a node shows of a task that it began lately. */
    static ObjectNode recent(Call call, Task task) {
        ObjectNode body = Json.object()
                .put("taskUrl", url(call, task))
                .put("jobId", task.job().name())
                .put("taskId", task.name())
                .put("taskState", task.state().word());
        body.set("executionInfo", execution(task));
        return body;
    }

    static String path(Task task) {
        return "/jobs/" + task.job().name() + "/tasks/" + task.name();
    }

    private static String url(Call call, Task task) {
        return call.endpoint() + path(task);
    }

    private static ObjectNode execution(Task task) {
        Execution run = task.execution();
        ObjectNode body = Json.object();
        run.started().ifPresent(start -> body.put("startTime", BatchTime.iso(start)));
        run.ended().ifPresent(end -> body.put("endTime", BatchTime.iso(end)));
        run.exitCode().ifPresent(code -> body.put("exitCode", code));
        run.failure().ifPresent(failure -> body.set("failureInfo", failure(failure)));
        if (task.state() == TaskState.COMPLETED) {
            body.put("result", task.succeeded() ? "success" : "failure");
        }
        body.put("retryCount", run.retries());
        run.lastRetry().ifPresent(at -> body.put("lastRetryTime", BatchTime.iso(at)));
        body.put("requeueCount", run.requeues());
        run.lastRequeue().ifPresent(at -> body.put("lastRequeueTime", BatchTime.iso(at)));
        return body;
    }

    private static ObjectNode failure(Execution.Failure failure) {
        ObjectNode body = Json.object()
                .put("category", failure.category())
                .put("code", failure.code())
                .put("message", failure.message());
        if (failure.equals(Execution.Failure.EXIT_CODE)) {
            body.putArray("details")
                    .add(Json.object()
                            .put("name", "Message")
                            .put("value", "The task process exited with an unexpected exit code"))
                    .add(Json.object().put("name", "AdditionalErrorCode").put("value", failure.code()));
        }
        return body;
    }

    private static ObjectNode place(Call call, Task task, Task.Place place) {
        String node = call.endpoint() + "/pools/" + place.pool() + "/nodes/" + place.node();
        String root = "workitems/" + task.job().name() + "/job-1/" + task.name();
        return Json.object()
                .put("affinityId", "TVM:" + place.node())
                .put("nodeUrl", node)
                .put("poolId", place.pool())
                .put("nodeId", place.node())
                .put("taskRootDirectory", root)
                .put("taskRootDirectoryUrl", node + "/files/" + root);
    }
}
