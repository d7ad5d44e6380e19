package io.azbatch.simulator.arm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The id of a resource in a resource group. Two ids are the same resource if their {@link #key} is the same; the text keeps the case
 * in which it was written.
 *
 * @param subscription subscription id
 * @param group resource group name
 * @param namespace such as {@code Microsoft.Compute}
 * @param types such as {@code [virtualMachines, extensions]}
 * @param names one for each type
 */
public record ResourceId(String subscription, String group, String namespace, List<String> types, List<String> names) {

    public ResourceId {
        types = List.copyOf(types);
        names = List.copyOf(names);
    }

    /** A resource directly under its group. */
    public static ResourceId of(String subscription, String group, String namespace, String type, String name) {
        return new ResourceId(subscription, group, namespace, List.of(type), List.of(name));
    }

    /** Reads an id; nothing if the text is none. */
    public static Optional<ResourceId> parse(String text) {
        String[] parts = text.split("/", -1);
        boolean shaped = parts.length >= 9
                && parts.length % 2 == 1
                && parts[0].isEmpty()
                && parts[1].equalsIgnoreCase("subscriptions")
                && parts[3].equalsIgnoreCase("resourceGroups")
                && parts[5].equalsIgnoreCase("providers")
                && Arrays.stream(parts).skip(1).noneMatch(String::isEmpty);
        if (!shaped) {
            return Optional.empty();
        }
        List<String> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 7; i < parts.length; i += 2) {
            types.add(parts[i]);
            names.add(parts[i + 1]);
        }
        return Optional.of(new ResourceId(parts[2], parts[4], parts[6], types, names));
    }

    /** A resource inside this one. */
    public ResourceId child(String type, String name) {
        List<String> childTypes = new ArrayList<>(types);
        childTypes.add(type);
        List<String> childNames = new ArrayList<>(names);
        childNames.add(name);
        return new ResourceId(subscription, group, namespace, childTypes, childNames);
    }

    /** The resource this one is inside of; nothing at the top. */
    public Optional<ResourceId> parent() {
        int last = types.size() - 1;
        return last == 0
                ? Optional.empty()
                : Optional.of(
                        new ResourceId(subscription, group, namespace, types.subList(0, last), names.subList(0, last)));
    }

    /** The last name. */
    public String name() {
        return names.getLast();
    }

    /** The same with the group's name in capitals, as lists of a whole subscription write it. */
    public ResourceId withGroupInCapitals() {
        return new ResourceId(subscription, group.toUpperCase(Locale.ROOT), namespace, types, names);
    }

    /** {@code Microsoft.Compute/virtualMachines/extensions}. */
    public String type() {
        return namespace + "/" + String.join("/", types);
    }

    /** {@code vm1/extension1}, as ARM's messages name a nested resource. */
    public String fullName() {
        return String.join("/", names);
    }

    /** Whether it is of a type, such as {@code Microsoft.Compute/disks}. */
    public boolean isA(String fullType) {
        return type().equalsIgnoreCase(fullType);
    }

    /** What identifies the resource: the text in lower case. */
    public String key() {
        return toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                "/subscriptions/" + subscription + "/resourceGroups/" + group + "/providers/" + namespace);
        for (int i = 0; i < types.size(); i++) {
            text.append('/').append(types.get(i)).append('/').append(names.get(i));
        }
        return text.toString();
    }
}
