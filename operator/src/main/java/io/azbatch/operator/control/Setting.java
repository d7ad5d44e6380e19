package io.azbatch.operator.control;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Set;

/**
 * What both kinds are wired with beside Azure.
 *
 * @param instance id of this operator installation
 * @param namespaces looked after; empty means all
 */
public record Setting(
        KubernetesClient kubernetes,
        Credentials credentials,
        Reporter reporter,
        Cadence cadence,
        String instance,
        Set<String> namespaces,
        Clock clock) {}
