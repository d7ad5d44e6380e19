package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Names and values of tags in a subscription: those in use, counted, and those written down beforehand. */
final class TagNamesApi {
    private static final String ALL = "/subscriptions/{subscription}/tagNames";

    private final Azure azure;
    private final Subscriptions subscriptions;
    /** By subscription: names with their values. */
    private final Map<String, Map<String, Map<String, Integer>>> predefined = new LinkedHashMap<>();

    TagNamesApi(Azure azure, Subscriptions subscriptions) {
        this.azure = azure;
        this.subscriptions = subscriptions;
    }

    void routes(Router router) {
        router.add("GET", ALL, "tagNames list", this::list);
        router.add("PUT", ALL + "/{tag}", "tagNames PUT", this::put);
        router.add("DELETE", ALL + "/{tag}", "tagNames DELETE", this::delete);
        router.add("PUT", ALL + "/{tag}/tagValues/{value}", "tagValues PUT", this::putValue);
        router.add("DELETE", ALL + "/{tag}/tagValues/{value}", "tagValues DELETE", this::deleteValue);
    }

    private Response list(Request request) {
        return azure.pages()
                .of(
                        request,
                        tags(request).entrySet().stream()
                                .map(tag -> view(request, tag.getKey(), tag.getValue()))
                                .toList());
    }

    private Response put(Request request) {
        boolean isNew = written(request).putIfAbsent(request.param("tag"), new TreeMap<>()) == null;
        return Response.json(isNew ? 201 : 200, view(request, request.param("tag"), values(request)));
    }

    private Response putValue(Request request) {
        Map<String, Integer> values = written(request).get(request.param("tag"));
        if (values == null) {
            throw ArmError.gateway(404, "TagNotFound", "The tag '" + request.param("tag") + "' could not be found.");
        }
        boolean isNew = values.putIfAbsent(request.param("value"), 0) == null;
        return Response.json(
                isNew ? 201 : 200,
                value(
                        request,
                        request.param("tag"),
                        request.param("value"),
                        values(request).get(request.param("value"))));
    }

    private Response delete(Request request) {
        refuseUsed(request, values(request).values().stream());
        return Response.empty(written(request).remove(request.param("tag")) == null ? 204 : 200);
    }

    private static void refuseUsed(Request request, Stream<Integer> counts) {
        if (counts.anyMatch(count -> count > 0)) {
            throw ArmError.gateway(
                    409,
                    "TagInUse",
                    "The tag '" + request.param("tag") + "' cannot be deleted because it is in use by resources.");
        }
    }

    private Response deleteValue(Request request) {
        refuseUsed(request, Stream.of(values(request).getOrDefault(request.param("value"), 0)));
        Map<String, Integer> values = written(request).getOrDefault(request.param("tag"), Map.of());
        return Response.empty(
                values.containsKey(request.param("value")) && values.remove(request.param("value")) != null
                        ? 200
                        : 204);
    }

    private Map<String, Map<String, Integer>> written(Request request) {
        return predefined.computeIfAbsent(
                request.param("subscription").toLowerCase(Locale.ROOT),
                key -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    private Map<String, Integer> values(Request request) {
        return tags(request).getOrDefault(request.param("tag"), Map.of());
    }

    /** Names with their values and how often each is used. */
    private Map<String, Map<String, Integer>> tags(Request request) {
        Map<String, Map<String, Integer>> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        written(request).forEach((name, values) -> tags.put(name, new TreeMap<>(values)));
        String subscription = request.param("subscription");
        Stream<JsonNode> resources = azure.resources().list(Resource.class).stream()
                .filter(resource -> resource.id().subscription().equalsIgnoreCase(subscription))
                .map(Resource::envelope);
        Stream<JsonNode> groups = subscriptions.groupsOf(subscription).stream().map(Subscriptions.Group::body);
        Stream.concat(resources, groups)
                .flatMap(one -> one.path("tags").properties().stream())
                .forEach(tag -> tags.computeIfAbsent(tag.getKey(), key -> new TreeMap<>())
                        .merge(tag.getValue().asText(""), 1, Integer::sum));
        return tags;
    }

    private static ObjectNode view(Request request, String name, Map<String, Integer> values) {
        int used = values.values().stream().mapToInt(Integer::intValue).sum();
        ObjectNode view = counted(id(request, name), used).put("tagName", name);
        ArrayNode all = view.putArray("values");
        values.forEach((value, count) -> all.add(value(request, name, value, count)));
        return view;
    }

    private static ObjectNode value(Request request, String name, String value, int count) {
        return counted(id(request, name) + "/tagValues/" + value, count).put("tagValue", value);
    }

    private static ObjectNode counted(String id, int count) {
        ObjectNode view = Json.object().put("id", id);
        view.putObject("count").put("type", "Total").put("value", count);
        return view;
    }

    private static String id(Request request, String name) {
        return "/subscriptions/" + request.param("subscription") + "/tagNames/" + name;
    }
}
