package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.Trouble;

/**
 * Carries trouble through the SDKs, which know exceptions only, up to {@link Calls}, which makes a value of it again. It
 * never leaves this package.
 */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    Refusal(Trouble trouble) {
        super(trouble.code() + ": " + trouble.message(), null, false, false);
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }
}
