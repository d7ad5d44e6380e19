package io.azbatch.simulator.arm.compute.sku;

import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.Resources;
import java.util.List;

/** A resource whose machines count in their subscription's quotas of cores, be they resources themselves or not. */
public interface CountedMachines extends Resource {
    /**
     * One machine.
     *
     * @param size name of its size
     * @param spot whether it is a Spot machine
     */
    record Machine(String size, boolean spot) {}

    /** The machines that count now. */
    List<Machine> countedMachines(Resources resources);
}
