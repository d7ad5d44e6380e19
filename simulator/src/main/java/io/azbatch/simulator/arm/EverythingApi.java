package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What ARM knows of the resources of all providers: their lists by subscription and by group, without properties. Resources without a
 * region of their own, such as subnets, are not in them. A group's template can not be had; ARM says so per type in an answer that is
 * otherwise good.
 */
final class EverythingApi {
    private static final List<String> SHOWN = List.of("sku", "kind", "managedBy", "plan", "zones", "identity", "tags");

    private final Azure azure;
    private final Subscriptions subscriptions;
    private final Sight sight;

    EverythingApi(Azure azure, Subscriptions subscriptions, Sight sight) {
        this.azure = azure;
        this.subscriptions = subscriptions;
        this.sight = sight;
    }

    void routes(Router router) {
        String group = "/subscriptions/{subscription}/resourceGroups/{group}";
        router.add(
                "GET",
                "/subscriptions/{subscription}/resources",
                "resources list",
                request -> list(request, resource -> true));
        router.add("GET", group + "/resources", "resources list", this::listGroup);
        router.add("POST", group + "/exportTemplate", "resourceGroups/exportTemplate", this::export);
    }

    private Response list(Request request, Predicate<Resource> wanted) {
        Predicate<ObjectNode> filter =
                ResourceFilter.parse(request.query().get("$filter").orElse(""));
        List<ObjectNode> items = of(request)
                .filter(wanted)
                .filter(resource -> sight.resource(request, resource.id()))
                .map(EverythingApi::item)
                .filter(filter)
                .toList();
        return azure.pages().top(request, items);
    }

    private Response listGroup(Request request) {
        requireGroup(request);
        return list(request, resource -> inGroup(request, resource));
    }

    private void requireGroup(Request request) {
        if (!subscriptions.hasGroup(request.param("subscription"), request.param("group"))) {
            throw ArmError.groupNotFound(request.param("group"));
        }
    }

    private Stream<Resource> of(Request request) {
        return azure.resources().list(Resource.class).stream()
                .filter(Resource::isTracked)
                .filter(resource -> resource.id().subscription().equalsIgnoreCase(request.param("subscription")));
    }

    private static boolean inGroup(Request request, Resource resource) {
        return resource.id().group().equalsIgnoreCase(request.param("group"));
    }

    private static ObjectNode item(Resource resource) {
        ObjectNode item = Json.object()
                .put("id", resource.id().toString())
                .put("name", resource.id().fullName())
                .put("type", resource.id().type())
                .put("location", resource.location());
        SHOWN.stream()
                .filter(field -> resource.envelope().hasNonNull(field))
                .forEach(field -> item.set(field, resource.envelope().get(field).deepCopy()));
        return item;
    }

    private Response export(Request request) {
        requireGroup(request);
        ObjectNode template = Json.object()
                .put("$schema", "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#")
                .put("contentVersion", "1.0.0.0");
        Stream.of("parameters", "variables").forEach(template::putObject);
        template.putArray("resources");
        ObjectNode body = Json.object();
        body.set("template", template);
        List<ObjectNode> failures = of(request)
                .filter(resource -> inGroup(request, resource))
                .map(resource -> resource.id().type())
                .distinct()
                .map(EverythingApi::notExported)
                .toList();
        if (!failures.isEmpty()) {
            ObjectNode error = ArmError.error(
                    "ExportTemplateCompletedWithErrors",
                    "Export template operation completed with errors. Some resources were not exported."
                            + " Please see details for more information.");
            error.putArray("details").addAll(failures);
            body.set("error", error);
        }
        return Response.json(200, body);
    }

    private static ObjectNode notExported(String type) {
        return ArmError.error(
                        "ExportTemplateProviderError",
                        "Could not get resources of the type '" + type
                                + "'. Resources of this type will not be exported.")
                .put("target", type.toLowerCase(Locale.ROOT));
    }
}
