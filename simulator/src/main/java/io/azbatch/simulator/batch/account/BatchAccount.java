package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Listeners;
import java.time.Instant;
import java.util.UUID;

/**
 * A Batch account.
 *
 * @param id ARM id
 * @param location normalised region
 * @param asked what its owner set: {@code tags}, {@code identity}, {@code properties}
 * @param state {@code Creating}, {@code Succeeded} or {@code Deleting}
 * @param modified last write, which is also its ETag
 * @param keys its two keys
 * @param nodeManagement name of its node management endpoint
 * @param listener its data plane
 */
public record BatchAccount(
        ResourceId id,
        String location,
        ObjectNode asked,
        String state,
        Instant modified,
        AccountKeys keys,
        UUID nodeManagement,
        Listeners.Listener listener)
        implements Resource {
    /** The mode in which nodes are machines of the user's own subscription. */
    static final String USER_SUBSCRIPTION = "UserSubscription";

    public String name() {
        return id.name();
    }

    /** Whether requests may be signed with a key of the account. */
    public boolean allowsSharedKey() {
        if (userSubscription()) {
            return false;
        }
        var modes = Json.at(asked, "properties", "allowedAuthenticationModes");
        if (!modes.isArray()) {
            return true;
        }
        for (var mode : modes) {
            if (mode.asText().equalsIgnoreCase("SharedKey")) {
                return true;
            }
        }
        return false;
    }

    /** Whether nodes are machines of the user's own subscription. */
    public boolean userSubscription() {
        return Json.text(asked, "properties", "poolAllocationMode").equalsIgnoreCase(USER_SUBSCRIPTION);
    }

    @Override
    public void removed() {
        listener.close();
    }

    BatchAccount in(String nextState, Instant now) {
        return new BatchAccount(id, location, asked, nextState, now, keys, nodeManagement, listener);
    }

    BatchAccount asking(ObjectNode next, Instant now) {
        return new BatchAccount(id, location, next, state, now, keys, nodeManagement, listener);
    }

    BatchAccount with(AccountKeys next) {
        return new BatchAccount(id, location, asked, state, modified, next, nodeManagement, listener);
    }
}
