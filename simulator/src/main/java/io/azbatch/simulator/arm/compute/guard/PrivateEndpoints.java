package io.azbatch.simulator.arm.compute.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.stream.Stream;

/** The private endpoints of the network that lead to a disk access. Looked up each time, so a connection can not outlive its endpoint. */
final class PrivateEndpoints {
    private static final String TYPE = "Microsoft.Network/privateEndpoints";

    private final Resources resources;

    PrivateEndpoints(Resources resources) {
        this.resources = resources;
    }

    List<PlainResource> of(DiskAccessObject access) {
        return resources.list(PlainResource.class).stream()
                .filter(resource -> resource.id().isA(TYPE))
                .filter(endpoint -> links(endpoint)
                        .anyMatch(link -> Json.text(link, "properties", "privateLinkServiceId")
                                .equalsIgnoreCase(access.id().toString())))
                .filter(endpoint -> !decision(access, endpoint).equals("Deleted"))
                .toList();
    }

    /** As the disk access shows them. */
    List<ObjectNode> connections(DiskAccessObject access) {
        return of(access).stream().map(endpoint -> view(access, endpoint)).toList();
    }

    /** The name of a connection: the disk access's, and the endpoint's GUID, which another endpoint of its name does not have. */
    static String name(DiskAccessObject access, PlainResource endpoint) {
        return access.id().name() + "." + Json.text(endpoint.body(), "properties", "resourceGuid");
    }

    ObjectNode view(DiskAccessObject access, PlainResource endpoint) {
        String name = name(access, endpoint);
        ObjectNode json = Json.object()
                .put("name", name)
                .put("id", access.id() + "/privateEndpointConnections/" + name)
                .put("type", DiskAccessObject.TYPE + "/PrivateEndpointConnections");
        ObjectNode properties = json.putObject("properties").put("provisioningState", "Succeeded");
        properties.putObject("privateEndpoint").put("id", endpoint.id().toString());
        properties.set("privateLinkServiceConnectionState", state(access, endpoint));
        return json;
    }

    /** What was decided, else what follows from how the endpoint asked. */
    private static ObjectNode state(DiskAccessObject access, PlainResource endpoint) {
        if (Json.at(access.model(), "approvals", name(access, endpoint)) instanceof ObjectNode decided) {
            return decided.deepCopy();
        }
        boolean manual = !Json.at(endpoint.body(), "properties", "manualPrivateLinkServiceConnections")
                .isEmpty();
        return Json.object()
                .put("actionsRequired", "None")
                .put("description", manual ? "" : "Auto-Approved")
                .put("status", manual ? "Pending" : "Approved");
    }

    private static String decision(DiskAccessObject access, PlainResource endpoint) {
        return Json.text(access.model(), "approvals", name(access, endpoint), "status");
    }

    private static Stream<JsonNode> links(PlainResource endpoint) {
        JsonNode properties = endpoint.body().path("properties");
        return Stream.of("privateLinkServiceConnections", "manualPrivateLinkServiceConnections")
                .flatMap(field -> properties.path(field).valueStream());
    }
}
