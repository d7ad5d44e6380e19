package io.azbatch.simulator.arm.compute.gallery;

/**
 * What a version is made of, as far as it must fit its definition.
 *
 * @param id as the caller wrote it, for messages
 * @param osType {@code Linux}, {@code Windows}, or empty if the source does not know
 * @param osState {@code Generalized}, {@code Specialized}, or empty if the source does not know
 * @param generation {@code V1}, {@code V2}, or empty if the source does not know
 * @param disks its disks
 */
record VersionSource(String id, String osType, String osState, String generation, SourceDisks disks) {}
