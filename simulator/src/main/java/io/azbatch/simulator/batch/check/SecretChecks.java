package io.azbatch.simulator.batch.check;

import static io.azbatch.simulator.batch.check.Refusals.given;
import static io.azbatch.simulator.batch.check.Refusals.require;

import com.fasterxml.jackson.databind.JsonNode;

/** What can be judged only while secrets are still there: they come in with a body and are never shown or kept. */
public final class SecretChecks {
    private SecretChecks() {}

    /** Refuses a body of a pool or task as it was sent. */
    public static void check(JsonNode body) {
        body.findValues("azureBlobFileSystemConfiguration").forEach(SecretChecks::blobs);
        for (JsonNode registries : body.findValues("containerRegistries")) {
            registries.forEach(SecretChecks::registry);
        }
        body.findValues("registry").forEach(SecretChecks::registry);
    }

    private static void blobs(JsonNode one) {
        require(
                !one.isObject() || given(one, "accountKey", "sasKey", "identityReference") == 1,
                "azureBlobFileSystemConfiguration",
                "Exactly one of accountKey, sasKey and identityReference must be specified.");
    }

    private static void registry(JsonNode registry) {
        require(
                given(registry, "username", "password") == 0 || given(registry, "identityReference") == 0,
                "containerRegistries",
                "The properties username with password and identityReference are mutually exclusive.");
        require(
                given(registry, "username", "password") != 1,
                "containerRegistries",
                "The properties username and password must be specified together.");
    }
}
