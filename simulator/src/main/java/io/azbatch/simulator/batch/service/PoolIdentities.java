package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Identities of pools. They can be given on ARM alone, and are shown by both planes, each in its form. */
final class PoolIdentities {
    private PoolIdentities() {}

    /** As ARM shows them: with the principal and the client of each. */
    static ObjectNode resolved(ObjectNode asked) {
        ObjectNode identity = Json.object().put("type", "UserAssigned");
        ObjectNode all = identity.putObject("userAssignedIdentities");
        asked.path("userAssignedIdentities").fieldNames().forEachRemaining(id -> all.putObject(id)
                .put("principalId", made(id, "principal"))
                .put("clientId", made(id, "client")));
        return identity;
    }

    /** As the data plane shows them. */
    static ObjectNode onService(ObjectNode arm) {
        ObjectNode identity = Json.object().put("type", Json.text(arm, "type"));
        if (arm.path("userAssignedIdentities").isObject()) {
            ArrayNode all = identity.putArray("userAssignedIdentities");
            arm.get("userAssignedIdentities")
                    .properties()
                    .forEach(one -> all.add(Json.object()
                            .put("resourceId", one.getKey())
                            .put("clientId", Json.text(one.getValue(), "clientId"))
                            .put("principalId", Json.text(one.getValue(), "principalId"))));
        }
        return identity;
    }

    /** The same for the same identity. */
    private static String made(String id, String what) {
        byte[] name = (id.toLowerCase(Locale.ROOT) + what).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }
}
