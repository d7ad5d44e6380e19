package io.azbatch.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.testbed.azure.AzureRest;
import io.azbatch.testbed.azure.UserAzure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Everything there is of a scene in Azure and in the cluster, as text in terms that two scenes share: what is by nature
 * another in each (names, ids, times, the version's number) has a placeholder.
 */
final class SceneState {
    /** Fields that say when or in which revision, not what. */
    private static final Set<String> LEFT_OUT = Set.of(
            "creationTime",
            "lastModified",
            "eTag",
            "etag",
            "url",
            "odata.metadata",
            "stateTransitionTime",
            "allocationStateTransitionTime",
            "publishedDate",
            "timeCreated",
            "vmId",
            "uniqueId",
            "time",
            "lastTransitionTime",
            "startedAt",
            "finishedAt",
            "createdAt",
            "lastAt",
            "systemData",
            "vmAgent");

    private final Map<String, String> placeholders = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();

    private SceneState(Scene scene) {
        placeholders.put(scene.name(), "SCENE");
        placeholders.put(scene.account(), "ACCOUNT");
        placeholders.put(scene.accountEndpoint(), "ENDPOINT");
        cluster("image", scene.image().get());
        cluster("pool", scene.pool().get());
        azure(scene.azure());
        batch(scene);
    }

    static SceneState of(Scene scene) {
        return new SceneState(scene);
    }

    String text() {
        return lines.stream().map(this::sharedTerms).collect(Collectors.joining("\n"));
    }

    /** A text of this scene in terms that all scenes share. */
    String sharedTerms(String text) {
        String shared = text;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            shared = shared.replaceAll(
                    "(?i)" + java.util.regex.Pattern.quote(placeholder.getKey()), placeholder.getValue());
        }
        return shared.replaceAll("\\b20\\d\\d\\.\\d{3,4}\\.\\d{1,5}\\b", "VERSION");
    }

    private void cluster(String what, HasMetadata object) {
        if (object == null) {
            lines.add(what + ": gone");
            return;
        }
        placeholders.put(object.getMetadata().getUid(), "UID-OF-" + what);
        JsonNode json = new KubernetesSerialization().convertValue(object, JsonNode.class);
        Optional.of(json.at("/status/poolId").asText())
                .filter(id -> !id.isEmpty())
                .ifPresent(id -> placeholders.put(id, "POOL-ID"));
        Optional.of(json.at("/status/build/hash").asText())
                .filter(hash -> !hash.isEmpty())
                .ifPresent(hash -> placeholders.put(hash, "HASH"));
        lines.add(what + ": " + essence(json.path("status")));
    }

    private void azure(UserAzure user) {
        AzureRest azure = user.azure();
        String gallery = user.gallery(Manifests.GALLERY);
        String definition = gallery + "/images/" + Manifests.DEFINITION;
        show("machine", azure.get(user.virtualMachine(Manifests.MACHINE) + "?$expand=instanceView", UserAzure.COMPUTE));
        show("gallery", azure.get(gallery, UserAzure.GALLERY));
        show("definition", azure.get(definition, UserAzure.GALLERY));
        Stream<JsonNode> versions = azure.list(definition + "/versions", UserAzure.GALLERY).stream();
        versions.map(version -> version.path("id").asText())
                .forEach(id -> show("version", azure.get(id + "?$expand=ReplicationStatus", UserAzure.GALLERY)));
    }

    private void batch(Scene scene) {
        AzureRest azure = scene.azure().azure();
        for (JsonNode pool : azure.batchList(scene.accountEndpoint(), "/pools")) {
            show("Batch pool", Optional.of(pool));
            Map<String, Long> nodes =
                    azure
                            .batchList(
                                    scene.accountEndpoint(),
                                    "/pools/" + pool.path("id").asText() + "/nodes")
                            .stream()
                            .collect(Collectors.groupingBy(
                                    node -> node.path("state").asText(), TreeMap::new, Collectors.counting()));
            lines.add("nodes: " + nodes);
        }
    }

    private void show(String what, Optional<JsonNode> resource) {
        lines.add(what + ": " + resource.map(SceneState::essence).orElse("none"));
    }

    private static String essence(JsonNode json) {
        JsonNode copy = json.deepCopy();
        strip(copy);
        return copy.toPrettyString();
    }

    private static void strip(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(LEFT_OUT);
        }
        StreamSupport.stream(json.spliterator(), false).forEach(SceneState::strip);
    }
}
