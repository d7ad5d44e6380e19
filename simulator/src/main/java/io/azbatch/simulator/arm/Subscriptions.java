package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The subscriptions of the tenant and their resource groups. Used inside a look at the world only. */
public final class Subscriptions {
    private final String first;
    private final Map<String, Map<String, Group>> groups = new HashMap<>();

    /**
     * A resource group.
     *
     * @param name in its creator's case
     * @param location normalised
     * @param body as GET answers it
     * @param deleting whether its deletion is under way
     */
    public record Group(String name, String location, ObjectNode body, boolean deleting) {}

    /** @param first id of the subscription that is there from the start, in lower case */
    public Subscriptions(String first) {
        this.first = first;
        groups.put(first, new LinkedHashMap<>());
    }

    /** The subscription that exists from the start. */
    public String first() {
        return first;
    }

    /** All subscription ids. */
    Collection<String> all() {
        return groups.keySet();
    }

    /** Adds a further subscription. */
    public void add(String subscription) {
        groups.putIfAbsent(subscription.toLowerCase(Locale.ROOT), new LinkedHashMap<>());
    }

    /** Refuses a subscription that does not exist; an empty text is none and passes. */
    void require(String subscription) {
        if (subscription.isEmpty() || groups.containsKey(subscription.toLowerCase(Locale.ROOT))) {
            return;
        }
        try {
            UUID.fromString(subscription);
        } catch (IllegalArgumentException notAGuid) {
            throw ArmError.gateway(
                    400,
                    "InvalidSubscriptionId",
                    "The provided subscription identifier '" + subscription + "' is malformed or invalid.");
        }
        throw ArmError.gateway(
                404, "SubscriptionNotFound", "The subscription '" + subscription + "' could not be found.");
    }

    /** Refuses to put something into a group whose deletion is under way. */
    void refuseDeleting(String subscription, String name) {
        group(subscription, name).filter(Group::deleting).ifPresent(group -> {
            throw ArmError.gateway(
                    409,
                    "ResourceGroupBeingDeleted",
                    "The resource group '" + group.name()
                            + "' is in deprovisioning state and cannot perform this operation.");
        });
    }

    boolean hasGroup(String subscription, String group) {
        return group(subscription, group).isPresent();
    }

    /** A group of a subscription. */
    public Optional<Group> group(String subscription, String group) {
        return Optional.ofNullable(of(subscription).get(group.toLowerCase(Locale.ROOT)));
    }

    Collection<Group> groupsOf(String subscription) {
        return of(subscription).values();
    }

    void put(String subscription, Group group) {
        of(subscription).put(group.name().toLowerCase(Locale.ROOT), group);
    }

    void remove(String subscription, String group) {
        of(subscription).remove(group.toLowerCase(Locale.ROOT));
    }

    private Map<String, Group> of(String subscription) {
        return groups.getOrDefault(subscription.toLowerCase(Locale.ROOT), Map.of());
    }
}
