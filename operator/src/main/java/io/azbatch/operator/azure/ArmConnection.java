package io.azbatch.operator.azure;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.resourcemanager.batch.fluent.BatchManagementClient;
import com.azure.resourcemanager.batch.implementation.BatchManagementClientBuilder;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.implementation.ComputeManagementClientBuilder;
import com.azure.resourcemanager.storage.fluent.StorageManagementClient;
import com.azure.resourcemanager.storage.implementation.StorageManagementClientBuilder;
import java.net.URI;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One credential's way to one subscription. The service clients are used as they are, without the fluent managers above
 * them, which bring network, storage and authorization along and wait for long operations.
 */
final class ArmConnection {

    private final String endpoint;
    private final String subscriptionId;
    private final HttpPipeline pipeline;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ComputeManagementClient compute;
    private @Nullable BatchManagementClient batch;
    private @Nullable StorageManagementClient storage;

    ArmConnection(URI endpoint, String subscriptionId, HttpPipeline pipeline) {
        this.endpoint = endpoint.toString().replaceAll("/+$", "");
        this.subscriptionId = subscriptionId;
        this.pipeline = pipeline;
    }

    ComputeManagementClient compute() {
        lock.lock();
        try {
            ComputeManagementClient made = compute == null
                    ? new ComputeManagementClientBuilder()
                            .pipeline(pipeline)
                            .endpoint(endpoint)
                            .subscriptionId(subscriptionId)
                            .buildClient()
                    : compute;
            compute = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    BatchManagementClient batch() {
        lock.lock();
        try {
            BatchManagementClient made = batch == null
                    ? new BatchManagementClientBuilder()
                            .pipeline(pipeline)
                            .endpoint(endpoint)
                            .subscriptionId(subscriptionId)
                            .buildClient()
                    : batch;
            batch = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    StorageManagementClient storage() {
        lock.lock();
        try {
            StorageManagementClient made = storage == null
                    ? new StorageManagementClientBuilder()
                            .pipeline(pipeline)
                            .endpoint(endpoint)
                            .subscriptionId(subscriptionId)
                            .buildClient()
                    : storage;
            storage = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** Asks an operation's own URL, which is sent back exactly as Azure gave it. */
    String operation(String url) {
        try (HttpResponse answer = pipeline.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
            return answer.getBodyAsBinaryData().toString();
        }
    }
}
