package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What settings of an account may be beyond their names and links, as specified. That all of it is refused in the form of the one
 * recorded refusal of such a body is a guess.
 */
final class AccountRules {
    private static final List<String> MODES = List.of("SharedKey", "AAD", "TaskAuthenticationToken");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?");

    private final Request request;
    private final Instant now;

    AccountRules(Request request, Instant now) {
        this.request = request;
        this.now = now;
    }

    void check(JsonNode asked) {
        JsonNode properties = asked.path("properties");
        String identity = asked.path("identity").path("type").asText("None");
        identity(asked.path("identity"), identity);
        for (String part : List.of("networkProfile", "encryption", "autoStorage")) {
            shape(properties, part, JsonNode::isObject);
        }
        word(properties, "publicNetworkAccess", List.of("Enabled", "Disabled", "SecuredByPerimeter"));
        authentication(properties);
        for (String access : List.of("accountAccess", "nodeManagementAccess")) {
            shape(properties.path("networkProfile"), access, JsonNode::isObject);
            network(Json.at(properties, "networkProfile", access));
        }
        encryption(properties.path("encryption"), identity);
        storage(properties.path("autoStorage"), identity);
    }

    private void identity(JsonNode identity, String type) {
        word(identity, "type", List.of("None", "SystemAssigned", "UserAssigned"));
        require(
                !type.equalsIgnoreCase("UserAssigned")
                        || !identity.path("userAssignedIdentities").isEmpty(),
                "userAssignedIdentities must name an identity if the identity type is 'UserAssigned'");
    }

    /** Keys in the user's own subscription are not refused here: they are no good on the data plane. */
    private void authentication(JsonNode properties) {
        shape(properties, "allowedAuthenticationModes", JsonNode::isArray);
        for (JsonNode mode : properties.path("allowedAuthenticationModes")) {
            require(
                    MODES.stream().anyMatch(mode.asText()::equalsIgnoreCase),
                    "allowedAuthenticationModes must be of " + MODES + ", not '" + mode.asText() + "'");
        }
    }

    private void network(JsonNode access) {
        word(access, "defaultAction", List.of("Allow", "Deny"));
        require(
                !access.isObject() || access.has("defaultAction"),
                "defaultAction must be specified in a network profile");
        shape(access, "ipRules", JsonNode::isArray);
        for (JsonNode rule : access.path("ipRules")) {
            word(rule, "action", List.of("Allow"));
            String value = Json.text(rule, "value");
            require(
                    ADDRESS.matcher(value).matches(),
                    "value of an ipRule must be an IPv4 address or range, not '" + value + "'");
        }
    }

    private void encryption(JsonNode encryption, String identity) {
        word(encryption, "keySource", List.of("Microsoft.Batch", "Microsoft.KeyVault"));
        boolean ownKey = Json.text(encryption, "keySource").equals("Microsoft.KeyVault");
        require(
                !ownKey || encryption.path("keyVaultProperties").hasNonNull("keyIdentifier"),
                "keyIdentifier must be specified if keySource is 'Microsoft.KeyVault'");
        require(
                !ownKey || !identity.equalsIgnoreCase("None"),
                "The account must have a managed identity if keySource is 'Microsoft.KeyVault'");
    }

    private void storage(JsonNode storage, String identity) {
        word(storage, "authenticationMode", List.of("StorageKeys", "BatchAccountManagedIdentity"));
        require(
                !storage.isObject() || storage.hasNonNull("storageAccountId"),
                "storageAccountId must be specified in autoStorage");
        require(
                !Json.text(storage, "authenticationMode").equals("BatchAccountManagedIdentity")
                        || !identity.equalsIgnoreCase("None"),
                "The account must have a managed identity if authenticationMode is 'BatchAccountManagedIdentity'");
    }

    private void word(JsonNode owner, String field, List<String> known) {
        shape(owner, field, JsonNode::isTextual);
        String word = Json.text(owner, field);
        require(
                word.isEmpty() || known.stream().anyMatch(word::equalsIgnoreCase),
                field + " must be of " + known + ", not '" + word + "'");
    }

    private void shape(JsonNode owner, String field, Predicate<JsonNode> fits) {
        require(
                !owner.hasNonNull(field) || fits.test(owner.path(field)),
                "The value of the property '" + field + "' is not of its type.");
    }

    private void require(boolean good, String reason) {
        if (!good) {
            throw refused(reason);
        }
    }

    private Refused refused(String reason) {
        return AccountError.invalidBody(request, now, reason);
    }
}
