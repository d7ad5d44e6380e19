package io.azbatch.simulator.arm.compute.sku;

import java.util.List;

/**
 * A virtual machine size.
 *
 * @param name such as {@code Standard_D2s_v5}
 * @param family quota family, such as {@code standardDSv5Family}
 * @param cores vCPUs
 * @param memoryGb memory
 * @param tempDiskMb temporary disk; 0 if it has none
 * @param maxDataDisks data disks that fit
 * @param generations {@code V1}, {@code V2} or {@code V1,V2}
 * @param premium whether premium disks fit
 * @param architecture {@code x64} or {@code Arm64}
 * @param spot whether it can be had as Spot
 */
public record VmSize(
        String name,
        String family,
        int cores,
        double memoryGb,
        int tempDiskMb,
        int maxDataDisks,
        String generations,
        boolean premium,
        String architecture,
        boolean spot) {

    /** Whether it boots a generation. */
    public boolean boots(String generation) {
        return List.of(generations.split(",")).contains(generation);
    }

    /** Tier, the first part of the name. */
    String tier() {
        return name.substring(0, name.indexOf('_'));
    }

    /** Size, the name without its tier. */
    String size() {
        return name.substring(name.indexOf('_') + 1);
    }
}
