package io.azbatch.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.clock.VirtualClock;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.fault.Faults;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.ListenerKind;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import io.azbatch.simulator.journal.Journal;
import io.azbatch.simulator.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Journal, clock, faults, settings and principals over JSON. Asks for no token: it is reached from this machine only. */
public final class AdminPlane implements Plane {
    private final VirtualClock clock;
    private final Journal journal;
    private final Faults faults;
    private final Settings settings;
    private final Router router = new Router();

    /**
     * @param more further doors, which add their own routes
     */
    public AdminPlane(
            VirtualClock clock,
            Journal journal,
            Faults faults,
            Settings settings,
            Directory directory,
            Consumer<Router> more) {
        this.clock = clock;
        this.journal = journal;
        this.faults = faults;
        this.settings = settings;
        PrincipalsDoor principals = new PrincipalsDoor(directory);
        router.add("GET", "/journal", "journal", this::readJournal);
        router.add("DELETE", "/journal", "journal", this::clearJournal);
        router.add("GET", "/journal/last", "journal", request -> Response.json(200, lastJson()));
        router.add("GET", "/clock", "clock", request -> Response.json(200, clockJson()));
        router.add("PUT", "/clock", "clock", this::changeClock);
        router.add("GET", "/settings", "settings", request -> Response.json(200, settings.toJson()));
        router.add("PUT", "/settings", "settings", this::changeSettings);
        router.add("GET", "/faults", "faults", this::listFaults);
        router.add("POST", "/faults", "faults", this::armFault);
        router.add("DELETE", "/faults", "faults", this::clearFaults);
        router.add("GET", "/faults/{id}", "faults", request -> describe(request.param("id")));
        router.add("DELETE", "/faults/{id}", "faults", request -> done(faults.remove(request.param("id"))));
        router.add("POST", "/faults/{id}/release", "faults", request -> done(faults.release(request.param("id"))));
        router.add("PUT", "/principals/{clientId}", "principals", principals::put);
        router.add("DELETE", "/principals/{clientId}", "principals", principals::delete);
        more.accept(router);
    }

    @Override
    public ListenerKind kind() {
        return ListenerKind.ADMIN;
    }

    @Override
    public Operation operation(Request request) {
        return new Operation("admin", false);
    }

    @Override
    public Response handle(Request request) {
        try {
            return router.find(request.method(), request.path())
                    .map(match -> match.route().handler().handle(request.withParams(match.params())))
                    .orElseGet(() ->
                            refusal(request, 404, "NotFound", "nothing at " + request.method() + " " + request.path()));
        } catch (IllegalArgumentException wrong) {
            return refusal(request, 400, "BadRequest", String.valueOf(wrong.getMessage()));
        }
    }

    @Override
    public Response refusal(Request request, int status, String code, String message) {
        return Response.json(status, Json.object().put("code", code).put("message", message));
    }

    static ObjectNode body(Request request) {
        return request.json().orElseThrow(() -> new IllegalArgumentException("the body must be a JSON object"));
    }

    private Response readJournal(Request request) {
        long after = request.query().get("after").map(Long::parseLong).orElse(0L);
        boolean writes =
                request.query().get("writes").map(Boolean::parseBoolean).orElse(false);
        ArrayNode entries = Json.array();
        journal.after(after).stream()
                .filter(entry -> !writes || entry.arrival().write())
                .forEach(entry -> entries.add(entry.toJson()));
        ObjectNode answer = Json.object();
        answer.set("entries", entries);
        return Response.json(200, answer);
    }

    private Response clearJournal(Request request) {
        journal.clear();
        return Response.empty(204);
    }

    private ObjectNode lastJson() {
        return Json.object().put("sequence", journal.last());
    }

    private ObjectNode clockJson() {
        return Json.object().put("now", clock.instant().toString()).put("speed", clock.speed());
    }

    private Response changeClock(Request request) {
        for (Map.Entry<String, JsonNode> change : body(request).properties()) {
            double number = number(change);
            switch (change.getKey()) {
                case "speed" -> clock.setSpeed(number);
                case "advanceSeconds" -> clock.advance(Duration.ofMillis((long) (number * 1000)));
                default ->
                    throw new IllegalArgumentException(
                            "the clock has no '" + change.getKey() + "', only speed and advanceSeconds");
            }
        }
        return Response.json(200, clockJson());
    }

    private static double number(Map.Entry<String, JsonNode> change) {
        if (!change.getValue().isNumber()) {
            throw new IllegalArgumentException(change.getKey() + " must be a number");
        }
        return change.getValue().asDouble();
    }

    private Response changeSettings(Request request) {
        settings.change(body(request));
        return Response.json(200, settings.toJson());
    }

    private Response listFaults(Request request) {
        ObjectNode answer = Json.object();
        answer.set("faults", Json.array().addAll(faults.describe()));
        return Response.json(200, answer);
    }

    private Response armFault(Request request) {
        return faults.describe(faults.arm(body(request)).id())
                .map(json -> Response.json(201, json))
                .orElseThrow();
    }

    private Response clearFaults(Request request) {
        faults.clear();
        return Response.empty(204);
    }

    private Response describe(String id) {
        return faults.describe(id).map(json -> Response.json(200, json)).orElseGet(() -> done(false));
    }

    private static Response done(boolean known) {
        return known
                ? Response.empty(204)
                : Response.json(404, Json.object().put("code", "NotFound").put("message", "there is no such thing"));
    }
}
