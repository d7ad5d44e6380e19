package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.job.Course;
import io.azbatch.simulator.batch.job.Job;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** A job as an api-version shows it. */
final class JobBody {
    private JobBody() {}

    static ObjectNode render(Call call, Job job) {
        ObjectNode body = Json.object().put("id", job.name());
        putWritten(body, call.endpoint() + "/jobs/" + job.name(), job.created(), job.modified());
        putCourse(body, job.course(), state -> state.word());
        ObjectNode settings = job.settings().deepCopy();
        settings.remove("id");
        trim(settings, call.version());
        body.setAll(settings);
        ObjectNode execution = body.putObject("executionInfo").put("startTime", BatchTime.iso(job.created()));
        job.ended().ifPresent(end -> execution.put("endTime", BatchTime.iso(end)));
        execution.put("poolId", job.poolId());
        job.terminateReason().ifPresent(reason -> execution.put("terminateReason", reason));
        return body;
    }

    /** Without what a version does not know. */
    static void trim(ObjectNode settings, BatchVersion version) {
        if (!version.since(BatchVersion.TASK_PREEMPTION)) {
            settings.remove(List.of("maxParallelTasks", "allowTaskPreemption"));
        }
        if (!version.since(BatchVersion.TASK_SLOTS) && settings.path("jobManagerTask") instanceof ObjectNode manager) {
            manager.remove("requiredSlots");
        }
    }

    static void putWritten(ObjectNode body, String url, Instant created, Instant modified) {
        body.put("url", url)
                .put("eTag", BatchTime.etag(modified))
                .put("lastModified", BatchTime.iso(modified))
                .put("creationTime", BatchTime.iso(created));
    }

    static <S> void putCourse(ObjectNode body, Course<S> course, Function<S, String> word) {
        body.put("state", word.apply(course.state())).put("stateTransitionTime", BatchTime.iso(course.since()));
        course.previous().ifPresent(past -> body.put("previousState", word.apply(past.state()))
                .put("previousStateTransitionTime", BatchTime.iso(past.since())));
    }
}
