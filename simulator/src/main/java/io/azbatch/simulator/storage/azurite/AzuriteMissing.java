package io.azbatch.simulator.storage.azurite;

/** Thrown when the store can not be started or is gone; the message says what to do. */
public final class AzuriteMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AzuriteMissing(String message) {
        super(message);
    }

    /** It broke off an answer. */
    public static AzuriteMissing brokenOff(Exception cause) {
        return new AzuriteMissing("Azurite broke off its answer: " + cause);
    }
}
