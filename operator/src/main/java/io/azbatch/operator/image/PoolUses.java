package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.BatchPool;
import io.azbatch.operator.cloud.ResourceId;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which BatchPools of this cluster boot from which image version. Asked of the API server and not of a cache, and only
 * when an image is deleted: a version that a pool needs is gone for good.
 */
final class PoolUses {

    private final KubernetesClient client;
    private final Set<String> namespaces;

    /** @param namespaces to look into; empty means all */
    PoolUses(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    Map<ResourceId, List<String>> byVersion() {
        return pools().flatMap(pool -> version(pool).stream().map(version -> Map.entry(version, name(pool))))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private Stream<BatchPool> pools() {
        var pools = client.resources(BatchPool.class);
        return namespaces.isEmpty()
                ? pools.inAnyNamespace().list().getItems().stream()
                : namespaces.stream()
                        .map(namespace -> pools.inNamespace(namespace).list().getItems())
                        .flatMap(Collection::stream);
    }

    private static Optional<ResourceId> version(BatchPool pool) {
        return Optional.ofNullable(pool.getStatus())
                .flatMap(status -> Optional.ofNullable(status.imageId()))
                .flatMap(ResourceId::parse);
    }

    private static String name(BatchPool pool) {
        return pool.getMetadata().getNamespace() + "/" + pool.getMetadata().getName();
    }
}
