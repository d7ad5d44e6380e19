package io.azbatch.operator.control;

import io.azbatch.operator.cloud.Credential;

/** Which credential an object has, or why it has none. */
public sealed interface Access {

    /** @param origin where it came from, for people: {@code Secret team-a/azure} or {@code the operator's identity} */
    record Granted(Credential credential, String origin) implements Access {}

    /** @param message what is missing and what to do */
    record Missing(String message) implements Access {}
}
