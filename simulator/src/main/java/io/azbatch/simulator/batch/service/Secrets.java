package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Secrets in the settings of a pool that a job wants for itself: they make the pool, and no answer about the job shows them. */
final class Secrets {
    private static final List<String> NAMES =
            List.of("password", "accountKey", "sasKey", "sshPrivateKey", "protectedSettings");

    /** In these, names are the user's own. */
    private static final Set<String> OF_THE_USER = Set.of("settings", "resourceTags");

    private Secrets() {}

    /** Takes them out, at any depth. */
    static void remove(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(NAMES);
            object.properties().stream()
                    .filter(field -> !OF_THE_USER.contains(field.getKey()))
                    .forEach(field -> remove(field.getValue()));
        } else {
            node.forEach(Secrets::remove);
        }
    }
}
