package io.azbatch.operator.azure;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where Azure is: the public cloud, a sovereign one or a simulator.
 *
 * @param authorityHost Entra ID, such as {@code https://login.microsoftonline.com}
 * @param resourceManager ARM, such as {@code https://management.azure.com}
 * @param resourceManagerAudience resource that ARM tokens are for
 * @param batchAudience resource that Batch data plane tokens are for
 * @param storageAudience resource that tokens of the blob service are for
 * @param certificateAuthority PEM file of a certificate authority trusted beside the JDK's own
 */
public record AzureEndpoints(
        URI authorityHost,
        URI resourceManager,
        String resourceManagerAudience,
        String batchAudience,
        String storageAudience,
        Optional<Path> certificateAuthority) {}
