package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.settings.Settings;
import java.util.List;

/** A Batch account as an api-version shows it. */
final class AccountBody {
    /** The first version with identity, encryption and the switch for public access. */
    private static final String PUBLIC_ACCESS = "2020-05-01";

    private static final String PRIVATE_ENDPOINTS = "2021-01-01";
    private static final String AUTHENTICATION_MODES = "2021-06-01";
    private static final String NODE_MANAGEMENT = "2022-10-01";
    private static final int JOB_QUOTA = 300;

    private final Settings settings;

    AccountBody(Settings settings) {
        this.settings = settings;
    }

    ObjectNode render(BatchAccount account, String version) {
        ObjectNode body = Json.object()
                .put("id", account.id().toString())
                .put("name", account.name())
                .put("type", "Microsoft.Batch/batchAccounts")
                .put("location", account.location());
        body.set("properties", properties(account, version));
        if (account.asked().path("tags").isObject()) {
            body.set("tags", account.asked().get("tags"));
        }
        if (version.compareTo(PUBLIC_ACCESS) >= 0) {
            JsonNode identity = account.asked().path("identity");
            body.set("identity", identity.isObject() ? identity : Json.object().put("type", "None"));
        }
        return body;
    }

    private ObjectNode properties(BatchAccount account, String version) {
        ObjectNode body =
                Json.object().put("accountEndpoint", account.listener().authority());
        if (version.compareTo(NODE_MANAGEMENT) >= 0) {
            body.put(
                    "nodeManagementEndpoint",
                    account.nodeManagement() + "." + account.location() + ".service.batch.azure.com");
        }
        body.put("provisioningState", account.state());
        putQuotas(account, body);
        JsonNode asked = account.asked().path("properties");
        copy(asked, "autoStorage", body);
        if (version.compareTo(AUTHENTICATION_MODES) < 0 && body.path("autoStorage") instanceof ObjectNode storage) {
            body.set("autoStorage", storage.deepCopy().without("authenticationMode"));
        }
        body.put("poolAllocationMode", asked.path("poolAllocationMode").asText("BatchService"));
        copy(asked, "keyVaultReference", body);
        if (version.compareTo(PUBLIC_ACCESS) >= 0) {
            putAccess(asked, body, version);
        }
        if (version.compareTo(AUTHENTICATION_MODES) >= 0) {
            body.set("allowedAuthenticationModes", modes(account, asked));
        }
        return body;
    }

    /** Accounts in user subscription mode have no core quotas of their own. */
    private void putQuotas(BatchAccount account, ObjectNode body) {
        if (!account.userSubscription()) {
            int cores = settings.number("dedicatedCoreQuota");
            body.put("dedicatedCoreQuota", cores);
            ArrayNode families = body.putArray("dedicatedCoreQuotaPerVMFamily");
            VmFamilies.NAMES.forEach(
                    family -> families.add(Json.object().put("name", family).put("coreQuota", cores)));
        }
        body.put("dedicatedCoreQuotaPerVMFamilyEnforced", true);
        if (!account.userSubscription()) {
            body.put("lowPriorityCoreQuota", settings.number("lowPriorityCoreQuota"));
        }
        body.put("poolQuota", settings.number("poolQuota")).put("activeJobAndJobScheduleQuota", JOB_QUOTA);
    }

    private static void putAccess(JsonNode asked, ObjectNode body, String version) {
        body.put("publicNetworkAccess", asked.path("publicNetworkAccess").asText("Enabled"));
        copy(asked, "networkProfile", body);
        if (version.compareTo(PRIVATE_ENDPOINTS) >= 0) {
            body.putArray("privateEndpointConnections");
        }
        JsonNode encryption = asked.path("encryption");
        body.set(
                "encryption", encryption.isObject() ? encryption : Json.object().put("keySource", "Microsoft.Batch"));
    }

    private static JsonNode modes(BatchAccount account, JsonNode asked) {
        if (asked.path("allowedAuthenticationModes").isArray()) {
            return asked.get("allowedAuthenticationModes");
        }
        ArrayNode modes = Json.array();
        List<String> all = account.userSubscription()
                ? List.of("AAD", "TaskAuthenticationToken")
                : List.of("SharedKey", "AAD", "TaskAuthenticationToken");
        all.forEach(modes::add);
        return modes;
    }

    private static void copy(JsonNode from, String field, ObjectNode to) {
        if (from.path(field).isObject()) {
            to.set(field, from.get(field));
        }
    }
}
