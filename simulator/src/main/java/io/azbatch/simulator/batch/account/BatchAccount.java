package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Listeners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * @param nodeManagement name of its node management endpoint; tells an account from an earlier one of the same name
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

    static final String CREATING = "Creating";
    static final String SUCCEEDED = "Succeeded";
    static final String DELETING = "Deleting";

    /** The authentication mode of signatures with a key of the account. */
    public static final String SHARED_KEY = "SharedKey";

    /** The authentication mode of Entra tokens. */
    public static final String ENTRA = "AAD";

    private static final List<String> ALL_MODES = List.of(SHARED_KEY, ENTRA, "TaskAuthenticationToken");

    @Override
    public ObjectNode envelope() {
        return asked;
    }

    public String name() {
        return id.name();
    }

    /** How callers of the data plane may authenticate: what was asked for, else all that the pool allocation mode has. */
    public List<String> authenticationModes() {
        JsonNode asked = Json.at(this.asked, "properties", "allowedAuthenticationModes");
        if (asked.isArray()) {
            List<String> modes = new ArrayList<>();
            asked.forEach(mode -> modes.add(mode.asText()));
            return modes;
        }
        return ALL_MODES.stream()
                .filter(mode -> !(userSubscription() && mode.equals(SHARED_KEY)))
                .toList();
    }

    /** Whether callers may authenticate in this mode. In user subscription mode keys are never good. */
    public boolean allows(String mode) {
        return !(userSubscription() && mode.equals(SHARED_KEY))
                && authenticationModes().stream().anyMatch(mode::equalsIgnoreCase);
    }

    /** Whether nodes are machines of the user's own subscription. */
    public boolean userSubscription() {
        return Json.text(asked, "properties", "poolAllocationMode").equalsIgnoreCase(USER_SUBSCRIPTION);
    }

    /** The storage account for packages and the like that it is linked to; absent if there is none. */
    public Optional<ResourceId> autoStorage() {
        return ResourceId.parse(Json.text(asked, "properties", "autoStorage", "storageAccountId"));
    }

    /** Whether it is on its way out. */
    public boolean deleting() {
        return state.equals(DELETING);
    }

    /** Whether its data plane answers the callers of a simulator, which all come from the loopback address. */
    public boolean publicAccess() {
        JsonNode properties = asked.path("properties");
        JsonNode profile = Json.at(properties, "networkProfile", "accountAccess");
        boolean denies = Json.text(profile, "defaultAction").equalsIgnoreCase("Deny");
        boolean named = false;
        for (JsonNode rule : profile.path("ipRules")) {
            named |= Json.text(rule, "value").startsWith("127.");
        }
        boolean open = properties.path("publicNetworkAccess").asText("Enabled").equalsIgnoreCase("Enabled");
        return open && (named || !denies);
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
