package io.azbatch.testbed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.testbed.Testbed;
import io.azbatch.testbed.kubernetes.Chart;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.azbatch.testbed.process.Workplace;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The chart in a real cluster: what a release is, what its ServiceAccount may, and what is left when it goes. */
@ExtendWith(Testbed.Extension.class)
@Execution(ExecutionMode.SAME_THREAD)
final class ChartInstallTest {
    private static final String RELEASE = "charted";
    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final String TEAM = "charted-team";
    private static final String OTHER = "charted-other";

    private static final String KINDS =
            "deployments,poddisruptionbudgets,serviceaccounts,roles,rolebindings,clusterroles,clusterrolebindings";

    private static final Set<String> OBJECTS = Set.of(
            "get customimages.azbatch.io",
            "list customimages.azbatch.io",
            "watch customimages.azbatch.io",
            "patch customimages.azbatch.io",
            "get batchpools.azbatch.io",
            "list batchpools.azbatch.io",
            "watch batchpools.azbatch.io",
            "patch batchpools.azbatch.io",
            "patch customimages/status.azbatch.io",
            "patch batchpools/status.azbatch.io",
            "get secrets",
            "create events.events.k8s.io");

    private static final Set<String> LEASE = Set.of(
            "create leases.coordination.k8s.io",
            "get leases.coordination.k8s.io/azure-batch-operator",
            "patch leases.coordination.k8s.io/azure-batch-operator");

    private static final Set<String> CLUSTER_ID = Set.of("get namespaces/kube-system");

    private final Workplace workplace;
    private final Chart chart;
    private final ControlPlane controlPlane;
    private final KubernetesClient admin;

    ChartInstallTest(Testbed testbed) {
        workplace = testbed.workplace();
        controlPlane = testbed.controlPlane();
        chart = new Chart(testbed.repository().chart(), controlPlane.kubeconfig());
        admin = controlPlane.client();
    }

    @BeforeEach
    void install() {
        Stream.of(TEAM, OTHER)
                .filter(name -> admin.namespaces().withName(name).get() == null)
                .forEach(controlPlane::makeNamespace);
        chart.install(RELEASE, RELEASE, workplace.write("install-" + RELEASE + ".yaml", ""));
    }

    @AfterEach
    void uninstall() {
        if (deployment() != null) {
            chart.uninstall(RELEASE, RELEASE);
        }
    }

    @Test
    void theOperatorMayWhatItNeedsAndNoMore() {
        try (KubernetesClient operator = operator()) {
            assertThat(rights(operator, RELEASE)).isEqualTo(together(OBJECTS, LEASE, CLUSTER_ID));
            assertThat(rights(operator, TEAM)).isEqualTo(together(OBJECTS, CLUSTER_ID, Set.of()));
        }
    }

    @Test
    void rightsHoldForRealCalls() {
        try (KubernetesClient operator = operator()) {
            assertThat(operator.genericKubernetesResources("azbatch.io/v1beta1", "CustomImage")
                            .inAnyNamespace()
                            .list()
                            .getKind())
                    .isEqualTo("CustomImageList");
            assertThat(operator.secrets()
                            .inNamespace(TEAM)
                            .withName("not-there")
                            .get())
                    .isNull();
            assertThat(operator.namespaces().withName("kube-system").get()).isNotNull();
            refused(() -> operator.secrets().inNamespace(TEAM).list());
            refused(() -> operator.namespaces().withName(TEAM).get());
            refused(() -> operator.pods().inNamespace(RELEASE).list());
        }
    }

    @Test
    void anUpgradeToNamedNamespacesTakesTheRestAway() {
        upgrade("watchNamespaces: [" + TEAM + "]\ninstanceId: prod\n");

        try (KubernetesClient operator = operator()) {
            assertThat(rights(operator, TEAM)).isEqualTo(OBJECTS);
            assertThat(rights(operator, RELEASE)).isEqualTo(LEASE);
            assertThat(rights(operator, OTHER)).isEmpty();
        }
        assertThat(admin.rbac().clusterRoles().withName(RELEASE).get()).isNull();
        assertThat(deployment()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .anyMatch(variable -> variable.getName().equals("AZBATCH_WATCH_NAMESPACES")
                        && variable.getValue().equals(TEAM))
                .anyMatch(variable -> variable.getName().equals("AZBATCH_INSTANCE_ID")
                        && variable.getValue().equals("prod"));
    }

    @Test
    void anUpgradeLeavesWhatIsNotChanged() {
        Deployment before = deployment();
        upgrade("replicas: 1\n");
        Deployment after = deployment();
        assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
        assertThat(after.getSpec().getReplicas()).isEqualTo(1);
        assertThat(after.getSpec().getTemplate()).isEqualTo(before.getSpec().getTemplate());
    }

    @Test
    void thePodAsksForNoMoreThanARestrictedNamespaceGives() {
        admin.namespaces().withName(OTHER).edit(namespace -> {
            namespace.getMetadata().getLabels().put("pod-security.kubernetes.io/enforce", "restricted");
            return namespace;
        });
        var pod = deployment().getSpec().getTemplate();
        var trial = new PodBuilder()
                .withNewMetadata()
                .withName("trial")
                .withNamespace(OTHER)
                .endMetadata()
                .withSpec(pod.getSpec())
                .editSpec()
                .withServiceAccountName("default")
                .withServiceAccount("default")
                .endSpec()
                .build();
        assertThat(admin.resource(trial).dryRun().create().getMetadata().getName())
                .isEqualTo("trial");
        trial.getSpec().getContainers().getFirst().getSecurityContext().setAllowPrivilegeEscalation(true);
        assertThatThrownBy(() -> admin.resource(trial).dryRun().create()).hasMessageContaining("restricted");
    }

    @Test
    void objectsOutliveTheRelease() {
        ApiServer images = new ApiServer(admin, OTHER, "customimages");
        ObjectNode kept = images.create(CorpusCase.base(CORPUS, "customimage"));
        assertThat(leftovers()).contains("deployment.apps/" + RELEASE, "secret/sh.helm.release.v1." + RELEASE + ".v1");

        uninstall();

        assertThat(leftovers()).isEmpty();
        images.delete(images.get(kept.at("/metadata/name").textValue()));
    }

    private void upgrade(String values) {
        chart.upgrade(RELEASE, RELEASE, workplace.write("upgrade-" + RELEASE + ".yaml", values));
    }

    private Deployment deployment() {
        return admin.apps().deployments().inNamespace(RELEASE).withName(RELEASE).get();
    }

    private KubernetesClient operator() {
        String account = deployment().getSpec().getTemplate().getSpec().getServiceAccountName();
        return ControlPlane.newClient(controlPlane.kubeconfigFor(RELEASE, account));
    }

    /** What an account may beyond what every account may. */
    private Set<String> rights(KubernetesClient account, String namespace) {
        try (KubernetesClient nobody = ControlPlane.newClient(controlPlane.kubeconfigFor(OTHER, "default"))) {
            return Rights.beyond(Rights.of(nobody, namespace), Rights.of(account, namespace));
        }
    }

    /** Objects of the release, and Helm's own records of it. */
    private String leftovers() {
        return controlPlane
                        .kubectl()
                        .run("get", KINDS, "-A", "-l", "app.kubernetes.io/instance=" + RELEASE, "-o", "name")
                + controlPlane.kubectl().run("get", "secrets", "-n", RELEASE, "-l", "owner=helm", "-o", "name");
    }

    private static Set<String> together(Set<String> some, Set<String> more, Set<String> rest) {
        return Stream.of(some, more, rest).flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(KubernetesClientException.class, refusal -> assertThat(refusal.getCode())
                        .isEqualTo(403));
    }
}
