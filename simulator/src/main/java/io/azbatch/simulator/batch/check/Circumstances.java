package io.azbatch.simulator.batch.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What settings are judged in.
 *
 * @param account of the pool
 * @param caller absent if the request was signed with an account key
 * @param now the present
 */
public record Circumstances(BatchAccount account, Optional<Principal> caller, Instant now) {

    /** Whether the nodes of these settings run Windows. */
    static boolean isWindows(JsonNode settings) {
        return settings.has("cloudServiceConfiguration")
                || Json.text(settings, "virtualMachineConfiguration", "nodeAgentSKUId")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("batch.node.windows");
    }
}
