package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.http.Json;
import java.time.Instant;

/** A Batch account as an api-version shows it. */
final class AccountBody {
    /** The first version with identity, encryption and the switch for public access. */
    private static final String PUBLIC_ACCESS = "2020-05-01";

    /** The service took that version before its day, but told nothing of these: not on 3 April 2020, but on 29 May. */
    private static final Instant PUBLIC_ACCESS_SINCE = Instant.parse("2020-05-01T00:00:00Z");

    private static final String PRIVATE_ENDPOINTS = "2021-01-01";

    /** An account without private endpoints shows an empty list: not yet in July 2021, but in April 2024. */
    private static final Instant EMPTY_LIST_SINCE = Instant.parse("2022-01-01T00:00:00Z");

    private static final String AUTHENTICATION_MODES = "2021-06-01";
    private static final String NODE_MANAGEMENT = "2022-10-01";

    private final Azure azure;
    private final String tenant;

    AccountBody(Azure azure, String tenant) {
        this.azure = azure;
        this.tenant = tenant;
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
        if (tellsAccess(version)) {
            body.set("identity", Identities.shown(account, tenant));
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
        if (tellsAccess(version)) {
            putAccess(asked, body, version);
        }
        if (version.compareTo(AUTHENTICATION_MODES) >= 0) {
            ArrayNode modes = body.putArray("allowedAuthenticationModes");
            account.authenticationModes().forEach(modes::add);
        }
        return body;
    }

    /** Accounts in user subscription mode have no core quotas of their own. */
    private void putQuotas(BatchAccount account, ObjectNode body) {
        if (!account.userSubscription()) {
            int cores = azure.settings().number("dedicatedCoreQuota");
            body.put("dedicatedCoreQuota", cores);
            ArrayNode families = body.putArray("dedicatedCoreQuotaPerVMFamily");
            VmFamilies.NAMES.forEach(
                    family -> families.add(Json.object().put("name", family).put("coreQuota", cores)));
        }
        body.put("dedicatedCoreQuotaPerVMFamilyEnforced", true);
        if (!account.userSubscription()) {
            body.put("lowPriorityCoreQuota", azure.settings().number("lowPriorityCoreQuota"));
        }
        body.put("poolQuota", azure.settings().number("poolQuota"))
                .put("activeJobAndJobScheduleQuota", azure.settings().number("activeJobAndJobScheduleQuota"));
    }

    private boolean tellsAccess(String version) {
        return version.compareTo(PUBLIC_ACCESS) >= 0 && !azure.world().now().isBefore(PUBLIC_ACCESS_SINCE);
    }

    private void putAccess(JsonNode asked, ObjectNode body, String version) {
        body.put("publicNetworkAccess", asked.path("publicNetworkAccess").asText("Enabled"));
        copy(asked, "networkProfile", body);
        if (version.compareTo(PRIVATE_ENDPOINTS) >= 0 && !azure.world().now().isBefore(EMPTY_LIST_SINCE)) {
            body.putArray("privateEndpointConnections");
        }
        JsonNode encryption = asked.path("encryption");
        body.set(
                "encryption", encryption.isObject() ? encryption : Json.object().put("keySource", "Microsoft.Batch"));
    }

    private static void copy(JsonNode from, String field, ObjectNode to) {
        if (from.path(field).isObject()) {
            to.set(field, from.get(field));
        }
    }
}
