package io.azbatch.operator.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An ARM resource id below a resource group. Azure compares ids without regard to case and echoes them in any, so two
 * ids are equal when they differ in case only.
 *
 * @param provider such as {@code Microsoft.Compute}
 * @param path types and names in turn, such as {@code galleries, g, images, d}
 */
public record ResourceId(String subscriptionId, String resourceGroup, String provider, List<String> path) {

    private static final String COMPUTE = "Microsoft.Compute";

    public ResourceId {
        if (path.isEmpty() || path.size() % 2 != 0) {
            throw new IllegalArgumentException("a resource path is pairs of type and name: " + path);
        }
        path = List.copyOf(path);
    }

    /** Reads an id as Azure or a user writes it; empty when it is not one below a resource group. */
    public static Optional<ResourceId> parse(String id) {
        List<String> parts = new ArrayList<>(List.of(id.split("/", -1)));
        if (parts.size() < 9
                || parts.size() % 2 != 1
                || !parts.removeFirst().isEmpty()
                || parts.stream().anyMatch(String::isBlank)
                || !parts.get(0).equalsIgnoreCase("subscriptions")
                || !parts.get(2).equalsIgnoreCase("resourceGroups")
                || !parts.get(4).equalsIgnoreCase("providers")) {
            return Optional.empty();
        }
        return Optional.of(new ResourceId(parts.get(1), parts.get(3), parts.get(5), parts.subList(6, parts.size())));
    }

    public static ResourceId virtualMachine(String subscriptionId, String resourceGroup, String name) {
        return new ResourceId(subscriptionId, resourceGroup, COMPUTE, List.of("virtualMachines", name));
    }

    public static ResourceId gallery(String subscriptionId, String resourceGroup, String name) {
        return new ResourceId(subscriptionId, resourceGroup, COMPUTE, List.of("galleries", name));
    }

    public static ResourceId managedImage(String subscriptionId, String resourceGroup, String name) {
        return new ResourceId(subscriptionId, resourceGroup, COMPUTE, List.of("images", name));
    }

    public static ResourceId storageAccount(String subscriptionId, String resourceGroup, String name) {
        return new ResourceId(subscriptionId, resourceGroup, "Microsoft.Storage", List.of("storageAccounts", name));
    }

    public static ResourceId batchAccount(String subscriptionId, String resourceGroup, String name) {
        return new ResourceId(subscriptionId, resourceGroup, "Microsoft.Batch", List.of("batchAccounts", name));
    }

    /** A child resource, such as {@code gallery.child("images", "definition")}. */
    public ResourceId child(String type, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(type);
        longer.add(name);
        return new ResourceId(subscriptionId, resourceGroup, provider, longer);
    }

    /** The resource that this one is a child of; empty at the top. */
    public Optional<ResourceId> parent() {
        return path.size() == 2
                ? Optional.empty()
                : Optional.of(
                        new ResourceId(subscriptionId, resourceGroup, provider, path.subList(0, path.size() - 2)));
    }

    /** The last name. */
    public String name() {
        return path.getLast();
    }

    /** Provider and types, such as {@code Microsoft.Compute/galleries/images}. */
    public String type() {
        StringBuilder type = new StringBuilder(provider);
        for (int i = 0; i < path.size(); i += 2) {
            type.append('/').append(path.get(i));
        }
        return type.toString();
    }

    public boolean isType(String type) {
        return type().equalsIgnoreCase(type);
    }

    /** The name at one level: {@code nameAt(0)} is the gallery's in a version's id. */
    public String nameAt(int level) {
        return path.get(2 * level + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceId id && toString().equalsIgnoreCase(id.toString());
    }

    @Override
    public int hashCode() {
        return toString().toLowerCase(Locale.ROOT).hashCode();
    }

    @Override
    public String toString() {
        return "/subscriptions/" + subscriptionId + "/resourceGroups/" + resourceGroup + "/providers/" + provider + "/"
                + String.join("/", path);
    }
}
