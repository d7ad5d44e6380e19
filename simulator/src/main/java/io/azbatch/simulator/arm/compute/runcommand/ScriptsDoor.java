package io.azbatch.simulator.arm.compute.runcommand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import io.azbatch.simulator.state.World;
import java.time.Duration;
import java.util.Set;

/**
 * The admin endpoint's door to scripts.
 *
 * <ul>
 *   <li>{@code POST /scripts}: {@code {"machine": "build-*", "contains": "deprovision", "exitCode": 1, "output": "", "error": "no
 *       such user", "seconds": 30, "times": 1}} tells what scripts answer that begin from now on; all fields may be left out.
 *   <li>{@code GET /scripts}: the scripts that were begun.
 *   <li>{@code DELETE /scripts} forgets both.
 * </ul>
 */
public final class ScriptsDoor {
    private static final Set<String> FIELDS =
            Set.of("machine", "contains", "exitCode", "output", "error", "seconds", "times");

    private final World world;
    private final Scripts scripts;

    public ScriptsDoor(World world, Scripts scripts) {
        this.world = world;
        this.scripts = scripts;
    }

    /** Adds the routes of this door. */
    public void routes(Router router) {
        router.add("POST", "/scripts", "scripts", request -> world.look(() -> tell(request)));
        router.add("GET", "/scripts", "scripts", request -> world.look(this::list));
        router.add("DELETE", "/scripts", "scripts", request -> world.look(this::forget));
    }

    private Response tell(Request request) {
        ObjectNode body =
                request.json().orElseThrow(() -> new IllegalArgumentException("the body must be a JSON object"));
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("scripts have no '" + name + "', only " + FIELDS);
            }
        });
        ScriptOutcome outcome = new ScriptOutcome(
                number(body, "exitCode"),
                Json.text(body, "output"),
                Json.text(body, "error"),
                Duration.ofSeconds(number(body, "seconds")));
        scripts.tell(new Scripts.Told(
                body.path("machine").asText("*"), Json.text(body, "contains"), outcome, number(body, "times")));
        return Response.empty(204);
    }

    private static int number(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return 0;
        }
        if (!value.isInt() || value.asInt() < 0) {
            throw new IllegalArgumentException(name + " must be a whole number of 0 or more");
        }
        return value.asInt();
    }

    private Response list() {
        ArrayNode runs = Json.array();
        scripts.runs()
                .forEach(run -> runs.add(Json.object()
                        .put("machine", run.machine())
                        .put("script", run.script())
                        .put("at", run.at().toString())
                        .put("exitCode", run.outcome().exitCode())));
        return Response.json(200, Json.object().set("runs", runs));
    }

    private Response forget() {
        scripts.forget();
        return Response.empty(204);
    }
}
