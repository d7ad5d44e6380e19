package io.azbatch.simulator.arm.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.util.List;
import java.util.regex.Pattern;

/** Settings of Azure Disk Encryption, in a disk and in the OS disk of a machine: secrets of key vaults, by address and version. */
public final class EncryptionSettings {
    private static final Pattern SECRET = Pattern.compile("https://[^/]+/secrets/[^/]+/[0-9a-fA-F]{32}");
    private static final Pattern KEY = Pattern.compile("https://[^/]+/keys/[^/]+/[0-9a-fA-F]{32}");

    private EncryptionSettings() {}

    /** Of a disk: the single settings of older api-versions or the collection of newer ones. */
    static void check(JsonNode properties) {
        addresses(properties.path("encryptionSettings"));
        JsonNode collection = properties.path("encryptionSettingsCollection");
        collection.path("encryptionSettings").forEach(EncryptionSettings::addresses);
    }

    private static void addresses(JsonNode settings) {
        address(settings, "diskEncryptionKey", "secretUrl", SECRET, "Secret", "secrets/<secretName>/<secretVersion>");
        address(settings, "keyEncryptionKey", "keyUrl", KEY, "Key", "keys/<keyName>/<keyVersion>");
    }

    /** Of a machine: the vaults must lie in its own subscription. */
    public static void checkMachine(JsonNode osDisk, String subscription) {
        JsonNode settings = osDisk.path("encryptionSettings");
        for (String key : List.of("diskEncryptionKey", "keyEncryptionKey")) {
            ResourceId.parse(Json.text(settings, key, "sourceVault", "id"))
                    .filter(vault -> !vault.subscription().equalsIgnoreCase(subscription))
                    .ifPresent(vault -> {
                        throw refused(
                                key + ".sourceVault.id",
                                "The SubscriptionId:\"" + subscription
                                        + "\" of the request must match the SubscriptionId \"" + vault.subscription()
                                        + "\" contained in the Key Vault Id.");
                    });
        }
        addresses(settings);
    }

    private static void address(
            JsonNode settings, String key, String field, Pattern pattern, String what, String form) {
        String url = Json.text(settings, key, field);
        if (!url.isEmpty() && !pattern.matcher(url).matches()) {
            throw refused(
                    key + "." + field,
                    url + " is not a valid versioned Key Vault " + what
                            + " URL. It should be in the format https://<vaultEndpoint>/" + form + ".");
        }
    }

    private static Refused refused(String target, String message) {
        return ArmError.of(400, "InvalidParameter", message, "encryptionSettings." + target);
    }
}
