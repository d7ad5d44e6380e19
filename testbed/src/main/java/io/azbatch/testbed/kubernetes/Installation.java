package io.azbatch.testbed.kubernetes;

import io.azbatch.testbed.Repository;
import io.azbatch.testbed.azure.Endpoints;
import io.azbatch.testbed.operator.OperatorSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The operator as chart or kustomize install it. Nothing runs the Deployment here, so a process takes its place: as the
 * ServiceAccount that the Deployment names, with no more rights than it is given, and with the environment that the
 * Deployment sets.
 *
 * @param namespace of the Deployment
 * @param pod that the Deployment would run
 */
public record Installation(ControlPlane controlPlane, String namespace, PodSpec pod, Endpoints azure) {

    /** Values for an Azure that is on this machine and whose minutes take seconds. */
    private static final String VALUES = """
            azure:
              authorityHost: %s
              resourceManager: %s
              certificateAuthoritySecret: azure-ca
            intervals: {operation: 500ms, resync: 5s, stalled: 2s, trouble: 1s, progress: 500ms}
            """;

    /** The same for kustomize: what is changed of {@code config/default}. */
    private static final String OVERLAY = """
            patches:
              - patch: |
                  apiVersion: apps/v1
                  kind: Deployment
                  metadata: {name: azure-batch-operator, namespace: azure-batch-operator}
                  spec:
                    template:
                      spec:
                        containers:
                          - name: operator
                            env:
                              - {name: AZURE_AUTHORITY_HOST, value: "%s"}
                              - {name: AZBATCH_RESOURCE_MANAGER_ENDPOINT, value: "%s"}
                              - {name: AZBATCH_OPERATION_INTERVAL, value: 500ms}
                              - {name: AZBATCH_RESYNC_INTERVAL, value: 5s}
                              - {name: AZBATCH_STALLED_INTERVAL, value: 2s}
                              - {name: AZBATCH_TROUBLE_INTERVAL, value: 1s}
                              - {name: AZBATCH_PROGRESS_INTERVAL, value: 500ms}
            """;

    /** Installs the chart for the whole cluster. */
    public static Installation forCluster(ControlPlane controlPlane, Repository repository, Endpoints azure) {
        return install(controlPlane, repository, azure, "azure-batch-operator", "");
    }

    /** What the chart installs into a namespace for this namespace alone, as Helm renders it. */
    public static String rendered(ControlPlane controlPlane, Repository repository, Endpoints azure, String namespace) {
        return controlPlane.renderChart(repository.chart(), namespace, namespace, values(azure) + onlyFor(namespace));
    }

    /**
     * Makes a namespace and applies what Helm has rendered for it, which takes none of Helm's own seconds.
     *
     * @param manifest of that namespace
     */
    public static Installation byManifest(
            ControlPlane controlPlane, Endpoints azure, String namespace, String manifest) {
        controlPlane.makeNamespace(namespace);
        controlPlane.apply(manifest);
        return installed(controlPlane, azure, namespace);
    }

    private static String onlyFor(String namespace) {
        return "watchNamespaces: [%1$s]\ninstanceId: %1$s\n".formatted(namespace);
    }

    private static String values(Endpoints azure) {
        return VALUES.formatted(azure.authority(), azure.arm());
    }

    /** Applies {@code config/default} by way of an overlay, as a cluster administrator without Helm does. */
    public static Installation byKustomize(ControlPlane controlPlane, Repository repository, Endpoints azure) {
        controlPlane.applyOverlay(repository.kustomization(), OVERLAY.formatted(azure.authority(), azure.arm()));
        return installed(controlPlane, azure, "azure-batch-operator");
    }

    private static Installation install(
            ControlPlane controlPlane, Repository repository, Endpoints azure, String namespace, String scope) {
        controlPlane.installChart(repository.chart(), namespace, namespace, values(azure) + scope);
        return installed(controlPlane, azure, namespace);
    }

    private static Installation installed(ControlPlane controlPlane, Endpoints azure, String namespace) {
        PodSpec pod = controlPlane
                .client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .list()
                .getItems()
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec();
        return new Installation(controlPlane, namespace, pod, azure);
    }

    public String serviceAccount() {
        return pod.getServiceAccountName();
    }

    /** Puts a credential where objects of a namespace look for it. */
    public void giveCredentials(String team, String clientId, String secret) {
        controlPlane
                .client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(team)
                        .withName("azbatch-credentials")
                        .endMetadata()
                        .addToStringData("AZURE_TENANT_ID", azure.tenant())
                        .addToStringData("AZURE_CLIENT_ID", clientId)
                        .addToStringData("AZURE_CLIENT_SECRET", secret)
                        .build())
                .serverSideApply();
    }

    /** Gives a namespace a credential that may do everything. */
    public void giveCredentials(String team) {
        giveCredentials(team, azure.clientId(), azure.clientSecret());
    }

    /** Settings of one more pod of the Deployment. */
    public OperatorSettings newPod() {
        String name = namespace + "-" + UUID.randomUUID().toString().substring(0, 8);
        Container container = pod.getContainers().getFirst();
        Map<String, String> environment = new HashMap<>();
        container.getEnv().forEach(variable -> environment.put(variable.getName(), value(variable, name)));
        environment.put("AZBATCH_CA_FILE", azure.ca().toString());
        return new OperatorSettings(name, controlPlane.kubeconfigFor(namespace, serviceAccount()), environment);
    }

    /** What a kubelet would put in: the value, or the field of the pod that it refers to. */
    private String value(EnvVar variable, String name) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        String field = variable.getValueFrom().getFieldRef().getFieldPath();
        return switch (field) {
            case "metadata.namespace" -> namespace;
            case "metadata.name" -> name;
            default -> throw new IllegalStateException("nothing here knows the pod's " + field);
        };
    }
}
