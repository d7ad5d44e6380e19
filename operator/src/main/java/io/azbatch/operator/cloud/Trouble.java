package io.azbatch.operator.cloud;

import java.time.Duration;
import java.util.Optional;

/**
 * Expected trouble with Azure: a closed set, since each kind is answered differently.
 *
 * <p>{@code code} is Azure's own error code, {@code message} Azure's own words without request ids and times.
 */
public sealed interface Trouble {

    String code();

    String message();

    /** When Azure asked not to be called before; absent when it did not say. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** Too many calls (429), or the operator's own rate budget is used up. */
    record Throttled(String code, String message, Optional<Duration> retryAfter) implements Trouble {}

    /** A quota or capacity limit; goes away when others free it or the user raises it. */
    record QuotaExceeded(String code, String message) implements Trouble {}

    /** Signed in, but without the right (403). */
    record Denied(String code, String message) implements Trouble {}

    /** Entra ID refuses the credential, or the service refuses its token (401). */
    record Unauthenticated(String code, String message) implements Trouble {}

    /** What a write refers to is not there (404): a resource group, a source, an account. */
    record NotFound(String code, String message) implements Trouble {}

    /** Azure refuses the request as it is (400 and most 409): asking again does not help. */
    record Invalid(String code, String message) implements Trouble {}

    /** Another operation is under way or a condition failed (409, 412): helps to look again later. */
    record Conflict(String code, String message) implements Trouble {}

    /** Azure or the way to it is down (5xx, no connection), or this operator is not the leader. */
    record Unavailable(String code, String message, Optional<Duration> retryAfter) implements Trouble {}
}
