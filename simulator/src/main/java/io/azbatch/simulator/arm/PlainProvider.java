package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A provider whose resources are stored and answered as they were made, with {@code provisioningState: Succeeded}: what machines and
 * accounts only refer to. Nested types need their parent; links between resources are the business of its {@link PlainRules}.
 */
public final class PlainProvider implements ArmProvider {
    private static final List<String> ENVELOPE = List.of("name", "id", "etag", "type");
    private static final List<String> READ_ONLY = List.of("provisioningState", "resourceGuid", "virtualMachine");

    private final Azure azure;
    private final String namespace;
    private final List<ProviderType> types;
    private final PlainRules rules;

    /**
     * @param types types with one or two levels, such as {@code virtualNetworks/subnets}
     */
    public PlainProvider(Azure azure, String namespace, List<ProviderType> types, PlainRules rules) {
        this.azure = azure;
        this.namespace = namespace;
        this.types = List.copyOf(types);
        this.rules = rules;
    }

    @Override
    public String namespace() {
        return namespace;
    }

    @Override
    public List<ProviderType> types() {
        return types;
    }

    @Override
    public void routes(Router router) {
        for (ProviderType type : types) {
            List<String> levels = List.of(type.type().split("/"));
            String group = "/subscriptions/{subscription}/resourceGroups/{group}/providers/" + namespace + "/";
            String parent = levels.size() == 1 ? "" : levels.getFirst() + "/{parent}/";
            String collection = group + parent + levels.getLast();
            String one = collection + "/{name}";
            router.add("GET", collection, type.type() + " list", request -> list(request, levels));
            if (levels.size() == 1) {
                String all = "/subscriptions/{subscription}/providers/" + namespace + "/" + levels.getFirst();
                router.add("GET", all, type.type() + " list", request -> listAll(request, levels.getFirst()));
            }
            router.add(
                    "GET",
                    one,
                    type.type() + " GET",
                    request -> Response.json(200, rules.view(require(request, levels))));
            router.add("PUT", one, type.type() + " PUT", request -> put(request, levels));
            router.add("PATCH", one, type.type() + " PATCH", request -> patch(request, levels));
            router.add("DELETE", one, type.type() + " DELETE", request -> delete(request, levels));
        }
    }

    private Response list(Request request, List<String> levels) {
        String type = namespace + "/" + String.join("/", levels);
        List<ObjectNode> items =
                azure
                        .resources()
                        .list(PlainResource.class, request.param("subscription"), request.param("group"))
                        .stream()
                        .filter(resource -> resource.id().isA(type))
                        .filter(resource -> levels.size() == 1
                                || resource.id().names().getFirst().equalsIgnoreCase(request.param("parent")))
                        .map(rules::view)
                        .toList();
        return azure.pages().of(request, items);
    }

    private Response listAll(Request request, String type) {
        List<ObjectNode> items = azure.resources().list(PlainResource.class).stream()
                .filter(resource -> resource.id().isA(namespace + "/" + type))
                .filter(resource -> resource.id().subscription().equalsIgnoreCase(request.param("subscription")))
                .map(rules::view)
                .toList();
        return azure.pages().of(request, items);
    }

    private Response put(Request request, List<String> levels) {
        ObjectNode given = Bodies.require(request);
        ResourceId id = id(request, levels);
        id.parent()
                .filter(parent -> !azure.resources().exists(parent.toString()))
                .ifPresent(parent -> {
                    throw ArmError.parentNotFound(id);
                });
        String type = namespace + "/" + String.join("/", levels);
        String location = levels.size() == 1 ? Regions.require(Bodies.location(given), type) : "";
        Optional<PlainResource> before = earlier(id);
        before.filter(existing -> levels.size() == 1).ifPresent(existing -> Bodies.refuseMove(existing, location));
        ResourceId kept = before.map(PlainResource::id).orElse(id);
        keep(kept, location, given, before);
        return Response.json(
                before.isPresent() ? 200 : 201,
                rules.view(azure.resources().find(kept, PlainResource.class).orElseThrow()));
    }

    /** All or nothing: what is given inside of it is looked at before anything is kept. */
    private void keep(ResourceId id, String location, ObjectNode given, Optional<PlainResource> before) {
        refuseToDropInUse(id, given);
        List<PlainResource> kept = new ArrayList<>();
        kept.add(completed(id, location, given, before));
        List<PlainResource> gone = new ArrayList<>();
        for (String type : childTypes(id)) {
            gone.addAll(dropped(id, type, given));
            kept.addAll(embedded(id, type, given));
        }
        gone.forEach(child -> azure.resources().remove(child.id()));
        kept.forEach(azure.resources()::put);
    }

    private PlainResource completed(ResourceId id, String location, ObjectNode given, Optional<PlainResource> before) {
        PlainResource next = new PlainResource(id, location, body(id, location, given, before));
        rules.complete(next);
        return next;
    }

    /** What the service wrote itself, such as the machine that a network interface serves, no caller writes or loses. */
    private static ObjectNode body(ResourceId id, String location, ObjectNode given, Optional<PlainResource> before) {
        ObjectNode body = Json.object()
                .put("name", id.name())
                .put("id", id.toString())
                .put("etag", "W/\"" + UUID.randomUUID() + "\"")
                .put("type", id.type());
        given.properties().stream()
                .filter(field -> !ENVELOPE.contains(field.getKey()))
                .forEach(field -> body.set(field.getKey(), field.getValue().deepCopy()));
        if (!location.isEmpty()) {
            body.put("location", location);
        }
        ObjectNode properties = body.path("properties") instanceof ObjectNode there ? there : Json.object();
        properties.remove(READ_ONLY);
        properties
                .put("provisioningState", "Succeeded")
                .put("resourceGuid", UUID.randomUUID().toString());
        before.ifPresent(existing -> READ_ONLY.forEach(name -> keep(existing, name, properties)));
        body.set("properties", properties);
        return body;
    }

    private static void keep(PlainResource existing, String name, ObjectNode properties) {
        JsonNode value = Json.at(existing.body(), "properties", name);
        if (!value.isMissingNode()) {
            properties.set(name, value.deepCopy());
        }
    }

    /** Subnets given inside of a virtual network are resources of their own, and a list of them without one removes that one. */
    private List<PlainResource> embedded(ResourceId parent, String type, ObjectNode given) {
        List<PlainResource> children = new ArrayList<>();
        for (JsonNode one : Json.at(given, "properties", type)) {
            ResourceId id = parent.child(type, Json.text(one, "name"));
            children.add(completed(id, "", (ObjectNode) one, earlier(id)));
        }
        return children;
    }

    private void refuseToDropInUse(ResourceId parent, ObjectNode given) {
        childTypes(parent).forEach(type -> dropped(parent, type, given).forEach(rules::refuseDeletion));
    }

    private List<PlainResource> dropped(ResourceId parent, String type, ObjectNode given) {
        JsonNode listed = Json.at(given, "properties", type);
        if (!listed.isArray()) {
            return List.of();
        }
        return azure.resources().children(PlainResource.class, parent).stream()
                .filter(child -> child.id().types().getLast().equalsIgnoreCase(type))
                .filter(child -> listed.valueStream().noneMatch(one -> Json.text(one, "name")
                        .equalsIgnoreCase(child.id().name())))
                .toList();
    }

    private List<String> childTypes(ResourceId parent) {
        String prefix = String.join("/", parent.types()) + "/";
        return types.stream()
                .map(ProviderType::type)
                .filter(type -> type.startsWith(prefix))
                .map(type -> type.substring(prefix.length()))
                .toList();
    }

    private Optional<PlainResource> earlier(ResourceId id) {
        return azure.resources().find(id, PlainResource.class);
    }

    private Response patch(Request request, List<String> levels) {
        PlainResource resource = require(request, levels);
        ObjectNode changes = Bodies.require(request);
        changes.remove(ENVELOPE);
        changes.remove("location");
        if (changes.path("properties") instanceof ObjectNode properties) {
            properties.remove(READ_ONLY);
        } else {
            changes.remove("properties");
        }
        ObjectNode body = Json.merge(resource.body(), changes);
        Bodies.tags(body, changes, resource.body(), false);
        PlainResource next = new PlainResource(resource.id(), resource.location(), body);
        rules.complete(next);
        azure.resources().put(next);
        return Response.json(200, rules.view(next));
    }

    private Response delete(Request request, List<String> levels) {
        ResourceId id = id(request, levels);
        Optional<PlainResource> resource = azure.resources().find(id, PlainResource.class);
        resource.ifPresent(rules::refuseDeletion);
        azure.resources().remove(id);
        return Response.empty(resource.isPresent() ? 200 : 204);
    }

    private PlainResource require(Request request, List<String> levels) {
        ResourceId id = id(request, levels);
        return azure.resources().find(id, PlainResource.class).orElseThrow(() -> ArmError.resourceNotFound(id));
    }

    private ResourceId id(Request request, List<String> levels) {
        List<String> names = levels.size() == 1
                ? List.of(request.param("name"))
                : List.of(request.param("parent"), request.param("name"));
        return new ResourceId(request.param("subscription"), request.param("group"), namespace, levels, names);
    }
}
