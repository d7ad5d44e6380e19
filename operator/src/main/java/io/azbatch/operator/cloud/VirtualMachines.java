package io.azbatch.operator.cloud;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Virtual machines of Microsoft.Compute. */
public interface VirtualMachines {

    /** The machine with its instance view and the names of its extensions. */
    Reading<VirtualMachine> get(Credential credential, ResourceId id);

    /**
     * Replaces the machine's tags, if it is still the one that was read.
     *
     * @param etag from the read; absent where Azure gave none
     */
    Write replaceTags(Credential credential, ResourceId id, Map<String, String> tags, Optional<String> etag);

    /** Begins to stop the machine and to give its hardware back. */
    Write deallocate(Credential credential, ResourceId id);

    /** Marks the machine generalized. It can not be undone, and the machine can not be started again. */
    Write generalize(Credential credential, ResourceId id);

    /**
     * Begins to copy the blob disks of a generalized machine into container {@code system} of the OS disk's own account,
     * as {@code Microsoft.Compute/Images/<container>/<prefix>-osDisk.<vmId>.vhd} with a template beside it. Machines with
     * managed disks are refused.
     */
    Write capture(Credential credential, ResourceId id, Capture capture);

    /**
     * How the last {@link #capture} of this process goes on; absent when none is known, as after a restart. It shows
     * nowhere else: a capture leaves the machine as it was. A failure is told once: afterwards it is as if nothing had
     * been asked for.
     */
    Reading<Capturing> capturing(Credential credential, ResourceId id);

    /** A capture that was asked for. */
    sealed interface Capturing {

        /** Azure is still at it. */
        record Pending() implements Capturing {}

        record Done() implements Capturing {}

        /** @param reason Azure's code and words */
        record Failed(String reason) implements Capturing {}
    }

    /**
     * Where a capture goes to.
     *
     * @param destinationContainerName a folder in container {@code system}, in spite of its name
     * @param vhdPrefix of the blob's name
     */
    record Capture(String vhdPrefix, String destinationContainerName, boolean overwrite) {}

    /**
     * A machine as it was seen.
     *
     * @param osDisk its managed OS disk; absent when the disk is an unmanaged blob, or not known yet
     * @param osDiskBlob its unmanaged OS disk; absent when the disk is a managed one
     * @param securityType such as {@code TrustedLaunch}; absent for a standard machine
     * @param baseImage the Marketplace image it was made from; absent when it was made from anything else
     * @param plan purchase plan; absent for most images
     * @param extensions names of installed extensions
     */
    record VirtualMachine(
            ResourceId id,
            String vmId,
            Region location,
            String vmSize,
            String provisioningState,
            PowerState powerState,
            boolean generalized,
            OsType osType,
            Optional<ResourceId> osDisk,
            Optional<URI> osDiskBlob,
            Optional<HyperVGeneration> generation,
            Optional<String> securityType,
            Optional<BaseImage> baseImage,
            Optional<PurchasePlan> plan,
            List<String> extensions,
            Map<String, String> tags,
            Optional<String> etag) {}

    /** Power states of the instance view. */
    enum PowerState {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        DEALLOCATING,
        DEALLOCATED,
        /** Azure shows none, as after a failed allocation. */
        UNKNOWN
    }
}
