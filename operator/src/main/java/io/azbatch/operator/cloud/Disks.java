package io.azbatch.operator.cloud;

import java.util.Optional;

/** Managed disks. */
public interface Disks {

    Reading<Disk> get(Credential credential, ResourceId id);

    /**
     * A disk as it was seen.
     *
     * @param generation absent on very old disks
     * @param architecture {@code x64} or {@code Arm64}; absent where Azure does not say
     * @param azureDiskEncryption encrypted inside the guest; platform encryption does not count
     */
    record Disk(
            ResourceId id,
            Optional<HyperVGeneration> generation,
            Optional<String> architecture,
            boolean azureDiskEncryption) {}
}
