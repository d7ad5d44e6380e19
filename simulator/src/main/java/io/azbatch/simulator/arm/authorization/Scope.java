package io.azbatch.simulator.arm.authorization;

import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.arm.Subscriptions;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Locale;

/**
 * What locks and roles hang on: a subscription, a group, a resource.
 *
 * @param path without a slash at the end; empty for the tenant
 */
record Scope(String path) {
    private static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";
    private static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
    private static final String RESOURCE = GROUP + "/providers/{namespace}/{type}/{name}";
    /** Every form that a scope's path can have. */
    static final List<String> FORMS = List.of(
            "/subscriptions/{subscription}",
            GROUP,
            RESOURCE,
            RESOURCE + "/{type2}/{name2}",
            RESOURCE + "/{type2}/{name2}/{type3}/{name3}");

    /** The path that somebody wrote, with a slash at the end or not. */
    static Scope written(String path) {
        return new Scope(path.replaceAll("/$", ""));
    }

    /** What a route makes of a form. */
    @FunctionalInterface
    interface Routes {
        void add(Router router, String collection);
    }

    /** Adds routes for what hangs on every form of scope. */
    static void routes(Router router, String type, Routes routes) {
        FORMS.forEach(form -> routes.add(router, form + AUTHORIZATION + type));
    }

    /** The scope that a request names before the type. */
    static Scope of(Request request) {
        int end = request.path().toLowerCase(Locale.ROOT).lastIndexOf(AUTHORIZATION.toLowerCase(Locale.ROOT));
        return written(request.path().substring(0, Math.max(0, end)));
    }

    /** A resource that hangs on it. */
    String child(String type, String name) {
        return path + AUTHORIZATION + type + "/" + name;
    }

    /** Whether it is the other one or stands above it. */
    boolean covers(Scope other) {
        return key().equals(other.key()) || other.key().startsWith(key() + "/");
    }

    boolean isThere(Resources resources, Subscriptions subscriptions) {
        String[] parts = path.split("/");
        return switch (parts.length) {
            case 1, 3 -> true;
            case 5 -> subscriptions.group(parts[2], parts[4]).isPresent();
            default -> resources.exists(path);
        };
    }

    String key() {
        return path.toLowerCase(Locale.ROOT);
    }
}
