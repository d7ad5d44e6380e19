package io.azbatch.simulator.recorded;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a recorded request went.
 *
 * @param method in capitals
 * @param uri as recorded
 * @param host authority
 * @param path with a slash in front, without query
 * @param query without question mark
 */
record Address(String method, String uri, String host, String path, String query) {
    private static final Set<String> HARMLESS = Set.of(
            "redeploy", "reapply", "restart", "runcommand", "performmaintenance", "listkeys", "evaluateautoscale");

    static Address of(String method, String uri) {
        int host = uri.indexOf("://") + 3;
        int path = uri.indexOf('/', host);
        int query = uri.indexOf('?');
        String end = query < 0 ? "" : uri.substring(query + 1);
        return new Address(
                method, uri, uri.substring(host, path), uri.substring(path, query < 0 ? uri.length() : query), end);
    }

    boolean isBatch() {
        return host.endsWith(".batch.azure.com");
    }

    /** Name of the Batch account that a data plane host belongs to. */
    String batchAccount() {
        return host.substring(0, host.indexOf('.')).toLowerCase(Locale.ROOT);
    }

    String apiVersion() {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith("api-version="))
                .map(pair -> pair.substring("api-version=".length()))
                .findFirst()
                .orElse("");
    }

    /** The path without what only tells one request from another: {@code subscriptions/S} and names become a type path. */
    String operation() {
        return method + " " + (isBatch() ? batchType() : armType());
    }

    /** Types and {@code {}} in turn, such as {@code pools/{}}. */
    String batchType() {
        List<String> shape = new ArrayList<>();
        List<String> parts = segments();
        for (int i = 0; i < parts.size(); i++) {
            shape.add(i % 2 == 1 ? "{}" : parts.get(i));
        }
        return String.join("/", shape);
    }

    /** Types of the provider without names, such as {@code galleries/images}. */
    String armType() {
        List<String> parts = typesAndNames();
        List<String> types = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += 2) {
            types.add(parts.get(i));
        }
        boolean list = method.equals("GET") && parts.size() % 2 == 1 && !types.contains("instanceView");
        return String.join("/", types) + (list ? " list" : "");
    }

    /** The address of a long operation's state. */
    boolean isPoll() {
        String lower = path.toLowerCase(Locale.ROOT);
        return method.equals("GET")
                && !isBatch()
                && List.of(
                                "/operations/",
                                "/diskoperations/",
                                "/capsoperations/",
                                "/operationresults/",
                                "/accountoperationresults/",
                                "/pooloperationresults/")
                        .stream()
                        .anyMatch(lower::contains);
    }

    /** What identifies a poll: its path, and whether it is the Location form. */
    String pollKey() {
        return path.toLowerCase(Locale.ROOT) + (query.contains("monitor=true") ? "#monitor" : "");
    }

    /** Everything after the provider's namespace: types and names in turn. */
    List<String> typesAndNames() {
        List<String> parts = segments();
        int providers = parts.lastIndexOf("providers");
        return providers < 0 ? List.of() : parts.subList(Math.min(parts.size(), providers + 2), parts.size());
    }

    /** Name of the resource group, empty if the path has none. */
    String group() {
        List<String> parts = segments();
        for (int i = 0; i + 1 < parts.size(); i++) {
            if (parts.get(i).equalsIgnoreCase("resourceGroups")) {
                return parts.get(i + 1);
            }
        }
        return "";
    }

    /** The id of the resource that the request is about: for an action or a list, that which it is done to. */
    String resourceId() {
        List<String> parts = typesAndNames();
        String[] all = path.split("/");
        int drop = parts.size() % 2;
        return String.join("/", Arrays.copyOf(all, all.length - drop));
    }

    /** What a change touches: a top resource of ARM or a pool, in lower case; the address itself for anything else. */
    String subject() {
        List<String> parts = isBatch() ? segments() : typesAndNames();
        if (parts.size() < 2 || isPoll()) {
            return uri;
        }
        return (host + "/" + group() + "/" + parts.get(0) + "/" + parts.get(1)).toLowerCase(Locale.ROOT);
    }

    /** Whether a write to this address changes its subject, and not something inside of it or nothing that shows. */
    boolean changesItsSubject() {
        List<String> parts = isBatch() ? segments() : typesAndNames();
        return parts.size() == 2
                || parts.size() == 3 && !HARMLESS.contains(parts.get(2).toLowerCase(Locale.ROOT));
    }

    private List<String> segments() {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
    }
}
