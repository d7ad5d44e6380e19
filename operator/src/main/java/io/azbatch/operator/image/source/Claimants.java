package io.azbatch.operator.image.source;

import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.image.pass.ImagePlan;
import io.azbatch.operator.image.pass.SourcePlan;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Set;

/**
 * Whether the object that has claimed a machine still wants it. Azure lets nobody change the tags of a generalized
 * machine, so a claim cannot be taken off it when its owner goes or takes another machine, and would keep the machine
 * from everybody for ever.
 */
public final class Claimants {

    private final KubernetesClient client;
    private final Set<String> namespaces;

    /** @param namespaces that may be looked into; empty means all */
    public Claimants(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    /**
     * True only for a foreign claim of this installation whose object the API server does not have any more, or has with
     * another source.
     */
    boolean abandoned(OwnerMark owner, ResourceId machine, Map<String, String> tags) {
        return owner.read(tags) == Ownership.FOREIGN
                && OwnerMark.in(tags)
                        .filter(claimant -> claimant.instance().equals(owner.instance()))
                        .filter(claimant -> namespaces.isEmpty() || namespaces.contains(claimant.namespace()))
                        .filter(claimant -> !wants(claimant, machine))
                        .isPresent();
    }

    private boolean wants(OwnerMark claimant, ResourceId machine) {
        CustomImage image = client.resources(CustomImage.class)
                .inNamespace(claimant.namespace())
                .withName(claimant.name())
                .get();
        return image != null && ImagePlan.of(image.getSpec()).source().equals(new SourcePlan.Machine(machine));
    }
}
