package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.Node;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Response;
import java.util.ArrayList;
import java.util.List;

/** The extensions of a node: those of its pool, installed while it came up. */
final class NodeExtensions {
    private static final int MOST = 1000;

    private final BatchWorld world;
    private final Lists lists;

    NodeExtensions(BatchWorld world, Lists lists) {
        this.world = world;
        this.lists = lists;
    }

    void add(Operations operations) {
        String all = "/pools/{pool}/nodes/{node}/extensions";
        operations.add("GET", all, "nodes/extensions list", call -> lists.page(call, "extensions", of(call), MOST));
        operations.add("GET", all + "/{extension}", "nodes/extensions GET", this::get);
    }

    private Response get(Call call) {
        return of(call).stream()
                .filter(one -> Json.text(one, "vmExtension", "name").equalsIgnoreCase(call.param("extension")))
                .findFirst()
                .map(one -> Answers.one(call, "extensions", one))
                .orElseThrow(() -> Errors.nodeExtensionNotFound().refusal());
    }

    private List<ObjectNode> of(Call call) {
        Pool pool = PoolsApi.require(call, world);
        Node node = NodesApi.node(call, pool);
        List<ObjectNode> extensions = new ArrayList<>();
        for (JsonNode extension : Json.at(pool.settings(), "virtualMachineConfiguration", "extensions")) {
            extensions.add(extension(extension, node.booted().isPresent()));
        }
        return extensions;
    }

    private static ObjectNode extension(JsonNode extension, boolean installed) {
        String state = installed ? "Succeeded" : "Creating";
        ObjectNode body = Json.object().put("provisioningState", state);
        body.set("vmExtension", extension);
        ObjectNode view = body.putObject("instanceView").put("name", Json.text(extension, "name"));
        view.putArray("statuses")
                .addObject()
                .put("code", installed ? "ProvisioningState/succeeded" : "ProvisioningState/transitioning")
                .put("level", "Info")
                .put("displayStatus", installed ? "Provisioning succeeded" : "Transitioning");
        return body;
    }
}
