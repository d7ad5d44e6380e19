package io.azbatch.operator.cloud;

import java.time.Duration;

/**
 * Whether this process may write to Azure at this moment. It may only while its leadership lease surely holds, measured
 * on a monotonic clock; asked right before each write is sent.
 */
@FunctionalInterface
public interface WriteFence {
    boolean open();

    /** How long after it was seen open a write may still get out without meeting another leader's. */
    default Duration margin() {
        return Duration.ofSeconds(5);
    }
}
