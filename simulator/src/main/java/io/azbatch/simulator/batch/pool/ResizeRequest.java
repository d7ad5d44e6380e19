package io.azbatch.simulator.batch.pool;

import java.time.Duration;

/**
 * What a resize wants.
 *
 * @param dedicated target of dedicated nodes
 * @param spot target of Spot nodes
 * @param timeout how long it may take
 * @param option what becomes of tasks on nodes that leave
 */
public record ResizeRequest(int dedicated, int spot, Duration timeout, Deallocation option) {}
