package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.entra.Principal;

/** By what right a request is made. */
sealed interface Caller {
    /** With an account key: everything. */
    record KeyHolder() implements Caller {}

    /** With a token of Entra. */
    record Known(Principal principal) implements Caller {}

    /** With a shared access. */
    record Bearer() implements Caller {}

    /** With nothing, where a container is public. */
    record Anyone() implements Caller {}
}
