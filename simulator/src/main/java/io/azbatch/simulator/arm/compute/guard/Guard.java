package io.azbatch.simulator.arm.compute.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.List;

/** What disk accesses and disk encryption sets have in common. */
sealed interface Guard extends Resource permits DiskAccessObject, DiskEncryptionSet {
    List<String> ENVELOPE = List.of("tags", "identity", "extendedLocation");

    /** Tags, identity and properties as they were accepted. */
    ObjectNode model();

    @Override
    default ObjectNode envelope() {
        return model();
    }

    /** {@code Creating}, {@code Updating}, {@code Succeeded}, {@code Failed}, {@code Deleting}. */
    String provisioning();

    /** Virtual time. */
    Instant created();

    /** The same in another state. */
    Guard with(ObjectNode newModel, String newProvisioning);

    /** What every answer begins with, without properties. */
    default ObjectNode skeleton() {
        ObjectNode json = Json.object()
                .put("name", id().name())
                .put("id", id().toString())
                .put("type", id().type())
                .put("location", location());
        for (String name : ENVELOPE) {
            if (model().has(name)) {
                json.set(name, model().get(name).deepCopy());
            }
        }
        return json;
    }
}
