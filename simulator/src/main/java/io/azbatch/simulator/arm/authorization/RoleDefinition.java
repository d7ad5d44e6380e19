package io.azbatch.simulator.arm.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.entra.AssignedRole.Permission;
import io.azbatch.simulator.http.Json;
import java.util.List;

/**
 * A role.
 *
 * @param guid its name
 * @param roleName what people call it
 * @param isBuiltIn whether Azure brings it
 * @param permissions what it lets do
 * @param assignableScopes where it can be assigned
 */
record RoleDefinition(
        String guid,
        String roleName,
        String description,
        boolean isBuiltIn,
        List<Permission> permissions,
        List<String> assignableScopes) {
    static final String TYPE = "roleDefinitions";

    static RoleDefinition read(String guid, JsonNode properties) {
        return new RoleDefinition(
                guid,
                Json.text(properties, "roleName"),
                Json.text(properties, "description"),
                false,
                properties
                        .path("permissions")
                        .valueStream()
                        .map(one -> new Permission(
                                texts(one, "actions"),
                                texts(one, "notActions"),
                                texts(one, "dataActions"),
                                texts(one, "notDataActions")))
                        .toList(),
                texts(properties, "assignableScopes"));
    }

    /** As GET answers it under a scope; roles that Azure brings are shown with the subscription alone. */
    ObjectNode view(String id) {
        ObjectNode properties = Json.object()
                .put("roleName", roleName)
                .put("type", isBuiltIn ? "BuiltInRole" : "CustomRole")
                .put("description", description);
        properties.set("assignableScopes", array(assignableScopes));
        ArrayNode all = properties.putArray("permissions");
        for (Permission permission : permissions) {
            ObjectNode one = all.addObject();
            one.set("actions", array(permission.actions()));
            one.set("notActions", array(permission.notActions()));
            one.set("dataActions", array(permission.dataActions()));
            one.set("notDataActions", array(permission.notDataActions()));
        }
        ObjectNode body = Json.object();
        body.set("properties", properties);
        return body.put("id", id)
                .put("type", "Microsoft.Authorization/roleDefinitions")
                .put("name", guid);
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = Json.array();
        texts.forEach(array::add);
        return array;
    }

    private static List<String> texts(JsonNode node, String field) {
        return node.path(field).valueStream().map(JsonNode::asText).toList();
    }
}
