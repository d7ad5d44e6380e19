package io.azbatch.operator.image.source;

import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Set;

/**
 * Whether the object that has claimed a machine is still there. Azure lets nobody change the tags of a generalized
 * machine, so a claim cannot be taken off it when its owner goes, and would keep the machine from everybody for ever.
 */
public final class Claimants {

    private final KubernetesClient client;
    private final Set<String> namespaces;

    /** @param namespaces that may be looked into; empty means all */
    public Claimants(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    /** True only for a foreign claim of this installation whose object the API server does not have any more. */
    boolean gone(OwnerMark owner, Map<String, String> tags) {
        return owner.read(tags) == Ownership.FOREIGN
                && OwnerMark.in(tags)
                        .filter(claimant -> claimant.instance().equals(owner.instance()))
                        .filter(claimant -> namespaces.isEmpty() || namespaces.contains(claimant.namespace()))
                        .filter(this::missing)
                        .isPresent();
    }

    private boolean missing(OwnerMark claimant) {
        CustomImage image = client.resources(CustomImage.class)
                .inNamespace(claimant.namespace())
                .withName(claimant.name())
                .get();
        return image == null;
    }
}
