package io.azbatch.operator.cloud;

/** The answer of a write. */
public sealed interface Write {

    /** Azure took it; what comes of it shows in later reads. */
    record Accepted() implements Write {}

    /**
     * Azure did not take it, or it is not known whether it did. A {@link Trouble.Unavailable} may hide a write that
     * took effect: only the next read tells.
     */
    record Refused(Trouble trouble) implements Write {}

    static Write accepted() {
        return new Accepted();
    }
}
