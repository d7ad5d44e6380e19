package io.azbatch.simulator.arm.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Subscriptions;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Optional;

/** {@code Microsoft.Authorization/locks}. */
final class LocksApi {
    private static final List<String> LEVELS = List.of("CanNotDelete", "ReadOnly");

    private final Azure azure;
    private final Subscriptions subscriptions;
    private final Locks locks;

    LocksApi(Azure azure, Subscriptions subscriptions, Locks locks) {
        this.azure = azure;
        this.subscriptions = subscriptions;
        this.locks = locks;
    }

    void routes(Router router) {
        Scope.routes(router, Lock.TYPE, (to, collection) -> {
            to.add("GET", collection, "locks list", this::list);
            to.add("GET", collection + "/{lock}", "locks GET", this::get);
            to.add("PUT", collection + "/{lock}", "locks PUT", this::put);
            to.add("DELETE", collection + "/{lock}", "locks DELETE", this::delete);
        });
    }

    private Response list(Request request) {
        Scope scope = Scope.of(request);
        boolean atScope = request.query().get("$filter").orElse("").equalsIgnoreCase("atScope()");
        List<ObjectNode> found = (atScope ? locks.over(scope) : locks.under(scope))
                .stream().map(Lock::view).toList();
        return azure.pages().of(request, found);
    }

    private Response get(Request request) {
        return Response.json(
                200,
                locks.find(id(request)).orElseThrow(() -> notFound(request)).view());
    }

    private Response put(Request request) {
        JsonNode body = Bodies.require(request);
        String level = Json.text(body, "properties", "level");
        if (!LEVELS.contains(level)) {
            throw ArmError.gateway(
                    400,
                    "InvalidLockProperties",
                    "The lock '" + request.param("lock") + "' has an invalid level '" + level
                            + "'. The level must be one of '" + String.join(", ", LEVELS) + "'.");
        }
        Scope scope = Scope.of(request);
        requireThere(scope);
        Optional<Lock> before = locks.find(id(request));
        ObjectNode properties = ((ObjectNode) body.path("properties")).deepCopy();
        Lock lock = new Lock(
                before.map(Lock::scope).orElse(scope),
                before.map(Lock::name).orElse(request.param("lock")),
                level.equals("ReadOnly"),
                properties);
        locks.put(lock);
        return Response.json(before.isPresent() ? 200 : 201, lock.view());
    }

    private void requireThere(Scope scope) {
        if (!scope.isThere(azure.resources(), subscriptions)) {
            throw ResourceId.parse(scope.path())
                    .map(ArmError::resourceNotFound)
                    .orElseGet(() -> ArmError.gateway(
                            404, "ResourceNotFound", "The Resource '" + scope.path() + "' was not found."));
        }
    }

    private Response delete(Request request) {
        return Response.empty(locks.remove(id(request)) ? 200 : 204);
    }

    private static String id(Request request) {
        return Scope.of(request).child(Lock.TYPE, request.param("lock"));
    }

    private static Refused notFound(Request request) {
        return ArmError.gateway(404, "LockNotFound", "The lock '" + request.param("lock") + "' could not be found.");
    }
}
