package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;

/** Private endpoints that lead to what a recording is about: requests to the network are not in the recordings. */
final class LinkStage {
    private static final String VERSION = "2025-03-01";

    private final WireAzure azure;
    private final Scenery scenery;

    LinkStage(WireAzure azure, Scenery scenery) {
        this.azure = azure;
        this.scenery = scenery;
    }

    /** Makes the endpoints that an answer or the next one shows; the operation which that one polls has seen them. */
    void prepare(Exchange exchange) {
        connections(exchange.body());
        scenery.after(exchange).map(Exchange::body).ifPresent(this::connections);
    }

    private void connections(JsonNode body) {
        for (JsonNode holder : body.findParents("privateEndpointConnections")) {
            holder.path("privateEndpointConnections").forEach(this::connection);
        }
    }

    private void connection(JsonNode connection) {
        String target = Json.text(connection, "id").replaceFirst("(?i)/privateEndpointConnections/.*", "");
        String endpoint = Json.text(connection, "properties", "privateEndpoint", "id");
        if (endpoint.isEmpty() || scenery.exists(endpoint, VERSION) || !scenery.exists(target, Scenery.DISKS)) {
            return;
        }
        String network = endpoint.replaceFirst("/providers/.*", "/providers/Microsoft.Network/virtualNetworks/links");
        String region = "westeurope";
        scenery.put(network, VERSION, network(region));
        ObjectNode body = Json.object().put("location", region);
        ObjectNode properties = body.putObject("properties");
        properties.putObject("subnet").put("id", network + "/subnets/links");
        properties
                .putArray("privateLinkServiceConnections")
                .addObject()
                .put("name", "link")
                .putObject("properties")
                .put("privateLinkServiceId", target);
        scenery.put(endpoint, VERSION, body);
        azure.advance(Duration.ofSeconds(1));
    }

    private static ObjectNode network(String region) {
        ObjectNode body = Json.object().put("location", region);
        ObjectNode properties = body.putObject("properties");
        properties.putObject("addressSpace").putArray("addressPrefixes").add("10.9.0.0/16");
        properties
                .putArray("subnets")
                .addObject()
                .put("name", "links")
                .putObject("properties")
                .put("addressPrefix", "10.9.0.0/24");
        return body;
    }
}
