package io.azbatch.operator.cloud;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Managed images of Microsoft.Compute. Pools can not boot from them since March 2026; other users of Azure can. */
public interface ManagedImages {

    Reading<ManagedImage> get(Credential credential, ResourceId id);

    /** Begins to make an image of a generalized machine. Asking for one that is there would change it: look first. */
    Write create(Credential credential, ResourceId id, NewManagedImage image);

    /** Begins to delete it; one that is gone is what was asked for. */
    Write delete(Credential credential, ResourceId id);

    /**
     * An image as it was seen.
     *
     * @param provisioningState {@code Creating, Updating, Succeeded, Failed} or {@code Deleting}
     * @param sourceBlob where its OS disk is a blob; of a machine with an unmanaged disk that machine's own
     * @param failure why it failed, as far as Azure still tells
     */
    record ManagedImage(
            ResourceId id,
            Region location,
            String provisioningState,
            Optional<ResourceId> sourceMachine,
            Optional<URI> sourceBlob,
            Optional<String> failure,
            Map<String, String> tags) {}

    /** @param source a generalized machine, or a blob */
    record NewManagedImage(
            Region location,
            ImageSource source,
            OsType osType,
            HyperVGeneration generation,
            boolean zoneResilient,
            Map<String, String> tags) {}
}
