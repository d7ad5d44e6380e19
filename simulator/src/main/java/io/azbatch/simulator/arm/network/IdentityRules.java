package io.azbatch.simulator.arm.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.arm.PlainRules;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * User-assigned identities: the service adds what each is called in Entra, the same names that a Batch account shows for it.
 *
 * @param tenant whose principals they are
 */
record IdentityRules(String tenant) implements PlainRules {
    @Override
    public void complete(PlainResource next) {
        ObjectNode properties = (ObjectNode) next.body().get("properties");
        properties.removeAll();
        properties
                .put("tenantId", tenant)
                .put("principalId", made(next.id().toString(), "principal"))
                .put("clientId", made(next.id().toString(), "client"));
        next.body().remove("etag");
    }

    private static String made(String id, String what) {
        return UUID.nameUUIDFromBytes((id + what).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
