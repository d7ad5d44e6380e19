package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Resource groups. Deleting one removes everything in it, later. */
final class GroupsApi {
    private static final Duration DELETION = Duration.ofSeconds(20);
    private static final int POLL_SECONDS = 15;

    private final Azure azure;
    private final Subscriptions subscriptions;
    private final Sight sight;

    GroupsApi(Azure azure, Subscriptions subscriptions, Sight sight) {
        this.azure = azure;
        this.subscriptions = subscriptions;
        this.sight = sight;
    }

    void routes(Router router) {
        String all = "/subscriptions/{subscription}/resourceGroups";
        String one = all + "/{group}";
        router.add("GET", all, "resourceGroups list", this::list);
        router.add(
                "GET",
                one,
                "resourceGroups GET",
                request -> Response.json(200, require(request).body()));
        router.add("HEAD", one, "resourceGroups HEAD", this::head);
        router.add("PUT", one, "resourceGroups PUT", this::put);
        router.add("PATCH", one, "resourceGroups PATCH", this::patch);
        router.add("DELETE", one, "resourceGroups DELETE", this::delete);
        router.add("GET", "/subscriptions/{subscription}/operationresults/{job}", "operationresults GET", this::poll);
    }

    private Response list(Request request) {
        List<ObjectNode> groups = subscriptions.groupsOf(request.param("subscription")).stream()
                .map(Subscriptions.Group::body)
                .filter(group -> sight.group(request, Json.text(group, "id")))
                .filter(GroupFilter.parse(request.query().get("$filter").orElse("")))
                .toList();
        return azure.pages().top(request, groups);
    }

    private Response head(Request request) {
        return Response.empty(find(request).isPresent() ? 204 : 404);
    }

    private Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String asked = Bodies.location(body);
        String location = Regions.require(asked, "Microsoft.Resources/resourceGroups");
        GroupNames.check(request.param("group"));
        Optional<Subscriptions.Group> before = find(request);
        before.ifPresent(group -> refuseMove(group, location));
        subscriptions.refuseDeleting(request.param("subscription"), request.param("group"));
        String name = before.map(Subscriptions.Group::name).orElse(request.param("group"));
        ObjectNode json = Json.object()
                .put("id", "/subscriptions/" + request.param("subscription") + "/resourceGroups/" + name)
                .put("name", name)
                .put("type", "Microsoft.Resources/resourceGroups")
                .put("location", location);
        if (body.has("tags")) {
            json.set("tags", body.get("tags"));
        }
        json.set("properties", Json.object().put("provisioningState", "Succeeded"));
        subscriptions.put(request.param("subscription"), new Subscriptions.Group(name, location, json, false));
        return Response.json(before.isPresent() ? 200 : 201, json);
    }

    private Response patch(Request request) {
        Subscriptions.Group group = require(request);
        ObjectNode body = Bodies.require(request);
        ObjectNode json = group.body().deepCopy();
        if (body.hasNonNull("tags")) {
            json.set("tags", body.get("tags"));
        }
        subscriptions.put(
                request.param("subscription"),
                new Subscriptions.Group(group.name(), group.location(), json, group.deleting()));
        return Response.json(200, json);
    }

    private Response delete(Request request) {
        Subscriptions.Group group = require(request);
        String subscription = request.param("subscription");
        if (!group.deleting()) {
            ObjectNode json = group.body().deepCopy();
            json.set("properties", Json.object().put("provisioningState", "Deleting"));
            subscriptions.put(subscription, new Subscriptions.Group(group.name(), group.location(), json, true));
            azure.world().after(DELETION, () -> remove(subscription, group.name()));
        }
        return pending(request, group.name());
    }

    /** What somebody still holds, such as a disk that is open, keeps the group for as long. */
    private void remove(String subscription, String group) {
        boolean held = azure.resources().list(Resource.class, subscription, group).stream()
                .anyMatch(Resource::isHeld);
        if (held) {
            azure.world().after(DELETION, () -> remove(subscription, group));
            return;
        }
        azure.resources().removeGroup(subscription, group);
        subscriptions.remove(subscription, group);
    }

    /** The job's name carries the group's, so that it can be answered for ever. */
    private Response poll(Request request) {
        String name = request.param("job").replaceFirst("^RESOURCEGROUPDELETIONJOB-", "");
        return subscriptions.hasGroup(request.param("subscription"), name)
                ? pending(request, name)
                : Response.empty(200);
    }

    private Response pending(Request request, String group) {
        return Response.empty(202)
                .with(
                        "Location",
                        request.endpoint() + "/subscriptions/" + request.param("subscription")
                                + "/operationresults/RESOURCEGROUPDELETIONJOB-" + group + "?api-version="
                                + request.apiVersion())
                .with("Retry-After", azure.settings().retryAfter(POLL_SECONDS));
    }

    private Optional<Subscriptions.Group> find(Request request) {
        return subscriptions.group(request.param("subscription"), request.param("group"));
    }

    private Subscriptions.Group require(Request request) {
        return find(request).orElseThrow(() -> ArmError.groupNotFound(request.param("group")));
    }

    private static void refuseMove(Subscriptions.Group group, String location) {
        if (!group.location().equals(location)) {
            throw ArmError.gateway(
                    409,
                    "InvalidResourceGroupLocation",
                    "Invalid resource group location '" + location
                            + "'. The Resource group already exists in location '" + group.location() + "'.");
        }
    }
}
