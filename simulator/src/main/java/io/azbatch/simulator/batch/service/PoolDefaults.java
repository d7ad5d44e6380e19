package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the service makes of a body: defaults filled in, names in the case that it answers, passwords and empty lists gone. */
final class PoolDefaults {
    /** Values that are answered in a case of their own, whatever case they came in. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("pack", "Pack"),
            Map.entry("spread", "Spread"),
            Map.entry("regional", "Regional"),
            Map.entry("zonal", "Zonal"),
            Map.entry("none", "None"),
            Map.entry("readonly", "ReadOnly"),
            Map.entry("readwrite", "ReadWrite"));

    private PoolDefaults() {}

    /** Settings of a new pool from the body that adds it. */
    static ObjectNode of(ObjectNode body, BatchVersion version) {
        ObjectNode settings = body.deepCopy();
        settings.remove(List.of(
                "resizeTimeout",
                "targetDedicatedNodes",
                "targetLowPriorityNodes",
                "enableAutoScale",
                "autoScaleFormula",
                "autoScaleEvaluationInterval"));
        withoutNulls(settings);
        if (settings.has("maxTasksPerNode")) {
            settings.set("taskSlotsPerNode", settings.remove("maxTasksPerNode"));
        }
        fill(
                settings,
                "enableInterNodeCommunication",
                Json.MAPPER.getNodeFactory().booleanNode(false));
        fill(settings, "taskSlotsPerNode", Json.MAPPER.getNodeFactory().numberNode(1));
        fill(settings, "taskSchedulingPolicy", Json.object().put("nodeFillType", "Spread"));
        normalise(settings, version);
        return settings;
    }

    /** Brings settings into the form of answers; done again after each change. */
    static void normalise(ObjectNode settings, BatchVersion version) {
        withoutNulls(settings);
        settings.put("vmSize", settings.path("vmSize").asText().toLowerCase(Locale.ROOT));
        for (String list : List.of("applicationPackageReferences", "metadata", "userAccounts", "mountConfiguration")) {
            if (settings.path(list).isArray() && settings.path(list).isEmpty()) {
                settings.remove(list);
            }
        }
        word(settings.path("taskSchedulingPolicy"), "nodeFillType");
        startTask(settings.path("startTask"));
        machine(settings.path("virtualMachineConfiguration"));
        fillObject(settings.path("cloudServiceConfiguration"), "osVersion", "*");
        network(settings.path("networkConfiguration"), version);
        userAccounts(settings);
        mounts(settings.path("mountConfiguration"));
    }

    /** Secrets of mounted storage go in and never come out. */
    private static void mounts(JsonNode mounts) {
        for (JsonNode mount : mounts) {
            for (JsonNode one : mount) {
                if (one instanceof ObjectNode storage) {
                    storage.remove(List.of("accountKey", "sasKey", "password"));
                }
            }
        }
    }

    private static void startTask(JsonNode node) {
        if (node instanceof ObjectNode task) {
            userIdentity(task);
            registry(task);
            fill(task, "maxTaskRetryCount", Json.MAPPER.getNodeFactory().numberNode(0));
            fill(task, "waitForSuccess", Json.MAPPER.getNodeFactory().booleanNode(true));
        }
    }

    /** A task runs as a user of the pool without rights unless it says otherwise. */
    static void userIdentity(ObjectNode task) {
        JsonNode identity = task.path("userIdentity");
        if (!identity.isObject() || identity.isEmpty()) {
            task.putObject("userIdentity").putObject("autoUser");
        }
        if (Json.at(task, "userIdentity", "autoUser") instanceof ObjectNode user) {
            fillObject(user, "scope", "pool");
            fillObject(user, "elevationLevel", "nonadmin");
        }
    }

    /** The password of a task's container registry is not shown. */
    static void registry(ObjectNode task) {
        if (Json.at(task, "containerSettings", "registry") instanceof ObjectNode registry) {
            registry.remove("password");
        }
    }

    private static void machine(JsonNode machine) {
        JsonNode image = machine.path("imageReference");
        if (image instanceof ObjectNode reference) {
            reference.remove("exactVersion");
        }
        if (image.has("publisher")) {
            fillObject(image, "version", "latest");
        }
        if (machine.path("osDisk") instanceof ObjectNode disk) {
            if (!disk.has("ephemeralOSDiskSettings")) {
                disk.putObject("ephemeralOSDiskSettings");
            }
            word(disk, "caching");
        }
        for (JsonNode disk : machine.path("dataDisks")) {
            fillObject(disk, "caching", "none");
            fillObject(disk, "storageAccountType", "standard_lrs");
        }
        for (JsonNode extension : machine.path("extensions")) {
            ((ObjectNode) extension).remove("protectedSettings");
        }
        for (JsonNode registry : Json.at(machine, "containerConfiguration", "containerRegistries")) {
            ((ObjectNode) registry).remove("password");
        }
        word(machine.path("nodePlacementConfiguration"), "policy");
        if (machine.path("securityProfile") instanceof ObjectNode security && security.has("securityType")) {
            security.put("securityType", security.get("securityType").asText().toLowerCase(Locale.ROOT));
        }
    }

    private static void network(JsonNode node, BatchVersion version) {
        if (!(node instanceof ObjectNode network)) {
            return;
        }
        fillObject(network, "dynamicVNetAssignmentScope", "none");
        if (version.since(BatchVersion.WITHOUT_CLOUD_SERVICES)) {
            fill(
                    network,
                    "enableAcceleratedNetworking",
                    Json.MAPPER.getNodeFactory().booleanNode(false));
        }
        for (JsonNode pool : Json.at(network, "endpointConfiguration", "inboundNATPools")) {
            for (JsonNode rule : pool.path("networkSecurityGroupRules")) {
                if (rule instanceof ObjectNode object) {
                    fill(object, "sourcePortRanges", Json.array().add("*"));
                }
            }
        }
    }

    private static void userAccounts(ObjectNode settings) {
        boolean windows = settings.has("cloudServiceConfiguration")
                || Json.text(settings, "virtualMachineConfiguration", "nodeAgentSKUId")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("batch.node.windows");
        for (JsonNode node : settings.path("userAccounts")) {
            ObjectNode user = (ObjectNode) node;
            user.remove("password");
            fillObject(user, "elevationLevel", "nonadmin");
            if (windows) {
                fill(user, "windowsUserConfiguration", Json.object().put("loginMode", "interactive"));
            }
            if (user.path("linuxUserConfiguration") instanceof ObjectNode linux) {
                linux.remove("sshPrivateKey");
            }
        }
    }

    private static void word(JsonNode node, String field) {
        if (node instanceof ObjectNode object && object.path(field).isTextual()) {
            String text = object.get(field).asText();
            object.put(field, WORDS.getOrDefault(text.toLowerCase(Locale.ROOT), text));
        }
    }

    private static void fillObject(JsonNode node, String field, String value) {
        if (node instanceof ObjectNode object) {
            fill(object, field, Json.MAPPER.getNodeFactory().textNode(value));
        }
    }

    private static void fill(ObjectNode object, String field, JsonNode value) {
        if (!object.hasNonNull(field)) {
            object.set(field, value);
        }
    }

    static void withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
            object.forEach(PoolDefaults::withoutNulls);
        } else if (node instanceof ArrayNode array) {
            array.forEach(PoolDefaults::withoutNulls);
        }
    }
}
