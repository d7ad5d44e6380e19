package io.azbatch.simulator.batch.pool;

import io.azbatch.simulator.batch.answer.BatchError;
import java.time.Instant;
import java.util.List;

/** What a pool needs to know of virtual machines: how many cores a size has and whether an image boots on it. */
public interface Machines {
    /** vCPUs of a size, given in any case. */
    int cores(String vmSize);

    /**
     * Why no machine can be made for the pool now: image gone, not in the region, wrong generation. Empty if nothing is in the way.
     * The details go into the resize error.
     */
    List<BatchError.Detail> obstacle(Pool pool, Instant now);
}
