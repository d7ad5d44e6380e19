package io.azbatch.simulator.batch.check;

import static io.azbatch.simulator.batch.check.Refusals.given;
import static io.azbatch.simulator.batch.check.Refusals.require;

import com.fasterxml.jackson.databind.JsonNode;

/** The file systems that nodes of a pool mount. */
final class MountChecks {
    private static final String[] KINDS = {
        "azureBlobFileSystemConfiguration",
        "nfsMountConfiguration",
        "cifsMountConfiguration",
        "azureFileShareConfiguration"
    };

    private MountChecks() {}

    /** Paths are taken as they are: Azure is known to take {@code /mnt/}. */
    static void check(JsonNode mounts) {
        for (JsonNode mount : mounts) {
            require(
                    given(mount, KINDS) == 1,
                    "mountConfiguration",
                    "Exactly one kind of file system must be specified in each mount configuration.");
        }
    }
}
