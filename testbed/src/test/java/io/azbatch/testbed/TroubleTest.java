package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.Condition;
import io.azbatch.testbed.azure.Fault;
import io.azbatch.testbed.azure.JournalEntry;
import io.azbatch.testbed.azure.SimulatorAdmin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Trouble with Azure: each kind is told with its code and what to do, heals by itself, and nothing is done twice. */
@ExtendWith(Testbed.Extension.class)
final class TroubleTest {
    private final Testbed testbed;

    TroubleTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @Test
    void aMissingMachineIsToldAndTakenWhenItComes() {
        try (Scene scene = Scene.withOperator(testbed, "machine-missing")) {
            scene.applyImage(manifest -> manifest.replace("golden-vm", "later-vm"));
            Condition ready = scene.awaitImageReason("VirtualMachineNotFound");
            assertThat(ready.status()).isEqualTo("False");
            assertThat(ready.message()).contains("later-vm").contains("create it");
            assertThat(scene.writes()).isEmpty();

            scene.azure().createVirtualMachine("later-vm");
            scene.awaitImageReady();
        }
    }

    @Test
    void aMissingRightIsToldWithAzuresWords() {
        try (Scene scene = Scene.withOperator(testbed, "denied")) {
            String client = "11111111-2222-3333-4444-555555555555";
            String subscription = scene.azure().azure().subscription();
            scene.admin().principal(client, "secret", Map.of(subscription, "read"));
            scene.giveCredentials(client, "secret");
            scene.applyImage();
            Condition ready = scene.awaitImageReason("AuthorizationFailed");
            assertThat(ready.message()).contains(client).contains("Grant");

            scene.admin()
                    .principal(
                            client,
                            "secret",
                            Map.of(subscription, "read", scene.azure().id(), "write"));
            scene.awaitImageReady();
            assertThat(scene.effects()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aWrongSecretIsToldAndMended() {
        try (Scene scene = Scene.withOperator(testbed, "wrong-secret")) {
            scene.giveCredentials(testbed.simulator().endpoints().clientId(), "wrong");
            scene.applyImage();
            Condition ready = scene.awaitImageReason("CredentialsRefused");
            assertThat(ready.message()).contains("Secret");

            scene.giveCredentials(
                    testbed.simulator().endpoints().clientId(),
                    testbed.simulator().endpoints().clientSecret());
            scene.awaitImageReady();
        }
    }

    @Test
    void anotherOperationInProgressIsWaitedFor() {
        heals(
                "conflict",
                Fault.on("virtualMachines/deallocate")
                        .times(3)
                        .answer(409, "OperationNotAllowed", "Another operation is in progress."));
    }

    @Test
    void azureDownIsWaitedFor() {
        heals(
                "down",
                Fault.on("galleries/images/versions PUT").times(6).answer(503, "ServiceUnavailable", "Try later."));
    }

    @Test
    void aLostAnswerIsNotAskedForTwice() {
        heals("lost-answer", Fault.on("galleries/images/versions PUT").applyThenReset());
    }

    @Test
    void throttledMeansLeftAloneForAsLongAsAzureAsks() {
        try (Scene scene = Scene.withOperator(testbed, "throttled")) {
            Duration pause = Duration.ofSeconds(4);
            Fault throttle = Fault.on("virtualMachines/deallocate")
                    .inPath("/" + scene.name() + "/")
                    .throttle(pause);
            try (SimulatorAdmin.Armed armed = scene.admin().arm(throttle)) {
                scene.applyImage();
                scene.awaitImageReady();
                assertThat(armed.struck()).isOne();
            }
            List<JournalEntry> asked = scene.writes().stream()
                    .filter(entry -> entry.operation().equals("virtualMachines/deallocate"))
                    .toList();
            assertThat(asked).hasSize(2);
            assertThat(asked.get(1).receivedAt())
                    .isAfterOrEqualTo(asked.get(0).receivedAt().plus(pause));
        }
    }

    @Test
    void aFailedVersionIsTriedAgain() {
        try (Scene scene = Scene.withOperator(testbed, "failed-version")) {
            Fault fail = Fault.on("galleries/images/versions PUT")
                    .inPath("/" + scene.name() + "/")
                    .failOperation("InternalExecutionError", "An internal execution error occurred.");
            try (SimulatorAdmin.Armed armed = scene.admin().arm(fail)) {
                scene.applyImage();
                scene.awaitImageReady();
                assertThat(armed.struck()).isOne();
            }
        }
    }

    @Test
    void aMissingAccountIsToldAndTakenWhenItComes() {
        try (Scene scene = Scene.withOperator(testbed, "account-missing")) {
            scene.applyImage();
            scene.applyPool(manifest -> manifest.replace(scene.account(), scene.account() + "x"));
            Condition ready = scene.awaitPoolReason("AccountNotFound");
            assertThat(ready.message()).contains(scene.account() + "x");

            scene.azure().createBatchAccount(scene.account() + "x");
            scene.awaitPoolReady();
        }
    }

    @Test
    void aForeignClaimIsNeverTaken() {
        try (Scene scene = Scene.open(testbed, "claimed")) {
            scene.azure().tag(Manifests.MACHINE, "azbatch-owner", "other/team/image");
            scene.startOperator();
            scene.applyImage();
            Condition ready = scene.awaitImageReason("ClaimedByAnother");
            assertThat(ready.message()).contains("other/team/image");
            assertThat(scene.effects()).doesNotContain("virtualMachines/deallocate");
        }
    }

    private void heals(String name, Fault fault) {
        try (Scene scene = Scene.withOperator(testbed, name);
                SimulatorAdmin.Armed armed = scene.admin().arm(fault.inPath("/" + scene.name() + "/"))) {
            scene.applyImage();
            scene.awaitImageReady();
            assertThat(armed.struck()).isEqualTo(fault.times());
            assertThat(scene.effects()).doesNotHaveDuplicates();
        }
    }
}
