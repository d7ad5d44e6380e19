package io.azbatch.simulator.arm.compute.vm;

import java.util.Optional;

/**
 * Where the OS disk of a new machine comes from.
 *
 * @param osType {@code Linux} or {@code Windows}
 * @param generation {@code V1} or {@code V2}
 * @param architecture {@code x64} or {@code Arm64}
 * @param sizeGb of the OS disk
 * @param osName as the guest's agent will report it
 * @param osVersion as the guest's agent will report it
 * @param exactVersion of an image that has versions
 * @param measured whether its size is known before it is copied
 * @param imageId id for the disk's {@code creationData}, empty for none
 * @param specialized whether the guest has its users already
 * @param needsPlan whether a purchase plan must be given
 */
record ImageSource(
        String osType,
        String generation,
        String architecture,
        int sizeGb,
        String osName,
        String osVersion,
        Optional<String> exactVersion,
        boolean measured,
        String imageId,
        boolean specialized,
        boolean needsPlan) {}
