package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.http.Request;
import java.time.Instant;
import java.util.Optional;

/**
 * A request whose caller is known.
 *
 * @param request as it came, with the values of its path
 * @param account to which it was sent
 * @param version its api-version
 * @param caller absent if it was signed with an account key
 * @param now the present
 */
record Call(Request request, BatchAccount account, BatchVersion version, Optional<Principal> caller, Instant now) {
    String param(String name) {
        return request.param(name);
    }

    /** The body, which must be a JSON object. */
    ObjectNode body() {
        return request.json().orElseThrow(() -> Errors.invalidBody("The request body must be a JSON object.")
                .refusal());
    }

    /** {@code https://127.0.0.1:port}. */
    String endpoint() {
        return request.endpoint();
    }
}
