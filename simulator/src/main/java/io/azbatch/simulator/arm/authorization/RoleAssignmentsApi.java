package io.azbatch.simulator.arm.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Microsoft.Authorization/roleAssignments}. Lists show what holds for a scope and what was given under it. */
final class RoleAssignmentsApi {
    private static final Pattern PRINCIPAL = Pattern.compile("(?i)(?:principalId eq |assignedTo\\()'([^']*)'");

    private final Azure azure;
    private final Directory directory;
    private final Roles roles;

    RoleAssignmentsApi(Azure azure, Directory directory, Roles roles) {
        this.azure = azure;
        this.directory = directory;
        this.roles = roles;
    }

    void routes(Router router) {
        Scope.routes(router, RoleAssignment.TYPE, (to, collection) -> {
            to.add("GET", collection, "roleAssignments list", this::list);
            to.add("GET", collection + "/{assignment}", "roleAssignments GET", this::get);
            to.add("PUT", collection + "/{assignment}", "roleAssignments PUT", this::put);
            to.add("DELETE", collection + "/{assignment}", "roleAssignments DELETE", this::delete);
        });
    }

    private Response list(Request request) {
        Scope scope = Scope.of(request);
        String filter = request.query().get("$filter").orElse("");
        boolean atScope = filter.toLowerCase(Locale.ROOT).contains("atscope()");
        Matcher principal = PRINCIPAL.matcher(filter);
        Optional<String> wanted = principal.find() ? Optional.of(principal.group(1)) : Optional.empty();
        List<ObjectNode> found = roles.assignments().stream()
                .filter(one -> one.scope().covers(scope) || (!atScope && scope.covers(one.scope())))
                .filter(one -> wanted.isEmpty() || one.principalId().equalsIgnoreCase(wanted.get()))
                .map(RoleAssignment::view)
                .toList();
        return azure.pages().of(request, found);
    }

    private Response get(Request request) {
        return Response.json(
                200,
                roles.assignment(id(request))
                        .orElseThrow(() -> missing(request))
                        .view());
    }

    private Response put(Request request) {
        JsonNode properties = Bodies.require(request).path("properties");
        RoleAssignment asked = read(request, properties);
        Optional<RoleAssignment> before = roles.assignment(asked.id());
        if (before.isPresent()) {
            if (!before.get().isTheSameAs(asked)) {
                throw ArmError.of(
                        400,
                        "RoleAssignmentUpdateNotPermitted",
                        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
            }
            return Response.json(200, before.get().view());
        }
        roles.assignments().stream().filter(asked::isTheSameAs).findFirst().ifPresent(other -> {
            throw ArmError.of(
                    409,
                    "RoleAssignmentExists",
                    "The role assignment already exists. The ID of the existing role assignment is "
                            + other.name().replace("-", "") + ".");
        });
        roles.put(asked);
        return Response.json(201, asked.view());
    }

    private RoleAssignment read(Request request, JsonNode given) {
        requireGuid(
                request.param("assignment"),
                "InvalidRoleAssignmentId",
                "The role assignment ID '" + request.param("assignment")
                        + "' is not valid. The role assignment ID must be a GUID.");
        String definitionId = Json.text(given, "roleDefinitionId");
        String guid = definitionId.substring(definitionId.lastIndexOf('/') + 1);
        RoleDefinition role = roles.definition(guid)
                .orElseThrow(() -> ArmError.of(
                        400,
                        "RoleDefinitionDoesNotExist",
                        "The specified role definition with ID '" + guid.replace("-", "") + "' does not exist."));
        String principal = Json.text(given, "principalId");
        requireGuid(
                principal,
                "InvalidPrincipalId",
                "The Principal ID '" + principal + "' is not valid. Principal ID must be a GUID.");
        requirePrincipal(principal, Json.text(given, "principalType"));
        Scope scope = Scope.of(request);
        String now = ArmTime.offset(azure.world().now());
        ObjectNode properties = Json.object()
                .put("roleDefinitionId", RoleDefinitionsApi.id(request, role))
                .put("principalId", principal)
                .put("principalType", given.path("principalType").asText("ServicePrincipal"))
                .put("scope", scope.path());
        for (String field : List.of("condition", "conditionVersion", "description")) {
            properties.set(
                    field,
                    given.path(field).isMissingNode() ? null : given.get(field).deepCopy());
        }
        properties.put("createdOn", now).put("updatedOn", now);
        return new RoleAssignment(scope, request.param("assignment"), role.guid(), principal, properties);
    }

    /** Who says of what kind the principal is, need not wait until it is known everywhere. */
    private void requirePrincipal(String principal, String kind) {
        boolean known =
                directory.principals().stream().anyMatch(one -> one.objectId().equalsIgnoreCase(principal))
                        || azure.resources().list(PlainResource.class).stream()
                                .anyMatch(one -> Json.text(one.body(), "properties", "principalId")
                                        .equalsIgnoreCase(principal));
        if (!known && kind.isEmpty()) {
            throw ArmError.of(
                    400,
                    "PrincipalNotFound",
                    "Principal " + principal.replace("-", "") + " does not exist in the directory "
                            + directory.tenant() + ". Check that you have the correct principal ID. If you are creating"
                            + " this principal and then immediately assigning a role, this error might be related to a"
                            + " replication delay. In this case, set the role assignment principalType property to a"
                            + " value, such as ServicePrincipal, User, or Group.  See"
                            + " https://aka.ms/docs-principaltype");
        }
    }

    private static void requireGuid(String text, String code, String message) {
        try {
            UUID.fromString(text);
        } catch (IllegalArgumentException notAGuid) {
            throw ArmError.of(400, code, message);
        }
    }

    private Response delete(Request request) {
        Optional<RoleAssignment> assignment = roles.assignment(id(request));
        assignment.ifPresent(roles::remove);
        return assignment.map(one -> Response.json(200, one.view())).orElseGet(() -> Response.empty(204));
    }

    private static String id(Request request) {
        return Scope.of(request).child(RoleAssignment.TYPE, request.param("assignment"));
    }

    private static Refused missing(Request request) {
        return ArmError.of(
                404,
                "RoleAssignmentNotFound",
                "The role assignment '" + request.param("assignment") + "' is not found.");
    }
}
