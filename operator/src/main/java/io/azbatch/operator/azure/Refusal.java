package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Carries trouble through the SDKs, which know exceptions only, up to {@link Calls}, which makes a value of it again. It
 * never leaves this package.
 */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    /** The storage SDK throws an exception away and keeps its cause alone, so there is one that says the same. */
    Refusal(Trouble trouble) {
        this(trouble, new Refusal(trouble, null));
    }

    private Refusal(Trouble trouble, @Nullable Refusal same) {
        super(trouble.code() + ": " + trouble.message(), same, false, false);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }
}
