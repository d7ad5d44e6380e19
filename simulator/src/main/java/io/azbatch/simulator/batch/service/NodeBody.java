package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.compute.marketplace.Marketplace;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.pool.Node;
import io.azbatch.simulator.batch.pool.NodeState;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.batch.pool.StartTaskRun;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Locale;

/** A node as an api-version shows it. */
final class NodeBody {
    private static final String AGENT_VERSION = "1.12.15";
    private static final int FIRST_ADDRESS = 4;
    private static final int SSH = 22;
    private static final int RDP = 3389;
    private static final int FIRST_PORT = 50_000;
    private static final int FORWARDED = 20_000;

    private NodeBody() {}

    /** @param recent tasks that it began lately */
    static ObjectNode render(Call call, Pool pool, Node node, List<ObjectNode> recent) {
        ObjectNode body = Json.object()
                .put("id", node.id())
                .put("url", call.endpoint() + "/pools/" + pool.name() + "/nodes/" + node.id())
                .put("state", node.state().word())
                .put("schedulingState", node.schedulable() ? "enabled" : "disabled")
                .put("stateTransitionTime", BatchTime.iso(node.since()));
        node.booted().ifPresent(booted -> body.put("lastBootTime", BatchTime.iso(booted)));
        body.put("allocationTime", BatchTime.iso(node.allocated()))
                .put(
                        "ipAddress",
                        "10.0." + (node.number() + FIRST_ADDRESS) / 256 + "." + (node.number() + FIRST_ADDRESS) % 256)
                .put("affinityId", "TVM:" + node.id())
                .put("vmSize", pool.vmSize())
                .put("totalTasksRun", node.work().begun())
                .put("totalTasksSucceeded", node.work().succeeded())
                .put("runningTasksCount", node.runningTasks());
        if (call.version().since(BatchVersion.TASK_SLOTS)) {
            body.put("runningTaskSlotsCount", node.work().slots());
        }
        if (!recent.isEmpty()) {
            body.putArray("recentTasks").addAll(recent);
        }
        node.startTask().ifPresent(task -> body.set("startTask", task));
        node.startTaskRun().ifPresent(run -> body.set("startTaskInfo", startTaskInfo(run)));
        if (node.booted().isPresent() && Fields.inVersion("certificateReferences", call.version())) {
            body.set("certificateReferences", certificates(pool));
        }
        putErrors(node, body);
        body.put("isDedicated", node.dedicated());
        body.set("endpointConfiguration", endpoints(pool, node));
        node.booted()
                .ifPresent(booted -> body.set(
                        "nodeAgentInfo",
                        Json.object()
                                .put("lastUpdateTime", BatchTime.iso(booted))
                                .put("version", AGENT_VERSION)));
        if (call.version().since(BatchVersion.TASK_SLOTS)
                && !node.imageReference().isEmpty()) {
            body.putObject("virtualMachineInfo").set("imageReference", exact(node.imageReference()));
        }
        return body;
    }

    private static JsonNode certificates(Pool pool) {
        JsonNode references = pool.settings().path("certificateReferences");
        return references.isArray() ? references : Json.array();
    }

    /** A Marketplace image is shown with the version that {@code latest} stood for. */
    private static ObjectNode exact(ObjectNode reference) {
        ObjectNode exact = reference.deepCopy();
        if (reference.has("publisher")) {
            String version = Json.text(reference, "version");
            exact.put("exactVersion", version.equals("latest") ? latest(reference) : version);
        }
        return exact;
    }

    private static String latest(ObjectNode reference) {
        return Marketplace.find(
                        Json.text(reference, "publisher"), Json.text(reference, "offer"), Json.text(reference, "sku"))
                .map(image -> image.versions().getLast())
                .orElse("1.0.0");
    }

    private static ObjectNode startTaskInfo(StartTaskRun run) {
        ObjectNode info = Json.object()
                .put("state", run.ended().isPresent() ? "completed" : "running")
                .put("startTime", BatchTime.iso(run.started()));
        run.ended().ifPresent(ended -> {
            info.put("endTime", BatchTime.iso(ended)).put("exitCode", run.exitCode());
            if (run.exitCode() != 0) {
                info.putObject("failureInfo")
                        .put("category", "usererror")
                        .put("code", "FailureExitCode")
                        .put("message", "The task exited with an exit code representing a failure");
            }
            info.put("result", run.exitCode() == 0 ? "success" : "failure");
        });
        return info.put("retryCount", 0);
    }

    /** The text is a guess: no unusable node is recorded. */
    private static void putErrors(Node node, ObjectNode body) {
        if (node.state() == NodeState.UNUSABLE) {
            ArrayNode errors = body.putArray("errors");
            errors.add(Json.object()
                    .put("code", "NodeUnusable")
                    .put("message", "The compute node is unusable: the node agent does not report to the service."));
        }
    }

    private static ObjectNode endpoints(Pool pool, Node node) {
        boolean windows = Json.text(pool.machine(), "nodeAgentSKUId")
                .toLowerCase(Locale.ROOT)
                .startsWith("batch.node.windows");
        ObjectNode configuration = Json.object();
        ArrayNode list = configuration.putArray("inboundEndpoints");
        JsonNode asked = Json.at(pool.settings(), "networkConfiguration", "endpointConfiguration", "inboundNATPools");
        for (JsonNode rule : asked) {
            list.add(endpoint(
                    pool,
                    rule.path("name").asText() + "." + node.number(),
                    rule.path("protocol").asText("tcp"),
                    rule.path("frontendPortRangeStart").asInt() + node.number(),
                    rule.path("backendPort").asInt()));
        }
        if (pool.settings().has("cloudServiceConfiguration")) {
            list.add(Json.object()
                    .put("name", "Microsoft.WindowsAzure.Plugins.RemoteForwarder.RdpInput")
                    .put("protocol", "tcp")
                    .put("publicIPAddress", publicAddress(pool))
                    .put("frontendPort", RDP)
                    .put("backendPort", FORWARDED + node.number()));
            return configuration;
        }
        String name = (windows ? "RDPRule." : "SSHRule.") + node.number();
        list.add(endpoint(pool, name, "tcp", loginPort(node), windows ? RDP : SSH));
        return configuration;
    }

    /** From a range that is kept for documents. */
    static String publicAddress(Pool pool) {
        return "203.0.113." + (1 + Math.floorMod(pool.uid().hashCode(), 254));
    }

    /** The outer port of the rule by which people get in. */
    static int loginPort(Node node) {
        return FIRST_PORT + node.number();
    }

    private static ObjectNode endpoint(Pool pool, String name, String protocol, int frontend, int backend) {
        return Json.object()
                .put("name", name)
                .put("protocol", protocol)
                .put("publicIPAddress", publicAddress(pool))
                .put(
                        "publicFQDN",
                        "dns" + pool.uid() + "-azurebatch-cloudservice." + pool.location() + ".cloudapp.azure.com")
                .put("frontendPort", frontend)
                .put("backendPort", backend);
    }
}
