package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is there and what a recording shows of it; puts things there over ARM. Ids are the recorded ones. */
final class Scenery {
    private static final Map<String, String> PLAIN = Map.of(
            "microsoft.network", "2025-03-01",
            "microsoft.storage", "2024-01-01",
            "microsoft.keyvault", "2024-11-01",
            "microsoft.managedidentity", "2024-11-30");
    static final String MACHINES = "2025-04-01";
    static final String DISKS = "2025-01-02";
    static final String BATCH = "2024-07-01";

    private final WireAzure azure;
    private final Recording recording;
    private final Translation translation;

    Scenery(WireAzure azure, Recording recording, Translation translation) {
        this.azure = azure;
        this.recording = recording;
        this.translation = translation;
    }

    /** How the recording shows a resource, at an exchange or after it, else before. */
    Optional<JsonNode> snapshot(String id, int from) {
        String wanted = tail(id);
        List<Exchange> showing = recording.exchanges().stream()
                .filter(exchange -> exchange.status() == 200 || exchange.status() == 201)
                .filter(exchange -> tail(Json.text(exchange.body(), "id")).equals(wanted))
                .toList();
        return showing.stream()
                .filter(exchange -> exchange.number() >= from)
                .findFirst()
                .or(() -> showing.stream().findFirst())
                .map(Exchange::body);
    }

    /** An id without its subscription, which recorders wrote in several ways. */
    private static String tail(String id) {
        Matcher matcher = Pattern.compile("(?i)/resourceGroups/.*").matcher(id);
        return matcher.find() ? matcher.group().toLowerCase(Locale.ROOT) : id;
    }

    boolean exists(String recordedId, String apiVersion) {
        return azure.arm("GET", translation.text(recordedId), apiVersion, "").status() == 200;
    }

    boolean put(String recordedId, String apiVersion, ObjectNode body) {
        Answer answer = azure.arm(
                "PUT",
                translation.text(recordedId),
                apiVersion,
                translation.tree(body).toString());
        return answer.status() < 400;
    }

    /** An availability set is of blobs where machines of the recording are, else of managed disks. */
    ObjectNode placement(String id, String type, String region) {
        ObjectNode body = Json.object().put("location", region);
        if (type.startsWith("microsoft.compute/availabilitysets/")) {
            boolean blobs = recording.exchanges().stream()
                    .flatMap(exchange -> Stream.of(exchange.body(), exchange.requestBody()))
                    .flatMap(json -> json.findParents("availabilitySet").stream())
                    .filter(machine ->
                            tail(Json.text(machine, "availabilitySet", "id")).equals(tail(id)))
                    .anyMatch(machine -> machine.toString().contains("\"vhd\":"));
            body.putObject("sku").put("name", blobs ? "Classic" : "Aligned");
        }
        return body;
    }

    /** The exchange after this one, if there is one. */
    Optional<Exchange> after(Exchange exchange) {
        return recording.exchanges().stream()
                .filter(other -> other.number() > exchange.number())
                .findFirst();
    }

    /** Whether a namespace has resources that are only kept. */
    static boolean isPlain(String namespace) {
        return PLAIN.containsKey(namespace);
    }

    static String apiVersion(String id) {
        String type = id.replaceAll("(?i).*/providers/", "").toLowerCase(Locale.ROOT);
        String namespace = type.substring(0, type.indexOf('/'));
        if (type.startsWith("microsoft.compute/disks/")) {
            return DISKS;
        }
        return PLAIN.getOrDefault(namespace, namespace.equals("microsoft.batch") ? BATCH : MACHINES);
    }
}
