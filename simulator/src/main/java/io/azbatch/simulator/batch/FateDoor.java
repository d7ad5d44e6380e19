package io.azbatch.simulator.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;

/**
 * The admin endpoint's door to nodes, for tests that play fate.
 *
 * <ul>
 *   <li>{@code GET /batch/{account}/pools/{pool}/nodes}: ids and states.
 *   <li>{@code PUT /batch/{account}/pools/{pool}/nodes/{node}}: {@code {"state": "unusable"}} (any node state) or
 *       {@code {"runningTasks": n}}; the node is an id, a number, or {@code *} for all.
 *   <li>{@code POST /batch/fates}: {@code {"account": "*", "pool": "render-*", "usable": false, "startTaskExitCode": 1}} decides
 *       about nodes that boot from now on; {@code DELETE} forgets all such decisions.
 * </ul>
 */
public final class FateDoor {
    private final World world;
    private final BatchWorld batch;

    public FateDoor(World world, BatchWorld batch) {
        this.world = world;
        this.batch = batch;
    }

    public void routes(Router router) {
        String nodes = "/batch/{account}/pools/{pool}/nodes";
        router.add("GET", nodes, "nodes", request -> world.look(() -> list(request)));
        router.add("PUT", nodes + "/{node}", "nodes", request -> world.look(() -> befall(request)));
        router.add("POST", "/batch/fates", "fates", request -> world.look(() -> decide(request)));
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

    private Response forget() {
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
