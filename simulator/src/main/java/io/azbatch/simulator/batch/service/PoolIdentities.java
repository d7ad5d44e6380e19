package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ManagedIdentities;
import io.azbatch.simulator.http.Json;

/** Identities of pools. They can be given on ARM alone, and are shown by both planes, each in its form. */
final class PoolIdentities {
    private PoolIdentities() {}

    /** As ARM shows them: with the principal and the client of each. */
    static ObjectNode resolved(ObjectNode asked) {
        ObjectNode identity = Json.object().put("type", "UserAssigned");
        ObjectNode all = identity.putObject("userAssignedIdentities");
        asked.path("userAssignedIdentities")
                .fieldNames()
                .forEachRemaining(id -> all.set(id, ManagedIdentities.namesOf(id)));
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
}
