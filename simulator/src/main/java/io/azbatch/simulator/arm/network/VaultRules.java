package io.azbatch.simulator.arm.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.arm.PlainRules;
import io.azbatch.simulator.http.Json;
import java.util.Locale;

/** Key vaults: the service adds the address, behind which nothing answers. */
final class VaultRules implements PlainRules {
    @Override
    public void complete(PlainResource next) {
        ObjectNode properties = (ObjectNode) next.body().get("properties");
        properties.remove("resourceGuid");
        next.body().remove("etag");
        Json.putDefault(
                properties, "vaultUri", "https://" + next.id().name().toLowerCase(Locale.ROOT) + ".vault.azure.net/");
        Json.putDefault(properties, "enableSoftDelete", true);
        if (!properties.has("accessPolicies")) {
            properties.putArray("accessPolicies");
        }
    }
}
