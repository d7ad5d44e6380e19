package io.azbatch.simulator.arm.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Microsoft.Authorization/roleDefinitions}: Azure's roles are read, roles of one's own are written too. */
final class RoleDefinitionsApi {
    private static final Pattern FILTER = Pattern.compile("(?i)(roleName|type) eq '([^']*)'");

    private final Azure azure;
    private final Roles roles;

    RoleDefinitionsApi(Azure azure, Roles roles) {
        this.azure = azure;
        this.roles = roles;
    }

    void routes(Router router) {
        String tenant = "/providers/Microsoft.Authorization/" + RoleDefinition.TYPE;
        router.add("GET", tenant, "roleDefinitions list", this::list);
        router.add("GET", tenant + "/{role}", "roleDefinitions GET", this::get);
        Scope.routes(router, RoleDefinition.TYPE, (to, collection) -> {
            to.add("GET", collection, "roleDefinitions list", this::list);
            to.add("GET", collection + "/{role}", "roleDefinitions GET", this::get);
            to.add("PUT", collection + "/{role}", "roleDefinitions PUT", this::put);
            to.add("DELETE", collection + "/{role}", "roleDefinitions DELETE", this::delete);
        });
    }

    private Response list(Request request) {
        Predicate<RoleDefinition> wanted = filter(request.query().get("$filter").orElse(""));
        List<ObjectNode> found = roles.definitions().stream()
                .filter(wanted)
                .map(role -> role.view(id(request, role)))
                .toList();
        return azure.pages().of(request, found);
    }

    private static Predicate<RoleDefinition> filter(String text) {
        Predicate<RoleDefinition> all = role -> true;
        Matcher term = FILTER.matcher(text);
        while (term.find()) {
            String value = term.group(2);
            boolean byName = term.group(1).equalsIgnoreCase("roleName");
            all = all.and(role -> byName
                    ? role.roleName().equalsIgnoreCase(value)
                    : role.isBuiltIn() == value.equalsIgnoreCase("BuiltInRole"));
        }
        return all;
    }

    private Response get(Request request) {
        RoleDefinition role = roles.definition(request.param("role")).orElseThrow(() -> missing(request));
        return Response.json(200, role.view(id(request, role)));
    }

    private Response put(Request request) {
        JsonNode body = Bodies.require(request);
        Optional<RoleDefinition> before = roles.definition(request.param("role"));
        before.filter(RoleDefinition::isBuiltIn).ifPresent(role -> {
            throw ArmError.of(
                    403,
                    "AuthorizationFailed",
                    "The role definition '" + role.roleName() + "' is built in and cannot be changed.");
        });
        RoleDefinition role = RoleDefinition.read(request.param("role"), body.path("properties"));
        if (role.roleName().isEmpty() || role.assignableScopes().isEmpty()) {
            throw ArmError.of(
                    400, "InvalidRoleDefinition", "The role definition must have a role name and assignable scopes.");
        }
        roles.definitions().stream()
                .filter(other -> other.roleName().equalsIgnoreCase(role.roleName())
                        && !other.guid().equalsIgnoreCase(role.guid()))
                .findFirst()
                .ifPresent(other -> {
                    throw ArmError.of(
                            409,
                            "RoleDefinitionWithSameNameExists",
                            "A custom role with the same name already exists in this directory. Use a different"
                                    + " name.");
                });
        roles.put(role);
        return Response.json(201, role.view(id(request, role)));
    }

    private Response delete(Request request) {
        Optional<RoleDefinition> role = roles.definition(request.param("role")).filter(found -> !found.isBuiltIn());
        if (role.isEmpty()) {
            return Response.empty(204);
        }
        String guid = role.get().guid();
        if (roles.assignments().stream().anyMatch(one -> one.role().equalsIgnoreCase(guid))) {
            throw ArmError.of(
                    400,
                    "RoleDefinitionHasAssignments",
                    "There are existing role assignments referencing role (code: RoleDefinitionHasAssignments).");
        }
        roles.remove(role.get());
        return Response.json(200, role.get().view(id(request, role.get())));
    }

    /** Under a subscription a role is named by it, whatever the scope below was. */
    static String id(Request request, RoleDefinition role) {
        String subscription = request.params().getOrDefault("subscription", "");
        String prefix = subscription.isEmpty() ? "" : "/subscriptions/" + subscription;
        return new Scope(prefix).child(RoleDefinition.TYPE, role.guid());
    }

    private static Refused missing(Request request) {
        return ArmError.of(
                404,
                "RoleDefinitionDoesNotExist",
                "The specified role definition with ID '" + request.param("role") + "' does not exist.");
    }
}
