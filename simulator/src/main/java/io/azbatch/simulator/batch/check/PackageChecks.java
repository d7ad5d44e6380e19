package io.azbatch.simulator.batch.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.application.Applications;
import io.azbatch.simulator.http.Json;
import java.util.Optional;

/** References of pools to what their account has: application packages, and the certificates that none has any more. */
final class PackageChecks {
    private static final int MOST = 10;

    private final Applications applications;

    PackageChecks(Applications applications) {
        this.applications = applications;
    }

    void check(JsonNode references, ResourceId account) {
        Refusals.require(
                references.size() <= MOST,
                "applicationPackageReferences",
                "A pool has at most 10 application package references.");
        BatchError error = Errors.invalidApplicationPackages();
        for (JsonNode reference : references) {
            String text = Json.text(reference, "applicationId");
            String name = text.replaceFirst("^.*/", "");
            Optional<String> version =
                    Optional.of(Json.text(reference, "version")).filter(given -> !given.isEmpty());
            boolean elsewhere = text.startsWith("/")
                    && !text.equalsIgnoreCase(
                            account.child("applications", name).toString());
            if (elsewhere || !applications.isUsable(account, name, version)) {
                error = error.with(name, "The specified application package does not exist.");
            }
        }
        if (!error.values().isEmpty()) {
            throw error.refusal();
        }
    }

    /** Accounts have no certificates since 2024, and the simulator never had any. */
    static void certificates(JsonNode references) {
        BatchError error = Errors.invalidCertificates();
        for (JsonNode reference : references) {
            error = error.with(Json.text(reference, "thumbprint"), "The specified certificate does not exist.");
        }
        if (!error.values().isEmpty()) {
            throw error.refusal();
        }
    }
}
