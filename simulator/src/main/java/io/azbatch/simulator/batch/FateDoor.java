package io.azbatch.simulator.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.job.JobWorld;
import io.azbatch.simulator.batch.job.Task;
import io.azbatch.simulator.batch.job.TaskFates;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.Fates;
import io.azbatch.simulator.batch.pool.Node;
import io.azbatch.simulator.batch.pool.NodeState;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import io.azbatch.simulator.state.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The admin endpoint's door to nodes, for tests that play fate.
 *
 * <ul>
 *   <li>{@code GET /batch/{account}/pools/{pool}/nodes}: ids and states.
 *   <li>{@code PUT /batch/{account}/pools/{pool}/nodes/{node}}: {@code {"state": "unusable"}} (any node state) or
 *       {@code {"runningTasks": n}}; the node is an id, a number, or {@code *} for all.
 *   <li>{@code POST /batch/fates}: {@code {"account": "*", "pool": "render-*", "usable": false, "startTaskExitCode": 1}} decides
 *       about nodes that boot from now on; {@code DELETE} forgets all such decisions, those about tasks too.
 *   <li>{@code POST /batch/taskfates}: {@code {"job": "*", "task": "frame-*", "seconds": 600, "exitCode": 1}} decides about tasks that
 *       begin from now on; without {@code seconds} they run until somebody ends them.
 *   <li>{@code PUT /batch/{account}/jobs/{job}/tasks/{task}}: {@code {"exitCode": 0}} lets a running task end now.
 * </ul>
 */
public final class FateDoor {
    private final World world;
    private final BatchWorld batch;
    private final JobWorld jobs;

    public FateDoor(World world, BatchWorld batch, JobWorld jobs) {
        this.world = world;
        this.batch = batch;
        this.jobs = jobs;
    }

    public void routes(Router router) {
        String nodes = "/batch/{account}/pools/{pool}/nodes";
        router.add("GET", nodes, "nodes", request -> world.look(() -> list(request)));
        router.add("PUT", nodes + "/{node}", "nodes", request -> world.look(() -> befall(request)));
        router.add("POST", "/batch/fates", "fates", request -> world.look(() -> decide(request)));
        router.add("POST", "/batch/taskfates", "fates", request -> world.look(() -> decideTasks(request)));
        router.add(
                "PUT",
                "/batch/{account}/jobs/{job}/tasks/{task}",
                "tasks",
                request -> world.look(() -> endTask(request)));
        router.add("DELETE", "/batch/fates", "fates", request -> world.look(this::forget));
    }

    private Response list(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode nodes = answer.putArray("nodes");
        pool(request)
                .nodes()
                .forEach(node -> nodes.add(Json.object()
                        .put("id", node.id())
                        .put("number", node.number())
                        .put("dedicated", node.dedicated())
                        .put("state", node.state().word())
                        .put("runningTasks", node.runningTasks())));
        return Response.json(200, answer);
    }

    private Response befall(Request request) {
        JsonNode body = body(request);
        Pool pool = pool(request);
        List<Node> chosen = pool.nodes().stream()
                .filter(node -> isMeant(node, request.param("node")))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("the pool has no node '" + request.param("node") + "'");
        }
        if (!body.has("state") && !body.has("runningTasks")) {
            throw new IllegalArgumentException("state or runningTasks must be given");
        }
        chosen.forEach(node -> befall(pool, node, body));
        return list(request);
    }

    private void befall(Pool pool, Node node, JsonNode body) {
        if (body.has("state")) {
            batch.nodes().befall(pool, node, NodeState.of(Json.text(body, "state")));
        }
        if (body.has("runningTasks")) {
            batch.nodes().occupy(pool, node, body.get("runningTasks").asInt());
        }
    }

    private Response decide(Request request) {
        JsonNode body = body(request);
        batch.fates()
                .decide(new Fates.Fate(
                        body.path("account").asText("*"),
                        body.path("pool").asText("*"),
                        body.path("usable").asBoolean(true),
                        body.path("startTaskExitCode").asInt(0)));
        return Response.empty(204);
    }

    private Response decideTasks(Request request) {
        JsonNode body = body(request);
        Optional<Duration> length = body.has("seconds")
                ? Optional.of(Duration.ofSeconds(body.get("seconds").asLong()))
                : Optional.empty();
        jobs.fates()
                .decide(new TaskFates.Fate(
                        body.path("job").asText("*"),
                        body.path("task").asText("*"),
                        length,
                        body.path("exitCode").asInt(0)));
        return Response.empty(204);
    }

    private Response endTask(Request request) {
        String name = request.param("job") + "/" + request.param("task");
        Task task = jobs.store()
                .named(request.param("account"), request.param("job"), request.param("task"))
                .orElseThrow(() -> new IllegalArgumentException("there is no task '" + name + "'"));
        jobs.tasks().exit(task, body(request).path("exitCode").asInt(0));
        return Response.empty(204);
    }

    private Response forget() {
        jobs.fates().forget();
        batch.fates().forget();
        return Response.empty(204);
    }

    private Pool pool(Request request) {
        return batch.store()
                .named(request.param("account"), request.param("pool"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "account " + request.param("account") + " has no pool '" + request.param("pool") + "'"));
    }

    private static boolean isMeant(Node node, String name) {
        return name.equals("*")
                || node.id().equals(name)
                || Integer.toString(node.number()).equals(name);
    }

    private static JsonNode body(Request request) {
        return request.json().orElseThrow(() -> new IllegalArgumentException("the body must be a JSON object"));
    }
}
