package io.azbatch.testbed.operator;

import io.azbatch.testbed.azure.Endpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an operator process is told; see the operator's own configuration record for what each means.
 *
 * @param kubeconfig who it is in the cluster
 * @param namespace holds its lease
 * @param watchNamespaces empty for all
 * @param instanceId its name in marks on Azure resources
 * @param azure where Azure is
 * @param intervals how often it looks, in the operator's own form ({@code 500ms}, {@code 1h})
 */
public record OperatorSettings(
        Path kubeconfig,
        String namespace,
        List<String> watchNamespaces,
        String instanceId,
        Endpoints azure,
        Intervals intervals) {

    /**
     * How often the operator looks by itself; events come on top.
     *
     * @param operation while Azure works on something
     * @param resync at rest
     * @param stalled while the user must act
     * @param trouble after a call that Azure could not answer
     */
    public record Intervals(String operation, String resync, String stalled, String trouble, String lease) {

        /** For an Azure whose minutes take seconds. */
        public static Intervals quick() {
            return new Intervals("500ms", "5s", "2s", "1s", "15s");
        }

        public Intervals withResync(String other) {
            return new Intervals(operation, other, stalled, trouble, lease);
        }

        public Intervals withLease(String other) {
            return new Intervals(operation, resync, stalled, trouble, other);
        }
    }

    public OperatorSettings withIntervals(Intervals other) {
        return new OperatorSettings(kubeconfig, namespace, watchNamespaces, instanceId, azure, other);
    }

    Map<String, String> environment(int healthPort) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("AZBATCH_NAMESPACE", namespace);
        environment.put("AZBATCH_WATCH_NAMESPACES", String.join(",", watchNamespaces));
        environment.put("AZBATCH_INSTANCE_ID", instanceId);
        environment.put("AZURE_AUTHORITY_HOST", azure.authority().toString());
        environment.put("AZBATCH_RESOURCE_MANAGER_ENDPOINT", azure.arm().toString());
        environment.put("AZBATCH_CA_FILE", azure.ca().toString());
        environment.put("AZBATCH_HEALTH_ADDRESS", "127.0.0.1:" + healthPort);
        environment.put("AZBATCH_OPERATION_INTERVAL", intervals.operation());
        environment.put("AZBATCH_RESYNC_INTERVAL", intervals.resync());
        environment.put("AZBATCH_STALLED_INTERVAL", intervals.stalled());
        environment.put("AZBATCH_TROUBLE_INTERVAL", intervals.trouble());
        environment.put("AZBATCH_LEASE_DURATION", intervals.lease());
        return environment;
    }
}
