package io.azbatch.simulator.arm.compute.vm;

import java.time.Instant;

/**
 * What is fixed with the creation of a machine.
 *
 * @param vmId a GUID
 * @param created virtual time
 * @param osType {@code Linux} or {@code Windows}
 * @param generation {@code V1} or {@code V2}
 * @param architecture {@code x64} or {@code Arm64}
 * @param osName as its agent reports it
 * @param osVersion as its agent reports it
 * @param specialized whether it comes from a specialized image
 */
public record Guest(
        String vmId,
        Instant created,
        String osType,
        String generation,
        String architecture,
        String osName,
        String osVersion,
        boolean specialized) {}
