package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.HyperVGeneration;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.cloud.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AzureVirtualMachinesTest {

    @TempDir
    private static Path directory;

    private static SimulatedAzure azure;
    private static AzureCloud cloud;
    private static Credential owner;
    private static VirtualMachines machines;

    @BeforeAll
    static void start() {
        azure = SimulatedAzure.start(directory);
        cloud = azure.cloud(Duration.ZERO);
        owner = azure.owner();
        machines = cloud.ports().virtualMachines();
    }

    @AfterAll
    static void stop() {
        cloud.close();
        azure.close();
    }

    @Test
    void aRunningMachineIsSeenWithEverythingThatPreflightAsksFor() {
        ResourceId id = azure.createMachine("running");

        VirtualMachine seen = machines.get(owner, id).found().orElseThrow();

        assertThat(seen.id()).isEqualTo(id);
        assertThat(seen.vmId()).isNotEmpty();
        assertThat(seen.location()).isEqualTo(new Region("westeurope"));
        assertThat(seen.vmSize()).isEqualTo("Standard_D2s_v5");
        assertThat(seen.provisioningState()).isEqualTo("Succeeded");
        assertThat(seen.powerState()).isEqualTo(PowerState.RUNNING);
        assertThat(seen.generalized()).isFalse();
        assertThat(seen.osType()).isEqualTo(OsType.Linux);
        assertThat(seen.osDisk()).map(ResourceId::name).contains("running-os");
        assertThat(seen.osDiskBlob()).isEmpty();
        assertThat(seen.generation()).contains(HyperVGeneration.V2);
        assertThat(seen.baseImage()).contains(new BaseImage("Canonical", "ubuntu-24_04-lts", "server"));
        assertThat(seen.plan()).isEmpty();
        assertThat(seen.extensions()).isEmpty();
        assertThat(seen.tags()).containsEntry("team", "render");
        assertThat(seen.etag()).isPresent();
    }

    @Test
    void extensionsOfADeallocatedMachineAreStillSeen() {
        ResourceId id = azure.createMachine("extended");
        azure.arm("PUT", id + "/extensions/agent", SimulatedAzure.COMPUTE, """
                {'location': 'westeurope', 'properties': {'publisher': 'Microsoft.Azure.Extensions',
                  'type': 'CustomScript', 'typeHandlerVersion': '2.1'}}""");
        azure.advance(Duration.ofMinutes(2));
        assertThat(machines.deallocate(owner, id)).isEqualTo(Write.accepted());
        azure.advance(Duration.ofMinutes(2));

        VirtualMachine seen = machines.get(owner, id).found().orElseThrow();

        assertThat(seen.powerState()).isEqualTo(PowerState.DEALLOCATED);
        assertThat(seen.extensions()).containsExactly("agent");
    }

    @Test
    void fromRunningToGeneralizedEachWriteIsOneRequestAndReturnsBeforeAzureIsDone() {
        ResourceId id = azure.createMachine("captured");
        long before = azure.lastSequence();

        assertThat(machines.generalize(owner, id))
                .isInstanceOfSatisfying(Write.Refused.class, refused -> assertThat(refused.trouble())
                        .isInstanceOf(Trouble.Invalid.class)
                        .extracting(Trouble::code)
                        .isEqualTo("OperationNotAllowed"));
        assertThat(machines.deallocate(owner, id)).isEqualTo(Write.accepted());
        assertThat(machines.get(owner, id).found())
                .map(VirtualMachine::powerState)
                .contains(PowerState.DEALLOCATING);
        azure.advance(Duration.ofMinutes(2));
        assertThat(machines.generalize(owner, id)).isEqualTo(Write.accepted());

        VirtualMachine seen = machines.get(owner, id).found().orElseThrow();
        assertThat(seen.generalized()).isTrue();
        assertThat(seen.powerState()).isEqualTo(PowerState.DEALLOCATED);
        assertThat(azure.journal(before).stream().filter(line -> line.startsWith("POST virtualMachines")))
                .containsExactly(
                        "POST virtualMachines/generalize 409",
                        "POST virtualMachines/deallocate 202",
                        "POST virtualMachines/generalize 200");
    }

    @Test
    void tagsAreReplacedOnlyIfTheMachineIsStillTheOneThatWasRead() {
        ResourceId id = azure.createMachine("claimed");
        Optional<String> etag = machines.get(owner, id).found().orElseThrow().etag();

        assertThat(machines.replaceTags(owner, id, Map.of("owner", "me"), etag)).isEqualTo(Write.accepted());
        assertThat(machines.get(owner, id).found().orElseThrow().tags()).isEqualTo(Map.of("owner", "me"));
        assertThat(machines.replaceTags(owner, id, Map.of("owner", "you"), etag))
                .isInstanceOfSatisfying(Write.Refused.class, refused -> assertThat(refused.trouble())
                        .isInstanceOf(Trouble.Conflict.class));
        assertThat(machines.get(owner, id).found().orElseThrow().tags()).isEqualTo(Map.of("owner", "me"));
    }

    @Test
    void aMissingMachineIsAbsentInAzuresWords() {
        assertThat(machines.get(owner, azure.virtualMachine("nowhere")))
                .isInstanceOfSatisfying(Reading.Absent.class, absent -> {
                    assertThat(absent.code()).isEqualTo("ResourceNotFound");
                    assertThat(absent.message()).contains("nowhere");
                });
    }

    @Test
    void aReaderMayLookButNotChange() {
        ResourceId id = azure.createMachine("guarded");
        Credential reader = azure.reader();

        assertThat(machines.get(reader, id).found()).isPresent();
        assertThat(machines.deallocate(reader, id)).isInstanceOfSatisfying(Write.Refused.class, refused -> {
            assertThat(refused.trouble()).isInstanceOf(Trouble.Denied.class);
            assertThat(refused.trouble().code()).isEqualTo("AuthorizationFailed");
        });
    }
}
