package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.job.Job;
import io.azbatch.simulator.batch.job.Task;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a job's preparation and release tasks went on each node that ran tasks of it. Both are done at once and succeed: the first before
 * the node's first task, the second when the job has ended.
 */
final class PreparationBody {
    private PreparationBody() {}

    static List<ObjectNode> render(Call call, Job job, List<Task> tasks) {
        Map<String, ObjectNode> byNode = new TreeMap<>();
        for (Task task : tasks) {
            Optional<Instant> started = task.execution().started();
            if (task.place().isPresent() && started.isPresent()) {
                Task.Place place = task.place().get();
                byNode.computeIfAbsent(place.node(), node -> render(call, job, place, started.get()));
            }
        }
        return List.copyOf(byNode.values());
    }

    private static ObjectNode render(Call call, Job job, Task.Place place, Instant started) {
        String url = call.endpoint() + "/pools/" + place.pool() + "/nodes/" + place.node();
        ObjectNode body = Json.object()
                .put("poolId", place.pool())
                .put("nodeId", place.node())
                .put("nodeUrl", url);
        if (job.settings().has("jobPreparationTask")) {
            body.set(
                    "jobPreparationTaskExecutionInfo",
                    done(url, job, "jobpreparation", started).put("retryCount", 0));
        }
        if (job.settings().has("jobReleaseTask") && job.ended().isPresent()) {
            body.set(
                    "jobReleaseTaskExecutionInfo",
                    done(url, job, "jobrelease", job.ended().get()));
        }
        return body;
    }

    private static ObjectNode done(String url, Job job, String folder, Instant at) {
        String directory = "workitems/" + job.name() + "/job-1/" + folder;
        return Json.object()
                .put("startTime", BatchTime.iso(at))
                .put("endTime", BatchTime.iso(at))
                .put("state", "completed")
                .put("taskRootDirectory", directory)
                .put("taskRootDirectoryUrl", url + "/files/" + directory)
                .put("exitCode", 0)
                .put("result", "success");
    }
}
