package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azbatch.testbed.kubernetes.Binaries;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.azbatch.testbed.process.Waiting;
import io.azbatch.testbed.process.Workplace;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the other tests lean on: the control plane is a real one, and survives what they do to it. */
@Execution(ExecutionMode.SAME_THREAD)
final class ControlPlaneTest {
    private static Workplace workplace;
    private static ControlPlane controlPlane;
    private static KubernetesClient admin;

    @BeforeAll
    static void start() {
        workplace = Workplace.open(Path.of("target/logs/ControlPlaneTest"));
        controlPlane = ControlPlane.start(workplace, Binaries.fetch(Repository.find()));
        admin = controlPlane.client();
    }

    @AfterAll
    static void stop() {
        controlPlane.close();
        workplace.close();
        assertThat(workplace.directory()).doesNotExist();
    }

    @Test
    void objectsOutliveTheApiServer() {
        controlPlane.makeNamespace("outlive");
        admin.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("outlive")
                        .withName("kept")
                        .endMetadata()
                        .addToData("key", "value")
                        .build())
                .create();

        controlPlane.restartApiServer();

        assertThat(admin.configMaps()
                        .inNamespace("outlive")
                        .withName("kept")
                        .get()
                        .getData())
                .containsEntry("key", "value");
    }

    @Test
    void deletedNamespacesReallyGo() {
        controlPlane.makeNamespace("going");
        admin.namespaces().withName("going").delete();
        Waiting.until(
                "end of the namespace",
                Duration.ofMinutes(2),
                () -> admin.namespaces().withName("going").get() == null);
    }

    @Test
    void serviceAccountsHaveOnlyTheRightsTheyAreGiven() {
        controlPlane.makeNamespace("limited");
        Path kubeconfig = controlPlane.kubeconfigFor("limited", "default");
        try (KubernetesClient limited = ControlPlane.newClient(kubeconfig)) {
            assertThatThrownBy(() -> limited.configMaps().inNamespace("limited").list())
                    .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
                        assertThat(refused.getCode()).isEqualTo(403);
                        assertThat(refused.getMessage()).contains("system:serviceaccount:limited:default");
                    });
        }
    }

    @Test
    void kubectlIsOfTheSameRelease() {
        assertThat(controlPlane.kubectl().run("version"))
                .contains("Client Version: v1.34.0")
                .contains("Server Version: v1.34.0");
        assertThat(controlPlane.kubectl().tryRun("get", "pods", "nowhere").exitCode())
                .isEqualTo(1);
    }

    @Test
    void filesOfTheRunAreReadableByThisUserOnly() throws Exception {
        assertThat(Files.getPosixFilePermissions(workplace.directory())).hasSize(3);
    }
}
