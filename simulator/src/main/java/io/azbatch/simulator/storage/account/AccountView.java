package io.azbatch.simulator.storage.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.function.Supplier;

/** How an account looks to a caller. Of its services only blobs are simulated, so only they have an endpoint. */
final class AccountView {
    private final Supplier<String> endpoint;

    /**
     * @param endpoint of the blob listener
     */
    AccountView(Supplier<String> endpoint) {
        this.endpoint = endpoint;
    }

    ObjectNode full(StorageAccount account) {
        ObjectNode json = Json.object();
        json.set(
                "sku",
                Json.object()
                        .put("name", account.sku())
                        .put("tier", account.sku().split("_")[0]));
        json.put("kind", account.kind())
                .put("id", account.id().toString())
                .put("name", account.id().name())
                .put("type", account.id().type())
                .put("location", account.location());
        json.set(
                "tags",
                account.model().path("tags").isObject()
                        ? account.model().get("tags").deepCopy()
                        : Json.object());
        if (account.model().has("identity")) {
            json.set("identity", account.model().get("identity").deepCopy());
        }
        json.set("properties", properties(account));
        return json;
    }

    static ObjectNode keys(StorageAccount account) {
        ObjectNode json = Json.object();
        account.keys().forEach(key -> json.withArray("keys")
                .addObject()
                .put("creationTime", ArmTime.offset(key.created()))
                .put("keyName", key.name())
                .put("value", key.value())
                .put("permissions", "FULL"));
        return json;
    }

    private ObjectNode properties(StorageAccount account) {
        ObjectNode properties = Json.objectIn(account.model().deepCopy(), "properties");
        ObjectNode times = Json.object();
        account.keys().forEach(key -> times.put(key.name(), ArmTime.offset(key.created())));
        properties.set("keyCreationTime", times);
        properties.set("privateEndpointConnections", Json.array());
        Json.putDefault(properties, "minimumTlsVersion", "TLS1_0");
        Json.putDefault(properties, "allowBlobPublicAccess", false);
        Json.putDefault(properties, "supportsHttpsTrafficOnly", true);
        if (!properties.has("networkAcls")) {
            properties.set("networkAcls", openNetwork());
        }
        if (!properties.has("encryption")) {
            properties.set("encryption", encryption(account));
        }
        if (!account.kind().equals("Storage")) {
            Json.putDefault(properties, "accessTier", "Hot");
        }
        properties
                .put("provisioningState", account.provisioning())
                .put("creationTime", ArmTime.offset(account.created()));
        properties.set(
                "primaryEndpoints",
                Json.object().put("blob", endpoint.get() + "/" + account.id().name() + "/"));
        return properties.put("primaryLocation", account.location()).put("statusOfPrimary", "available");
    }

    private static ObjectNode openNetwork() {
        ObjectNode rules = Json.object().put("bypass", "AzureServices");
        rules.set("virtualNetworkRules", Json.array());
        rules.set("ipRules", Json.array());
        return rules.put("defaultAction", "Allow");
    }

    private static ObjectNode encryption(StorageAccount account) {
        ObjectNode services = Json.object();
        for (String service : List.of("file", "blob")) {
            services.set(
                    service,
                    Json.object()
                            .put("keyType", "Account")
                            .put("enabled", true)
                            .put("lastEnabledTime", ArmTime.offset(account.created())));
        }
        ObjectNode encryption = Json.object();
        encryption.set("services", services);
        return encryption.put("keySource", "Microsoft.Storage");
    }
}
