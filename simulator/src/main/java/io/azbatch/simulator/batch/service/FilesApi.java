package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.job.JobWorld;
import io.azbatch.simulator.batch.job.Task;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Files of tasks, which are empty since nothing really runs, and the folders of nodes. */
public final class FilesApi {
    private static final int MOST = 1000;
    private static final List<String> FOLDERS =
            List.of("applications", "fsmounts", "shared", "startup", "volatile", "workitems");
    private static final List<String> OUTPUTS = List.of("stderr.txt", "stdout.txt");

    private final BatchWorld pools;
    private final JobWorld jobs;
    private final Lists lists;

    public FilesApi(BatchWorld pools, JobWorld jobs, Settings settings) {
        this.pools = pools;
        this.jobs = jobs;
        this.lists = new Lists(settings);
    }

    void add(Operations operations) {
        String task = "/jobs/{job}/tasks/{task}/files";
        operations.add("GET", task, "tasks/files list", this::ofTask);
        operations.add("GET", task + "/{file}", "tasks/files GET", this::get);
        operations.add("HEAD", task + "/{file}", "tasks/files properties", this::get);
        operations.add("GET", "/pools/{pool}/nodes/{node}/files", "nodes/files list", this::ofNode);
    }

    private Response ofNode(Call call) {
        Pool pool = PoolsApi.require(call, pools);
        pool.node(call.param("node")).orElseThrow(() -> Errors.nodeNotFound().refusal());
        List<ObjectNode> folders =
                FOLDERS.stream().map(name -> file(call, name, true)).toList();
        return lists.page(call, "files", folders, MOST);
    }

    private Response ofTask(Call call) {
        Instant started = started(call);
        List<JsonNode> files = new ArrayList<>();
        for (String name : OUTPUTS) {
            ObjectNode file = file(call, name, false);
            file.putObject("properties")
                    .put("creationTime", BatchTime.iso(started))
                    .put("lastModified", BatchTime.iso(started))
                    .put("contentLength", "0")
                    .put("contentType", "text/plain");
            files.add(file);
        }
        files.add(file(call, "wd", true));
        return lists.page(call, "files", files, MOST);
    }

    private Response get(Call call) {
        Instant started = started(call);
        if (!OUTPUTS.contains(call.param("file"))) {
            throw Errors.fileNotFound().refusal();
        }
        String url = call.endpoint() + call.request().path();
        return Response.text(200, "text/plain", "")
                .with("Last-Modified", BatchTime.http(started))
                .with("ocp-creation-time", BatchTime.http(started))
                .with("ocp-batch-file-isdirectory", "False")
                .with("ocp-batch-file-url", URLEncoder.encode(url, StandardCharsets.UTF_8));
    }

    /** A task has files from when it began to run. */
    private Instant started(Call call) {
        Task task = TasksApi.require(call, jobs);
        return task.execution().started().orElseThrow(() -> Errors.fileNotFound()
                .refusal());
    }

    private static ObjectNode file(Call call, String name, boolean folder) {
        return Json.object()
                .put("name", name)
                .put("url", call.endpoint() + call.request().path() + "/" + name)
                .put("isDirectory", folder);
    }
}
