package io.azbatch.simulator.arm.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ManagedIdentities;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.arm.PlainRules;

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
        properties.put("tenantId", tenant);
        properties.setAll(ManagedIdentities.namesOf(next.id().toString()));
        next.body().remove("etag");
    }
}
