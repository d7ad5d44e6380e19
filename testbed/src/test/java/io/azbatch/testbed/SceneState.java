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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Everything there is of a scene in Azure and in the cluster, as text in terms that two scenes share. */
final class SceneState {
    private static final Pattern TEXT_LENGTH = Pattern.compile("BlobType=BlockBlob, Content-Length=\\d+");

    /** Where disks, captured and uploaded VHDs are. */
    private static final List<String> CONTAINERS = List.of("vhds", "system", CrashRoad.UPLOADS);

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
            "LastOwnershipUpdateTime",
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

    private final SharedTerms terms;
    private final List<String> lines = new ArrayList<>();

    private SceneState(Scene scene, SharedTerms terms) {
        this.terms = terms;
        cluster("image", scene.image().get());
        cluster("pool", scene.pool().get());
        azure(scene.azure());
        batch(scene);
        CONTAINERS.forEach(
                container -> lines.add("blobs of " + container + ": " + String.join("\n  ", blobs(scene, container))));
    }

    /** @param terms learn from what is there */
    static String of(Scene scene, SharedTerms terms) {
        return terms.of(String.join("\n", new SceneState(scene, terms).lines));
    }

    private void cluster(String what, HasMetadata object) {
        if (object == null) {
            lines.add(what + ": gone");
            return;
        }
        JsonNode json = new KubernetesSerialization().convertValue(object, JsonNode.class);
        terms.learn(what, json);
        lines.add(what + ": " + essence(json.path("status")));
    }

    private void azure(UserAzure user) {
        AzureRest azure = user.azure();
        String gallery = user.gallery(Manifests.GALLERY);
        String definition = user.definition(Manifests.GALLERY, Manifests.DEFINITION);
        show("machine", azure.get(user.virtualMachine(Manifests.MACHINE) + "?$expand=instanceView", UserAzure.COMPUTE));
        show("disk", azure.get(user.disk(Manifests.MACHINE + "-os"), UserAzure.DISKS));
        show("managed image", azure.get(user.managedImage(Manifests.IMAGE), UserAzure.COMPUTE));
        show("gallery", azure.get(gallery, UserAzure.GALLERY));
        Optional<JsonNode> definitionThere = azure.get(definition, UserAzure.GALLERY);
        show("definition", definitionThere);
        definitionThere.stream()
                .flatMap(there -> azure.list(definition + "/versions", UserAzure.GALLERY).stream())
                .map(version -> version.path("id").asText())
                .forEach(id -> show("version", azure.get(id + "?$expand=ReplicationStatus", UserAzure.GALLERY)));
    }

    /** Texts name their scene, whose name is longer with every scene that there was. */
    private static List<String> blobs(Scene scene, String container) {
        return scene.ground().blobs().list(container).stream()
                .map(blob -> TEXT_LENGTH.matcher(blob).replaceAll("BlobType=BlockBlob"))
                .toList();
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
