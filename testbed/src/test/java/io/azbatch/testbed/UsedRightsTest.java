package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.testbed.api.AuditLog;
import io.azbatch.testbed.api.AuditLog.Use;
import io.azbatch.testbed.api.Rights;
import io.azbatch.testbed.azure.Fault;
import io.azbatch.testbed.azure.SimulatorAdmin;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.azbatch.testbed.operator.OperatorProcess;
import io.azbatch.testbed.operator.OperatorSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What the operator asks of the API server in its life is what it is given: no right that it does not use, none that it
 * would need. The API server's own audit log says what was asked.
 */
@Execution(ExecutionMode.SAME_THREAD)
final class UsedRightsTest {
    /** Simulated; in real time almost as long as the operator waits for an answer. */
    private static final Duration MEANWHILE = Duration.ofSeconds(25L * Testbed.SPEED);

    private static Testbed testbed;

    @BeforeAll
    static void start() {
        testbed = Testbed.audited(
                "UsedRightsTest",
                Path.of("src/test/resources/audit-policy.yaml").toAbsolutePath());
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    @Test
    void ofKustomizeForAllNamespaces() {
        try (Scene scene = Scene.openWithKustomize(testbed, "used")) {
            aLife(scene);
            allIsUsedAndNothingElse(scene);
        }
    }

    @Test
    void ofTheChartForOneNamespace() {
        try (Scene scene = Scene.open(testbed, "used")) {
            aLife(scene);
            allIsUsedAndNothingElse(scene);
        }
    }

    private static void aLife(Scene scene) {
        OperatorProcess leader = scene.startOperator(UsedRightsTest::shortLease);
        scene.await("leader", () -> scene.leaseHolder().isPresent());
        OperatorProcess standby = scene.startOperator(UsedRightsTest::shortLease);
        scene.applyImage();
        scene.applyPool();
        scene.awaitPoolReady();

        scene.operators().kill(leader);
        scene.await("takeover", () -> scene.leaseHolder().equals(Optional.of(standby.pod())));
        scene.scalePool(3);
        scene.awaitPoolReady();

        scene.deletePoolAndWait();
        scene.deleteImageAndWait();
        othersWriteWhileFinalizersGo(scene);
        scene.operators().terminateAll();
    }

    /** The finalizer is taken off an object that is no longer what the pass has seen: it is asked for again. */
    private static void othersWriteWhileFinalizersGo(Scene scene) {
        scene.applyPool();
        scene.awaitPoolReason("ImageNotFound");
        giveOtherCredentials(scene, "11111111-2222-3333-4444-777777777777");
        deleteWhileOthersWrite(scene, "pools list", scene.pool());
        scene.awaitEndOfPool();
        scene.applyImage(manifest -> manifest.replace(Manifests.MACHINE, "no-vm"));
        scene.awaitImageReason("VirtualMachineNotFound");
        giveOtherCredentials(scene, "11111111-2222-3333-4444-888888888888");
        deleteWhileOthersWrite(scene, "galleries GET", scene.image());
        scene.awaitEndOfImage();
    }

    /** What was read with the credential before is not taken for what this one may see: the next pass asks anew. */
    private static void giveOtherCredentials(Scene scene, String client) {
        String subscription = scene.azure().azure().subscription();
        scene.admin().principal(client, "secret", Map.of(subscription, "write"));
        scene.giveCredentials(client, "secret");
    }

    /** @param read that the pass of the deletion waits for meanwhile */
    private static <T extends HasMetadata> void deleteWhileOthersWrite(Scene scene, String read, Resource<T> object) {
        Fault slow = Fault.on(read).delay(MEANWHILE);
        try (SimulatorAdmin.Armed armed = scene.admin().arm(slow)) {
            object.delete();
            scene.await("pass of the deletion", () -> armed.struck() == 1);
            object.edit(UsedRightsTest::annotated);
            // Nobody shares this Azure, so its time may jump to the answer.
            scene.admin().advance(MEANWHILE);
        }
    }

    private static <T extends HasMetadata> T annotated(T object) {
        object.getMetadata().getAnnotations().put("example.com/note", "being deleted");
        return object;
    }

    /** What was used is read first: to ask for rights is a request too. */
    private static void allIsUsedAndNothingElse(Scene scene) {
        String namespace = scene.installation().namespace();
        String account = scene.installation().serviceAccount();
        Set<Use> uses = new AuditLog(testbed.controlPlane().auditLog()).uses(namespace, account);
        Set<String> granted = granted(namespace, account, scene.name());
        assertThat(uses).extracting(use -> use.of(granted)).hasSameElementsAs(granted);
    }

    private static Set<String> granted(String namespace, String account, String team) {
        ControlPlane controlPlane = testbed.controlPlane();
        try (KubernetesClient operator = ControlPlane.newClient(controlPlane.kubeconfigFor(namespace, account));
                KubernetesClient nobody = ControlPlane.newClient(controlPlane.kubeconfigFor("default", "default"))) {
            Set<String> all = new TreeSet<>(Rights.of(operator, namespace));
            all.addAll(Rights.of(operator, team));
            return Rights.beyond(Rights.of(nobody, team), all);
        }
    }

    private static OperatorSettings shortLease(OperatorSettings settings) {
        return settings.with("AZBATCH_LEASE_DURATION", "5s")
                .with("AZBATCH_RESYNC_INTERVAL", "1h")
                .with("AZBATCH_STALLED_INTERVAL", "1h");
    }
}
