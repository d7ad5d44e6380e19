package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How far something is, read from a body: what a replay waits for before it compares. */
final class Progress {
    private static final List<String> WORDS =
            List.of("provisioningState", "allocationState", "state", "status", "diskState", "aggregatedState", "code");

    private static final String[][] MAIN = {{"properties", "provisioningState"}, {"status"}, {"allocationState"}};
    private static final Set<String> UNDER_WAY =
            Set.of("Creating", "Updating", "Deleting", "InProgress", "resizing", "stopping");

    private Progress() {}

    /** Whether both are in the middle of the same thing: then no time needs to pass. */
    static boolean underWay(JsonNode recorded, JsonNode ours) {
        for (String[] path : MAIN) {
            String word = Json.text(recorded, path);
            if (UNDER_WAY.contains(word)) {
                return word.equals(Json.text(ours, path));
            }
        }
        return false;
    }

    /** All words of progress in a body, sorted; power states and provisioning states of an instance view among them. */
    static List<String> of(JsonNode body) {
        List<String> words = new ArrayList<>();
        WORDS.forEach(field -> body.findValues(field).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .forEach(words::add));
        body.findValues("nodeAgentInfo").forEach(agent -> words.add("agent " + agent.isObject()));
        words.sort(null);
        return words;
    }

    /** The same words by their place in the body; elements of an array share one. */
    static Map<String, Set<String>> byPlace(JsonNode body) {
        Map<String, Set<String>> words = new TreeMap<>();
        collect("$", body, words);
        return words;
    }

    private static void collect(String place, JsonNode node, Map<String, Set<String>> words) {
        node.properties().forEach(field -> {
            String inner = place + "." + field.getKey();
            if (WORDS.contains(field.getKey()) && field.getValue().isTextual()) {
                words.computeIfAbsent(inner, any -> new TreeSet<>())
                        .add(field.getValue().asText());
            }
            collect(inner, field.getValue(), words);
        });
        if (node.isArray()) {
            node.forEach(element -> collect(place + "[*]", element, words));
        }
    }

    /** Numbers of nodes, which come with time. */
    static String size(JsonNode body) {
        return Json.text(body, "currentDedicatedNodes") + "+" + Json.text(body, "currentLowPriorityNodes") + "/"
                + body.path("value").size() + body.has("resizeErrors") + body.findValues("total");
    }
}
