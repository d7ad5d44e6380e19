package io.azbatch.simulator.batch.check;

import static io.azbatch.simulator.batch.check.Refusals.given;
import static io.azbatch.simulator.batch.check.Refusals.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.azbatch.simulator.http.Json;

/** The file systems that nodes of a pool mount. */
final class MountChecks {
    private static final String[] KINDS = {
        "azureBlobFileSystemConfiguration",
        "nfsMountConfiguration",
        "cifsMountConfiguration",
        "azureFileShareConfiguration"
    };

    private MountChecks() {}

    static void check(JsonNode mounts) {
        ArrayNode paths = Json.array();
        for (JsonNode mount : mounts) {
            require(
                    given(mount, KINDS) == 1,
                    "mountConfiguration",
                    "Exactly one kind of file system must be specified in each mount configuration.");
            for (String kind : KINDS) {
                if (mount.path(kind).isObject()) {
                    paths.add(path(mount.get(kind)));
                }
            }
        }
        Refusals.requireDistinct(paths, "relativeMountPath");
    }

    private static JsonNode path(JsonNode one) {
        String path = Json.text(one, "relativeMountPath");
        require(
                !path.isEmpty() && !path.startsWith("/") && !path.contains(".."),
                "relativeMountPath",
                one.path("relativeMountPath"),
                "The specified path must lie below the directory of mounts.");
        return one;
    }
}
