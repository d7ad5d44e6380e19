package io.azbatch.operator.cloud;

import java.net.URI;
import java.util.List;

/** Storage accounts through ARM: where they are and of what kind. Their keys are never asked for. */
public interface StorageAccounts {

    Reading<StorageAccount> get(Credential credential, ResourceId id);

    /** All accounts of a resource group. A missing group is absent. */
    Reading<List<StorageAccount>> list(Credential credential, String subscriptionId, String resourceGroup);

    /**
     * An account as it was seen.
     *
     * @param kind {@code StorageV2, Storage, BlobStorage, BlockBlobStorage} or {@code FileStorage}
     * @param sku such as {@code Standard_LRS}
     * @param blobEndpoint of the blob service, with a slash at its end
     * @param hierarchicalNamespace whether it is a data lake, which has no page blobs
     */
    record StorageAccount(
            ResourceId id,
            Region location,
            String kind,
            String sku,
            URI blobEndpoint,
            boolean hierarchicalNamespace,
            String provisioningState) {}
}
