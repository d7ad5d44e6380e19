package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Managed identities of a resource: the service adds what each one is called in Entra, and an identity of the user's must exist. */
public final class ManagedIdentities {
    private static final String USER_ASSIGNED = "userAssignedIdentities";

    private ManagedIdentities() {}

    /** Checks and completes {@code identity} of a model in place; type {@code None} leaves none. */
    public static void complete(ObjectNode model, ResourceId owner, Azure azure) {
        if (!(model.path("identity") instanceof ObjectNode identity)) {
            model.remove("identity");
            return;
        }
        String type = Json.text(identity, "type").toLowerCase(Locale.ROOT);
        if (type.isEmpty() || type.equals("none")) {
            model.remove("identity");
            return;
        }
        if (type.contains("systemassigned")) {
            identity.put("principalId", principalOf(owner.key())).put("tenantId", azure.tenant());
        } else {
            identity.remove("principalId");
            identity.remove("tenantId");
        }
        completeUsers(identity, type.contains("userassigned"), owner, azure);
    }

    private static void completeUsers(ObjectNode identity, boolean wanted, ResourceId owner, Azure azure) {
        if (!wanted) {
            identity.remove(USER_ASSIGNED);
            return;
        }
        for (Map.Entry<String, JsonNode> user : identity.path(USER_ASSIGNED).properties()) {
            requireUser(user.getKey(), owner, azure);
            user.setValue(namesOf(user.getKey()));
        }
    }

    private static void requireUser(String id, ResourceId owner, Azure azure) {
        if (!azure.resources().exists(id)) {
            throw ArmError.of(
                    400,
                    "FailedIdentityOperation",
                    "Identity operation for resource '" + owner + "' failed with error 'Failed to perform resource"
                            + " identity operation. Status: 'BadRequest'. Response: '{\"error\":{\"code\":\"BadRequest\","
                            + "\"message\":\"Resource '" + id + "' was not found.\"}}''.");
        }
    }

    /** What an identity is called in Entra: the same wherever it is used, however its id is written. */
    public static ObjectNode namesOf(String id) {
        return Json.object().put("principalId", principalOf(id)).put("clientId", made(id, "client"));
    }

    /** The principal of an identity, or of a resource that has one of its own. */
    public static String principalOf(String id) {
        return made(id, "principal");
    }

    private static String made(String id, String what) {
        return UUID.nameUUIDFromBytes((id.toLowerCase(Locale.ROOT) + what).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
