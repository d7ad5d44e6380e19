package io.azbatch.operator.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Applies the status of an object at once. */
@FunctionalInterface
public interface StatusPatch<R extends HasMetadata> {

    /** The manager of every field that the operator writes. */
    String FIELD_MANAGER = "azure-batch-operator";

    /** @param patch name, namespace and status only */
    void apply(R patch);

    static <R extends HasMetadata> StatusPatch<R> with(KubernetesClient client) {
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FIELD_MANAGER)
                .withForce(true)
                .build();
        return patch -> client.resource(patch).subresource("status").patch(context);
    }
}
