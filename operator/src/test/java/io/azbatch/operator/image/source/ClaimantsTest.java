package io.azbatch.operator.image.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.OwnerMark;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A claim keeps a machine for whoever has made it, as long as he is there and wants that machine. */
@EnableKubernetesMockClient(crud = true)
final class ClaimantsTest {

    private static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
    private static final OwnerMark OWNER = new OwnerMark("cluster-1", "team", "ubuntu", "uid-1");
    private static final ResourceId TEMPLATE = ResourceId.virtualMachine(SUBSCRIPTION, "rg", "template");

    KubernetesClient client;

    @BeforeEach
    void otherImage() {
        client.resource(Serialization.unmarshal("""
                apiVersion: azbatch.io/v1beta1
                kind: CustomImage
                metadata: {namespace: team, name: other}
                spec:
                  subscriptionId: 11111111-2222-3333-4444-555555555555
                  resourceGroup: RG
                  location: westeurope
                  source: {virtualMachine: {name: Template, capture: InPlace, osState: Generalized}}
                  save: {managedImage: {name: other}}
                """, CustomImage.class)).create();
    }

    @Test
    void itHoldsWhileItsOwnerHasThatMachineAsItsSource() {
        assertThat(abandoned(TEMPLATE, claim("cluster-1", "other"))).isFalse();
    }

    @Test
    void itIsOverWhenItsOwnerIsGone() {
        assertThat(abandoned(TEMPLATE, claim("cluster-1", "gone"))).isTrue();
    }

    @Test
    void itIsOverWhenItsOwnerHasTakenAnotherMachine() {
        ResourceId left = ResourceId.virtualMachine(SUBSCRIPTION, "rg", "former");
        assertThat(abandoned(left, claim("cluster-1", "other"))).isTrue();
    }

    @Test
    void nobodyHereCanSayOfAnotherInstallation() {
        assertThat(abandoned(TEMPLATE, claim("cluster-2", "gone"))).isFalse();
    }

    @Test
    void ourOwnClaimIsNotAbandoned() {
        assertThat(abandoned(TEMPLATE, OWNER.tags())).isFalse();
        assertThat(abandoned(TEMPLATE, Map.of())).isFalse();
    }

    private boolean abandoned(ResourceId machine, Map<String, String> tags) {
        return new Claimants(client, Set.of()).abandoned(OWNER, machine, tags);
    }

    private static Map<String, String> claim(String instance, String name) {
        return new OwnerMark(instance, "team", name, "uid-2").tags();
    }
}
