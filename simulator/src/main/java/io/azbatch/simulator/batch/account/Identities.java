package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ManagedIdentities;
import io.azbatch.simulator.http.Json;
import java.util.Locale;
import java.util.Map;

/** Managed identities of an account: the service adds what each one is called in Entra. */
final class Identities {
    private Identities() {}

    /** As an answer shows them: type {@code None} if none was asked for, and the names of the account's own. */
    static ObjectNode shown(BatchAccount account, String tenant) {
        if (!(account.asked().get("identity") instanceof ObjectNode identity)) {
            return Json.object().put("type", "None");
        }
        boolean own = Json.text(identity, "type").toLowerCase(Locale.ROOT).contains("systemassigned");
        return own
                ? identity.deepCopy()
                        .put(
                                "principalId",
                                ManagedIdentities.principalOf(
                                        account.nodeManagement().toString()))
                        .put("tenantId", tenant)
                : identity;
    }

    /** Names the user's identities in settings. */
    static void complete(ObjectNode asked) {
        if (asked.path("identity").path("userAssignedIdentities") instanceof ObjectNode identities) {
            for (Map.Entry<String, JsonNode> identity : identities.properties()) {
                identity.setValue(ManagedIdentities.namesOf(identity.getKey()));
            }
        }
    }
}
