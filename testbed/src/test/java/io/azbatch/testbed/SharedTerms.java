package io.azbatch.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.testbed.azure.UserAzure;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Says the same of every scene: what is by nature another in each (names, ids, the version's number) becomes a
 * placeholder. It learns as it goes, since an id is known only while its object is there.
 */
final class SharedTerms {
    private static final Pattern AUTOMATIC_VERSION = Pattern.compile("\\b20\\d\\d\\.\\d{3,4}\\.\\d{1,5}\\b");

    /** Of specs and targets, in which names of the scene are. */
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{16}\\b");

    private final Map<String, String> placeholders = new TreeMap<>();

    SharedTerms(Scene scene) {
        learn(scene.name(), "SCENE");
        learn(scene.account(), "ACCOUNT");
        learn(scene.accountEndpoint(), "ENDPOINT");
        learn(scene.storage(), "STORAGE");
        scene.azure()
                .azure()
                .get(scene.azure().virtualMachine(Manifests.MACHINE), UserAzure.COMPUTE)
                .ifPresent(machine -> learn(machine.at("/properties/vmId").asText(), "VM-ID"));
    }

    /** Learns the ids of an object of the cluster. */
    void learn(String kind, JsonNode object) {
        learn(object.at("/metadata/uid").asText(), "UID-OF-" + kind);
        learn(object.at("/status/poolId").asText(), "POOL-ID");
    }

    String of(String text) {
        String shared = text;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            shared = Pattern.compile(Pattern.quote(placeholder.getKey()), Pattern.CASE_INSENSITIVE)
                    .matcher(shared)
                    .replaceAll(placeholder.getValue());
        }
        return HASH.matcher(AUTOMATIC_VERSION.matcher(shared).replaceAll("VERSION"))
                .replaceAll("HASH");
    }

    private void learn(String own, String placeholder) {
        if (!own.isEmpty()) {
            placeholders.put(own, placeholder);
        }
    }
}
