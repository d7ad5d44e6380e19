package io.azbatch.simulator.arm.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;

/**
 * A role given to a principal on a scope.
 *
 * @param scope where it holds from
 * @param name a GUID
 * @param role GUID of the role
 * @param principalId object id
 * @param properties as GET answers them
 */
record RoleAssignment(Scope scope, String name, String role, String principalId, ObjectNode properties) {
    static final String TYPE = "roleAssignments";

    String id() {
        return scope.child(TYPE, name);
    }

    boolean isTheSameAs(RoleAssignment other) {
        return scope.key().equals(other.scope.key())
                && role.equalsIgnoreCase(other.role)
                && principalId.equalsIgnoreCase(other.principalId);
    }

    ObjectNode view() {
        ObjectNode body = Json.object();
        body.set("properties", properties.deepCopy());
        return body.put("id", id())
                .put("type", "Microsoft.Authorization/roleAssignments")
                .put("name", name);
    }
}
