package io.azbatch.simulator.arm.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;

/**
 * A lock.
 *
 * @param scope what it hangs on
 * @param name in its creator's case
 * @param isReadOnly whether it forbids every change, not only deletion
 * @param properties as GET answers them
 */
record Lock(Scope scope, String name, boolean isReadOnly, ObjectNode properties) {
    static final String TYPE = "locks";

    String id() {
        return scope.child(TYPE, name);
    }

    ObjectNode view() {
        ObjectNode body = Json.object();
        body.set("properties", properties.deepCopy());
        return body.put("id", id()).put("type", "Microsoft.Authorization/locks").put("name", name);
    }
}
