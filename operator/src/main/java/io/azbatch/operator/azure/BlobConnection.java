package io.azbatch.operator.azure;

import com.azure.core.http.HttpPipeline;
import com.azure.storage.blob.BlobContainerAsyncClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceAsyncClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import java.net.URI;

/** One credential's way to the blob service of one storage account. */
final class BlobConnection {

    private final BlobServiceClient client;
    private final BlobServiceAsyncClient listing;

    /** @param account its blob endpoint */
    BlobConnection(URI account, HttpPipeline pipeline) {
        BlobServiceClientBuilder builder =
                new BlobServiceClientBuilder().endpoint(account.toString()).pipeline(pipeline);
        this.client = builder.buildClient();
        this.listing = builder.buildAsyncClient();
    }

    /** For lists alone: see {@link ArmPages}. */
    BlobContainerAsyncClient listing(String name) {
        return listing.getBlobContainerAsyncClient(name);
    }

    BlobContainerClient container(String name) {
        return client.getBlobContainerClient(name);
    }
}
