package io.azbatch.operator.azure;

import com.azure.core.http.HttpPipeline;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import java.net.URI;

/** One credential's way to the blob service of one storage account. */
final class BlobConnection {

    private final BlobServiceClient client;

    /** @param account its blob endpoint */
    BlobConnection(URI account, HttpPipeline pipeline) {
        this.client = new BlobServiceClientBuilder()
                .endpoint(account.toString())
                .pipeline(pipeline)
                .buildClient();
    }

    BlobContainerClient container(String name) {
        return client.getBlobContainerClient(name);
    }
}
