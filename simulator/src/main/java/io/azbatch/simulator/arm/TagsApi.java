package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.deployment.Gateway;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The tags of a group or of a top-level resource as a resource of their own; each change is a PATCH of what carries them. */
final class TagsApi {
    private static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
    private static final String TAGS = "/providers/Microsoft.Resources/tags/default";
    private static final String GROUP_VERSION = "2021-04-01";

    private final Gateway gateway;
    private final ApiVersions apiVersions;

    TagsApi(Gateway gateway, ApiVersions apiVersions) {
        this.gateway = gateway;
        this.apiVersions = apiVersions;
    }

    void routes(Router router) {
        for (String scope : new String[] {GROUP, GROUP + "/providers/{namespace}/{type}/{name}"}) {
            router.add("GET", scope + TAGS, "tags GET", request -> answer(request, tags(request)));
            router.add("PUT", scope + TAGS, "tags PUT", request -> write(request, before -> given(request)));
            router.add("PATCH", scope + TAGS, "tags PATCH", this::patch);
            router.add("DELETE", scope + TAGS, "tags DELETE", this::delete);
        }
    }

    private Response patch(Request request) {
        String operation = Json.text(Bodies.require(request), "operation");
        return switch (operation) {
            case "Merge" -> write(request, before -> Json.merge(before, given(request)));
            case "Replace" -> write(request, before -> given(request));
            case "Delete" -> write(request, before -> without(before, given(request)));
            default ->
                throw ArmError.gateway(
                        400,
                        "InvalidTagPatchOperation",
                        "The tag patch operation '" + operation + "' is invalid. It must be 'Merge', 'Replace' or"
                                + " 'Delete'.");
        };
    }

    private static ObjectNode given(Request request) {
        return Json.at(Bodies.require(request), "properties", "tags") instanceof ObjectNode tags ? tags : Json.object();
    }

    /** A tag goes if both its name and its value are given. */
    private static ObjectNode without(ObjectNode before, ObjectNode gone) {
        ObjectNode left = before.deepCopy();
        gone.properties().stream()
                .filter(tag -> tag.getValue().equals(before.get(tag.getKey())))
                .forEach(tag -> left.remove(tag.getKey()));
        return left;
    }

    private Response delete(Request request) {
        write(request, before -> Json.object());
        return Response.empty(200);
    }

    private Response write(Request request, UnaryOperator<ObjectNode> change) {
        ObjectNode tags = change.apply(tags(request));
        send(request, "PATCH", Optional.of(Json.object().set("tags", tags)));
        return answer(request, tags);
    }

    private ObjectNode tags(Request request) {
        return send(request, "GET", Optional.empty()).path("tags") instanceof ObjectNode tags ? tags : Json.object();
    }

    private JsonNode send(Request request, String method, Optional<JsonNode> body) {
        Response answer = gateway.send(request, method, scope(request), version(request), body);
        if (answer.isRefusal()) {
            throw new Refused(answer);
        }
        try {
            return Json.parse(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String scope(Request request) {
        return request.path().substring(0, request.path().length() - TAGS.length());
    }

    /** The newest version that what carries the tags has registered. */
    private String version(Request request) {
        if (!request.params().containsKey("type")) {
            return GROUP_VERSION;
        }
        return apiVersions.types(request.param("namespace")).entrySet().stream()
                .filter(type -> type.getKey().equalsIgnoreCase(request.param("type")))
                .map(type -> type.getValue().getLast())
                .findFirst()
                .orElse(GROUP_VERSION);
    }

    private static Response answer(Request request, ObjectNode tags) {
        ObjectNode body = Json.object()
                .put("id", scope(request) + TAGS)
                .put("name", "default")
                .put("type", "Microsoft.Resources/tags");
        body.putObject("properties").set("tags", tags);
        return Response.json(200, body);
    }
}
