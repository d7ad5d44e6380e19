package io.azbatch.simulator.arm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an ARM path points at, whether or not it exists.
 *
 * @param subscription empty outside of subscriptions
 * @param group empty outside of resource groups
 * @param namespace provider namespace; {@code Microsoft.Resources} for ARM's own resources
 * @param type such as {@code virtualMachines/extensions}, empty for the provider itself
 * @param action last segment of a POST, else empty
 * @param scope the path without query, as role assignments and messages name it
 */
record ArmTarget(String subscription, String group, String namespace, String type, String action, String scope) {
    static final String CORE = "Microsoft.Resources";
    /** Its paths name a second provider, whose features they are. */
    static final String FEATURES = "Microsoft.Features";

    private static final Set<String> POLLS = Set.of(
            "operationresults",
            "locations/operations",
            "locations/diskoperations",
            "locations/capsoperations",
            "locations/accountoperationresults",
            "locations/asyncoperations",
            "batchaccounts/operationresults",
            "batchaccounts/pooloperationresults",
            "deployments/operationstatuses");

    private static final Set<String> OPEN =
            Set.of("subscriptions", "tenants", "resourcegroups", "resources", "locations", "providers");
    private static final Set<String> REGISTRATION = Set.of("register", "unregister");

    static ArmTarget of(String method, String path) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        String subscription = after(parts, 0, "subscriptions");
        String group = after(parts, 2, "resourcegroups");
        // The tags of a resource stand behind its own path: what comes last is meant.
        int providers =
                parts.size() > 3 && parts.get(3).equalsIgnoreCase(FEATURES) ? 2 : lastIndexOf(parts, "providers");
        if (providers < 0 || providers + 1 >= parts.size()) {
            String type = group.isEmpty() ? core(parts) : "resourceGroups";
            return new ArmTarget(subscription, group, CORE, type, "", path);
        }
        return inProvider(method, parts.subList(providers + 1, parts.size()), subscription, group, path);
    }

    private static ArmTarget inProvider(
            String method, List<String> parts, String subscription, String group, String path) {
        List<String> types = new ArrayList<>();
        for (int i = 1; i < parts.size(); i += 2) {
            types.add(parts.get(i));
        }
        boolean endsWithType = parts.size() % 2 == 0 && !types.isEmpty();
        String action = "";
        if (method.equals("POST") && endsWithType) {
            action = types.removeLast();
        }
        String namespace = types.isEmpty() && action.isEmpty() ? CORE : parts.getFirst();
        String type = types.isEmpty() && action.isEmpty() ? "providers" : String.join("/", types);
        return new ArmTarget(subscription, group, namespace, type, action, path);
    }

    /** Whether it asks ARM itself to register a provider. */
    boolean isRegistration() {
        return type.isEmpty() && REGISTRATION.contains(action.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether it is the address of a long operation's state. Who was given one may follow it, also without any right on the
     * subscription that it lies under: the address itself cannot be guessed.
     */
    boolean isPoll() {
        return POLLS.contains(type.toLowerCase(Locale.ROOT));
    }

    /** {@code virtualMachines/deallocate}, or the type alone. */
    String typeAndAction() {
        return action.isEmpty() ? type : type + "/" + action;
    }

    /** The permission that the request needs, such as {@code Microsoft.Compute/virtualMachines/deallocate/action}. */
    String permission(String method) {
        String verb =
                switch (method) {
                    case "GET", "HEAD" -> "read";
                    case "DELETE" -> "delete";
                    case "POST" -> action.isEmpty() ? "action" : action + "/action";
                    default -> "write";
                };
        return (namespace + "/" + ownType() + "/" + verb).replace("//", "/");
    }

    /** Whether it reads what everybody sees who has a right somewhere in it: a subscription, its groups, its resources. */
    boolean isOpenRead(String method) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        boolean open = namespace.equals(CORE) && group.isEmpty() && OPEN.contains(type.toLowerCase(Locale.ROOT));
        return reads && open;
    }

    /** ARM's own types stand under that of subscriptions, but for those that hang on anything. */
    private String ownType() {
        boolean bare = namespace.equals(CORE) && lastIndexOf(List.of(scope.split("/")), "providers") < 0;
        if (!bare || type.equals("subscriptions")) {
            return type;
        }
        String rest = Arrays.stream(scope.split("/"))
                .skip(5)
                .findFirst()
                .map(child -> "/" + child)
                .orElse("");
        return "subscriptions/" + type + (group.isEmpty() ? "" : rest);
    }

    private static String core(List<String> parts) {
        return parts.size() > 2 ? parts.get(2) : "subscriptions";
    }

    private static String after(List<String> parts, int index, String word) {
        boolean there = parts.size() > index + 1
                && parts.get(index).toLowerCase(Locale.ROOT).equals(word);
        return there ? parts.get(index + 1) : "";
    }

    private static int lastIndexOf(List<String> parts, String word) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).equalsIgnoreCase(word)) {
                return i;
            }
        }
        return -1;
    }
}
