package io.azbatch.operator.cloud;

import java.util.Optional;

/** The catalogue of machine sizes of a region. It changes rarely, so an answer may be hours old. */
public interface VmSizes {

    /** A size by name, without regard to case; absent when the region does not have it. */
    Reading<VmSize> get(Credential credential, String subscriptionId, Region region, String name);

    /**
     * A size.
     *
     * @param temporaryDiskMb 0 when it has none; absent when the catalogue does not say
     * @param architecture {@code x64} or {@code Arm64}; absent when the catalogue does not say
     */
    record VmSize(String name, Optional<Long> temporaryDiskMb, Optional<String> architecture) {}
}
