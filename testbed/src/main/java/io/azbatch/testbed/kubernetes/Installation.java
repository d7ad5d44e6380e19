package io.azbatch.testbed.kubernetes;

import io.azbatch.testbed.Repository;
import io.azbatch.testbed.azure.Endpoints;
import io.azbatch.testbed.operator.OperatorSettings;
import io.azbatch.testbed.operator.OperatorSettings.Intervals;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;

/**
 * The operator as the chart installs it. Nothing runs the Deployment here, so a process takes its place: as the
 * ServiceAccount that the Deployment names, with no more rights than the chart gives it.
 *
 * @param namespace of the release
 * @param serviceAccount that the Deployment runs as
 */
public record Installation(ControlPlane controlPlane, String namespace, String serviceAccount, Endpoints azure) {
    private static final String NAMESPACE = "azure-batch-operator";

    /** Installs the chart for the whole cluster. */
    public static Installation of(ControlPlane controlPlane, Repository repository, Endpoints azure) {
        new Chart(repository.chart(), controlPlane.kubeconfig()).install(NAMESPACE, NAMESPACE, Map.of());
        Deployment deployment = controlPlane
                .client()
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .getFirst();
        return new Installation(
                controlPlane,
                NAMESPACE,
                deployment.getSpec().getTemplate().getSpec().getServiceAccountName(),
                azure);
    }

    /** Puts a credential that may do everything where objects of a namespace look for it. */
    public void giveCredentials(String team) {
        controlPlane
                .client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(team)
                        .withName("azbatch-credentials")
                        .endMetadata()
                        .addToStringData("AZURE_TENANT_ID", azure.tenant())
                        .addToStringData("AZURE_CLIENT_ID", azure.clientId())
                        .addToStringData("AZURE_CLIENT_SECRET", azure.clientSecret())
                        .build())
                .serverSideApply();
    }

    /** Settings of an operator that looks after all namespaces. */
    public OperatorSettings operatorSettings() {
        return new OperatorSettings(
                controlPlane.kubeconfigFor(namespace, serviceAccount),
                namespace,
                List.of(),
                NAMESPACE,
                azure,
                Intervals.quick());
    }
}
