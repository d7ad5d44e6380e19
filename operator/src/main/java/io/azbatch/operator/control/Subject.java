package io.azbatch.operator.control;

import io.azbatch.api.v1beta1.AzureBatch;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/**
 * The Kubernetes object that a pass is about, as far as both kinds need it.
 *
 * @param deleting a deletion time stamp is set
 * @param requestedAt annotation {@code azbatch.io/reconcile-requested-at}, cut to what the status can echo
 */
public record Subject(
        String namespace,
        String name,
        String uid,
        long generation,
        boolean deleting,
        ReconcilePolicy policy,
        Optional<String> requestedAt) {

    public static Subject of(HasMetadata object) {
        var metadata = object.getMetadata();
        Map<String, String> annotations =
                Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of());
        return new Subject(
                metadata.getNamespace(),
                metadata.getName(),
                metadata.getUid(),
                Optional.ofNullable(metadata.getGeneration()).orElse(0L),
                metadata.getDeletionTimestamp() != null,
                ReconcilePolicy.of(annotations.get(AzureBatch.RECONCILE_POLICY)),
                Optional.ofNullable(annotations.get(AzureBatch.RECONCILE_REQUESTED_AT))
                        .map(Conditions::shortened));
    }
}
