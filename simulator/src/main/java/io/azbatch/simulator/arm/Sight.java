package io.azbatch.simulator.arm;

import io.azbatch.simulator.entra.Deed;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.http.Request;

/**
 * What a caller gets to see of a subscription: whoever has a right somewhere in it may read it, and its lists of groups and of
 * resources show what lies within the caller's rights.
 */
final class Sight {
    private final Directory directory;

    Sight(Directory directory) {
        this.directory = directory;
    }

    boolean subscription(Request request, String id) {
        return within(request, "/subscriptions/" + id);
    }

    boolean group(Request request, String id) {
        return within(request, id);
    }

    boolean resource(Request request, ResourceId id) {
        return caller(request).may(Deed.control(id.type() + "/read", false), id.toString());
    }

    private boolean within(Request request, String scope) {
        return caller(request).hasRightsIn(scope);
    }

    private Principal caller(Request request) {
        return directory.bearer(request).orElseThrow();
    }
}
