package io.azbatch.simulator.batch.check;

import static io.azbatch.simulator.batch.check.Refusals.given;
import static io.azbatch.simulator.batch.check.Refusals.require;
import static io.azbatch.simulator.batch.check.Refusals.requireDistinct;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.http.Json;

/** The {@code userAccounts} of a pool. */
final class UserChecks {
    private UserChecks() {}

    static void check(JsonNode settings) {
        JsonNode users = settings.path("userAccounts");
        boolean windows = Circumstances.isWindows(settings);
        for (JsonNode user : users) {
            require(!Json.text(user, "name").isEmpty(), "name", "A user account must have a name.");
            require(
                    given(user.path("linuxUserConfiguration"), "uid", "gid") != 1,
                    "linuxUserConfiguration",
                    "The properties uid and gid must be specified together or not at all.");
            require(
                    windows || !user.hasNonNull("windowsUserConfiguration"),
                    "windowsUserConfiguration",
                    "The property windowsUserConfiguration can only be specified on a pool of Windows.");
        }
        requireDistinct(users, "name");
    }
}
