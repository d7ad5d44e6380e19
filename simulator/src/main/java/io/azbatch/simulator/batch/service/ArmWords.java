package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The two spellings of one thing: names of fields and words of closed choices, on ARM and on the data plane. */
final class ArmWords {
    /** Names on ARM, and what the data plane calls them, wherever they stand in a pool. */
    private static final Map<String, String> NAMES = Map.of(
            "nodeAgentSkuId", "nodeAgentSKUId",
            "inboundNatPools", "inboundNATPools",
            "dynamicVnetAssignmentScope", "dynamicVNetAssignmentScope",
            "userName", "username",
            "applicationPackages", "applicationPackageReferences",
            "certificates", "certificateReferences");

    private static final Map<String, String> NAMES_ON_ARM =
            NAMES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    /** What is in them has the same names on both planes. */
    private static final Set<String> REGISTRIES = Set.of("containerRegistries", "registry");

    /** Words on ARM by field; on the data plane they are written in lower case, or as {@link PoolDefaults} answers them. */
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("scope", List.of("Pool", "Task")),
            Map.entry("elevationLevel", List.of("Admin", "NonAdmin")),
            Map.entry("loginMode", List.of("Interactive", "Batch")),
            Map.entry("nodeFillType", List.of("Pack", "Spread")),
            Map.entry("caching", List.of("None", "ReadOnly", "ReadWrite")),
            Map.entry(
                    "storageAccountType",
                    List.of("Standard_LRS", "StandardSSD_LRS", "Premium_LRS", "StandardSSD_ZRS", "Premium_ZRS")),
            Map.entry("policy", List.of("Regional", "Zonal")),
            Map.entry("provision", List.of("BatchManaged", "UserManaged", "NoPublicIPAddresses")),
            Map.entry("protocol", List.of("TCP", "UDP")),
            Map.entry("access", List.of("Allow", "Deny")),
            Map.entry("securityType", List.of("trustedLaunch", "confidentialVM")),
            Map.entry("storeLocation", List.of("CurrentUser", "LocalMachine")),
            Map.entry("targetNodeCommunicationMode", List.of("Default", "Classic", "Simplified")),
            Map.entry("currentNodeCommunicationMode", List.of("Default", "Classic", "Simplified")),
            Map.entry("workingDirectory", List.of("TaskWorkingDirectory", "ContainerImageDefault")),
            Map.entry("targets", List.of("OsDisk", "TemporaryDisk")),
            Map.entry("visibility", List.of("StartTask", "Task", "RemoteUser")));

    private ArmWords() {}

    /** As the data plane says it. */
    static JsonNode toService(JsonNode node) {
        return translated(node, "", true);
    }

    /** As ARM says it. */
    static JsonNode toArm(JsonNode node) {
        return translated(node, "", false);
    }

    private static JsonNode translated(JsonNode node, String field, boolean toService) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties()
                    .forEach(one -> copy.set(
                            REGISTRIES.contains(field) ? one.getKey() : name(one.getKey(), toService),
                            translated(one.getValue(), one.getKey(), toService)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(one -> copy.add(translated(one, field, toService)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(word(field, node.asText(), toService)) : node;
    }

    private static String name(String name, boolean toService) {
        return (toService ? NAMES : NAMES_ON_ARM).getOrDefault(name, name);
    }

    private static String word(String field, String text, boolean toService) {
        return WORDS.getOrDefault(field, List.of()).stream()
                .filter(text::equalsIgnoreCase)
                .map(word -> toService ? word.toLowerCase(Locale.ROOT) : word)
                .findFirst()
                .orElse(text);
    }
}
