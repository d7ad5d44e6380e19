package io.azbatch.operator.cloud;

/**
 * Whether this process may write to Azure at this moment. It may only while its leadership lease surely holds, measured
 * on a monotonic clock; asked right before each write is sent.
 */
@FunctionalInterface
public interface WriteFence {
    boolean open();
}
