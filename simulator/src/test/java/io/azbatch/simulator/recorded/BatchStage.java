package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Makes Batch accounts and pools that a recording found there already. */
final class BatchStage {
    private static final String ARM = "2024-07-01";
    static final List<String> READ_ONLY = List.of(
            "odata.metadata",
            "url",
            "eTag",
            "lastModified",
            "creationTime",
            "state",
            "stateTransitionTime",
            "allocationState",
            "allocationStateTransitionTime",
            "resizeErrors",
            "currentDedicatedNodes",
            "currentLowPriorityNodes",
            "currentNodeCommunicationMode",
            "autoScaleRun");

    private static final List<String> AUTO_SCALE =
            List.of("enableAutoScale", "autoScaleFormula", "autoScaleEvaluationInterval");

    private final WireAzure azure;
    private final Recording recording;
    private final Translation translation;
    private final WorkStage works;
    private final AccountStage owners;

    BatchStage(WireAzure azure, Recording recording, Translation translation) {
        this.azure = azure;
        this.recording = recording;
        this.translation = translation;
        this.owners = new AccountStage(azure, translation);
        this.works = new WorkStage(azure, recording, this::send, (exchange, pool) -> {
            if (!poolExists(exchange, pool)) {
                makePool(exchange, pool, shown(exchange, pool), 1);
            }
        });
    }

    boolean prepare(Exchange exchange, String group) {
        owners.make(exchange.address(), group);
        switch (exchange.address().operation()) {
            case "GET pools" -> makeListed(exchange);
            case "GET applications", "GET applications/{}" -> owners.makeApplications(exchange, group);
            case "GET jobs" -> works.makeListed(exchange, "/jobs");
            case "GET jobschedules" -> works.makeListed(exchange, "/jobschedules");
            default -> works.make(exchange);
        }
        List<String> parts = List.of(exchange.address().path().substring(1).split("/"));
        boolean aboutPool = parts.getFirst().equals("pools") && parts.size() > 1 && exchange.status() != 404;
        return !aboutPool
                || poolExists(exchange, parts.get(1))
                || makePool(exchange, parts.get(1), shown(exchange, parts.get(1)), 0);
    }

    /** Pools that a list shows were there. */
    private void makeListed(Exchange exchange) {
        for (JsonNode pool : exchange.body().path("value")) {
            String id = Json.text(pool, "id");
            if (pool.has("vmSize") && !poolExists(exchange, id)) {
                makePool(exchange, id, Optional.of(pool), 0);
            }
        }
    }

    /** An account as the recording shows it. */
    boolean makeAccount(String id, JsonNode shown) {
        return owners.make(id, shown);
    }

    /** A pool of which a refusal over ARM tells that it scales itself. */
    boolean makeArmPool(Exchange exchange) {
        String id = translation.text(exchange.address().resourceId());
        boolean scalesItself = exchange.body().toString().contains("pool has AutoScale enabled");
        if (!scalesItself || azure.arm("GET", id, ARM, "").status() == 200) {
            return true;
        }
        ObjectNode body = Json.object();
        ObjectNode properties = body.putObject("properties").put("vmSize", "STANDARD_D2S_V3");
        properties
                .putObject("scaleSettings")
                .putObject("autoScale")
                .put("formula", "$TargetDedicatedNodes=0;")
                .put("evaluationInterval", "PT15M");
        ubuntu(
                properties.putObject("deploymentConfiguration").putObject("virtualMachineConfiguration"),
                "nodeAgentSkuId");
        return azure.arm("PUT", id, ARM, body.toString()).status() == 200;
    }

    private boolean poolExists(Exchange exchange, String pool) {
        return send(exchange, "GET", "/pools/" + pool, "").status() == 200;
    }

    /** A pool as the next exchange shows it. */
    private Optional<JsonNode> shown(Exchange exchange, String id) {
        return recording.exchanges().stream()
                .filter(other -> other.number() >= exchange.number() && other.status() == 200)
                .map(Exchange::body)
                .filter(body -> Json.text(body, "id").equals(id) && body.has("vmSize"))
                .findFirst();
    }

    /** A pool as it is shown, with as many nodes as the recording shows in it, and some at least. */
    private boolean makePool(Exchange exchange, String id, Optional<JsonNode> shown, int least) {
        int nodes = Math.max(least, nodes(id));
        ObjectNode body = shown.<ObjectNode>map(JsonNode::deepCopy).orElseGet(Json::object);
        body.remove(READ_ONLY);
        if (shown.isEmpty()) {
            fill(body, id, nodes, size(exchange, id));
        } else if (nodes > 0) {
            body.put("targetDedicatedNodes", nodes);
        }
        if (exchange.address().path().endsWith("/evaluateautoscale") && !body.has("autoScaleFormula")) {
            body.put("enableAutoScale", true).put("autoScaleFormula", "$TargetDedicatedNodes=" + nodes + ";");
        }
        if (exchange.address().path().endsWith("/enableautoscale")) {
            body.remove(AUTO_SCALE);
        } else if (body.path("enableAutoScale").asBoolean(false)) {
            body.remove(List.of("targetDedicatedNodes", "targetLowPriorityNodes"));
        }
        if (body.path("cloudServiceConfiguration") instanceof ObjectNode cloudService) {
            cloudService.remove(List.of("targetOSVersion", "currentOSVersion"));
        }
        body.path("userAccounts").forEach(user -> ((ObjectNode) user).put("password", "not shown"));
        Answer added = send(exchange, "POST", "/pools", body.toString());
        boolean isNew = shown.map(pool -> Json.text(pool, "allocationState").equals("resizing"))
                .orElse(false);
        if (!isNew) {
            azure.advance(nodes > 0 ? Duration.ofSeconds(65) : Duration.ofSeconds(5));
        }
        return added.status() == 201;
    }

    private static void fill(ObjectNode body, String id, int nodes, String size) {
        body.put("id", id).put("vmSize", size).put("targetDedicatedNodes", nodes);
        if (!size.contains("_")) {
            body.putObject("cloudServiceConfiguration").put("osFamily", "5");
            return;
        }
        ubuntu(body.putObject("virtualMachineConfiguration"), "nodeAgentSKUId");
    }

    private static void ubuntu(ObjectNode machine, String agent) {
        machine.put(agent, "batch.node.ubuntu 16.04");
        machine.putObject("imageReference")
                .put("publisher", "Canonical")
                .put("offer", "UbuntuServer")
                .put("sku", "16.04-LTS");
    }

    /** The size of the nodes that the recording shows in a pool; only Cloud Services had systems that a client could upgrade. */
    private String size(Exchange about, String pool) {
        if (about.address().path().endsWith("/upgradeos")) {
            return "small";
        }
        return recording.exchanges().stream()
                .filter(exchange -> exchange.address().path().equals("/pools/" + pool + "/nodes"))
                .map(exchange -> Json.text(exchange.body().path("value").path(0), "vmSize"))
                .filter(size -> !size.isEmpty())
                .findFirst()
                .orElse("Standard_A1");
    }

    /** How many nodes the recording shows in a pool. */
    private int nodes(String pool) {
        return recording.exchanges().stream()
                .filter(exchange -> exchange.address().path().equals("/pools/" + pool + "/nodes"))
                .mapToInt(exchange ->
                        (int) StreamSupport.stream(exchange.body().path("value").spliterator(), false)
                                .count())
                .max()
                .orElse(0);
    }

    /** Whether the pool that an exchange changes is there now. */
    boolean isThere(Exchange exchange) {
        String[] parts = exchange.address().path().split("/");
        return parts.length > 2
                && parts[1].equals("pools")
                && endpoint(exchange).isPresent()
                && poolExists(exchange, parts[2]);
    }

    /** Sends signed with the account's key. */
    Answer signed(Exchange exchange, String url, Map<String, String> headers, String body) {
        return owners.signed(exchange, url, headers, body);
    }

    private Optional<String> endpoint(Exchange exchange) {
        return translation.url(Address.of("GET", "https://" + exchange.address().host() + "/"));
    }

    private Answer send(Exchange exchange, String method, String path, String body) {
        String endpoint = endpoint(exchange).orElseThrow();
        return azure.send(
                method,
                endpoint.substring(0, endpoint.length() - 1) + path + "?api-version="
                        + exchange.address().apiVersion(),
                azure.batchToken(),
                Map.of(),
                body);
    }
}
