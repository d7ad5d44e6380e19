package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import java.time.Instant;

/** Statistics over the life of an account, which Azure gave until 30 April 2023. Nothing is counted. */
public final class StatisticsApi {
    private static final Instant RETIRED = Instant.parse("2023-05-01T00:00:00Z");

    void add(Operations operations) {
        operations.add("GET", "/lifetimepoolstats", "lifetimepoolstats GET", this::pools);
        operations.add("GET", "/lifetimejobstats", "lifetimejobstats GET", this::jobs);
    }

    private Response pools(Call call) {
        ObjectNode body = begin(call, "poolstats", "lifetimepoolstats");
        String now = BatchTime.iso(call.now());
        body.putObject("usageStats")
                .put("startTime", now)
                .put("lastUpdateTime", now)
                .put("dedicatedCoreTime", "PT0S");
        ObjectNode resources = body.putObject("resourceStats")
                .put("startTime", now)
                .put("lastUpdateTime", now)
                .put("diskReadIOps", "0")
                .put("diskWriteIOps", "0");
        for (String field : new String[] {
            "avgCPUPercentage",
            "avgMemoryGiB",
            "peakMemoryGiB",
            "avgDiskGiB",
            "peakDiskGiB",
            "diskReadGiB",
            "diskWriteGiB",
            "networkReadGiB",
            "networkWriteGiB"
        }) {
            resources.put(field, 0.0);
        }
        return Response.json(200, body);
    }

    private Response jobs(Call call) {
        String now = BatchTime.iso(call.now());
        ObjectNode body = begin(call, "jobstats", "lifetimejobstats")
                .put("startTime", now)
                .put("lastUpdateTime", now);
        for (String field : new String[] {"userCPUTime", "kernelCPUTime", "wallClockTime", "waitTime"}) {
            body.put(field, "PT0S");
        }
        for (String field :
                new String[] {"readIOps", "writeIOps", "numTaskRetries", "numSucceededTasks", "numFailedTasks"}) {
            body.put(field, "0");
        }
        return Response.json(200, body.put("readIOGiB", 0.0).put("writeIOGiB", 0.0));
    }

    private static ObjectNode begin(Call call, String type, String path) {
        if (!call.now().isBefore(RETIRED)) {
            throw Errors.resourceNotFound().refusal();
        }
        return Json.object()
                .put("odata.metadata", call.endpoint() + "/$metadata#" + type + "/@Element")
                .put("url", call.endpoint() + "/" + path);
    }
}
