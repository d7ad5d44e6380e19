package io.azbatch.simulator.entra;

import java.time.Instant;

/** What an Authorization header is worth. */
public sealed interface TokenCheck {
    /** A valid token of this principal. */
    record Good(Principal principal) implements TokenCheck {}

    /** No Authorization header. */
    record Missing() implements TokenCheck {}

    /** No token of this tenant. */
    record Invalid(String reason) implements TokenCheck {}

    /** A token of this tenant that was once good. */
    record Expired(Instant at) implements TokenCheck {}

    /** A token for another service. */
    record WrongAudience(String audience) implements TokenCheck {}
}
