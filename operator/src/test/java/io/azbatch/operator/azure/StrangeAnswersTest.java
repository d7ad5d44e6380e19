package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.BatchPools.AllocationState;
import io.azbatch.operator.cloud.BatchPools.NodeCounts;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.cloud.BatchPools.PoolState;
import io.azbatch.operator.cloud.BatchPools.ResizeError;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.Galleries.Replica;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.cloud.VirtualMachines.PowerState;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are fine and yet not what was expected: words of a later Azure, and things left out. */
final class StrangeAnswersTest {

    @TempDir
    private static Path directory;

    private static SimulatedAzure azure;
    private static AzureCloud opened;
    private static Cloud cloud;
    private static Credential owner;
    private static URI account;
    private static ResourceId version;

    @BeforeAll
    static void start() {
        azure = SimulatedAzure.start(directory);
        opened = azure.cloud(Duration.ZERO);
        cloud = opened.ports();
        owner = azure.owner();
        account = cloud.batchAccounts()
                .get(owner, azure.createBatchAccount("render"))
                .found()
                .orElseThrow()
                .endpoint();
        version = azure.gallery("g").child("images", "d").child("versions", "1.0.0");
    }

    @AfterAll
    static void stop() {
        opened.close();
        azure.close();
    }

    @AfterEach
    void calm() {
        azure.clearFaults();
    }

    @Test
    void aMachineOfWhichAlmostNothingIsKnownYet() {
        answer("{'operation': 'virtualMachines GET'}", "{'location': 'West Europe', 'tags': {'empty': null}}");
        answer("{'path': '/extensions'}", "{}");

        VirtualMachine seen = machine();

        assertThat(seen.location()).isEqualTo(new Region("westeurope"));
        assertThat(seen.powerState()).isEqualTo(PowerState.UNKNOWN);
        assertThat(seen.osDisk()).isEmpty();
        assertThat(seen.osDiskBlob()).isEmpty();
        assertThat(seen.tags()).isEqualTo(Map.of("empty", ""));
    }

    @Test
    void aMachineWithWordsOfALaterAzure() {
        answer("{'operation': 'virtualMachines GET'}", """
                {'location': 'westeurope', 'properties': {'provisioningState': 'Pondering',
                  'securityProfile': {'securityType': 'QuantumLaunch'},
                  'storageProfile': {'imageReference': {'id': '/x'}, 'osDisk': {'osType': 'Plan9', 'createOption': 'Dream',
                    'vhd': {'uri': 'https://a.blob.core.windows.net/vhds/os.vhd'}}},
                  'instanceView': {'hyperVGeneration': 'V3', 'statuses': [{'code': 'PowerState/levitating',
                    'level': 'Mystery'}, {'displayStatus': 'no code'}]}}}""");
        answer("{'path': '/extensions'}", "{'value': []}");

        VirtualMachine seen = machine();

        assertThat(seen.provisioningState()).isEqualTo("Pondering");
        assertThat(seen.powerState()).isEqualTo(PowerState.UNKNOWN);
        assertThat(seen.securityType()).contains("QuantumLaunch");
        assertThat(seen.generation()).isEmpty();
        assertThat(seen.baseImage()).isEmpty();
        assertThat(seen.osDiskBlob()).isPresent();
    }

    @Test
    void anUnmanagedMachineMarkedGeneralizedWithItsPlan() {
        answer("{'operation': 'virtualMachines GET'}", """
                {'location': 'westeurope', 'plan': {'name': 'n', 'publisher': 'p', 'product': 'o'}, 'properties': {
                  'storageProfile': {'osDisk': {'osType': 'Windows', 'createOption': 'FromImage',
                    'vhd': {'uri': 'https://a.blob.core.windows.net/vhds/os.vhd'}}},
                  'instanceView': {'statuses': [{'code': 'OSState/generalized'}, {'code': 'PowerState/stopped'}]}}}""");
        answer("{'path': '/extensions'}", "{'value': []}");

        VirtualMachine seen = machine();

        assertThat(seen.generalized()).isTrue();
        assertThat(seen.powerState()).isEqualTo(PowerState.STOPPED);
        assertThat(seen.osDiskBlob()).isPresent();
        assertThat(seen.plan()).isPresent();
    }

    @Test
    void aVersionWithWordsOfALaterAzure() {
        answer("{'path': '/versions/1.0.0'}", """
                {'location': 'westeurope', 'properties': {'provisioningState': 'Polishing',
                  'publishingProfile': {'targetRegions': [{'name': 'North Europe', 'storageAccountType': 'Cloud_ZRS'}]},
                  'storageProfile': {},
                  'replicationStatus': {'aggregatedState': 'Dancing', 'summary': [{'region': 'North Europe',
                    'state': 'Waltzing', 'details': 'one two three'}]}}}""");

        Version seen = cloud.galleries().version(owner, version).found().orElseThrow();

        assertThat(seen.provisioningState()).isEqualTo("Polishing");
        assertThat(seen.targets()).singleElement().satisfies(target -> {
            assertThat(target.replicaCount()).isEqualTo(1);
            assertThat(target.storageAccountType()).contains("Cloud_ZRS");
        });
        assertThat(seen.replication())
                .containsExactly(new Replica(new Region("northeurope"), "Waltzing", 0, Optional.of("one two three")));
        assertThat(seen.failure()).isEmpty();
    }

    @Test
    void aFailedVersionWhoseOperationNobodyRemembersTellsByItsRegions() {
        answer("{'path': '/versions/1.0.0'}", """
                {'location': 'westeurope', 'properties': {'provisioningState': 'Failed', 'storageProfile': {},
                  'replicationStatus': {'aggregatedState': 'Failed', 'summary': [
                    {'region': 'West Europe', 'state': 'Completed', 'progress': 100},
                    {'region': 'North Europe', 'state': 'Failed', 'details': 'The region is full.'}]}}}""");

        assertThat(cloud.galleries()
                        .version(owner, version)
                        .found()
                        .orElseThrow()
                        .failure())
                .contains("northeurope: The region is full.");
    }

    @Test
    void aDefinitionAsOldApisMadeThem() {
        answer("{'path': '/images/d'}", """
                {'location': 'westeurope', 'properties': {'osType': 'Windows', 'osState': 'Specialized',
                  'identifier': {'publisher': 'p', 'offer': 'o', 'sku': 's'}}}""");

        Definition seen = cloud.galleries()
                .definition(owner, version.parent().orElseThrow())
                .found()
                .orElseThrow();

        assertThat(seen.osState()).isEqualTo("Specialized");
        assertThat(seen.architecture()).isEqualTo("x64");
        assertThat(seen.securityType()).isEmpty();
        assertThat(seen.plan()).isEmpty();
    }

    @Test
    void aPoolWithWordsOfALaterBatchIsTakenForOneThatIsNotAtRest() {
        answer("{'listener': 'batch'}", """
                {'value': [{'id': 'p', 'eTag': '0x8D', 'state': 'hibernating', 'allocationState': 'dreaming',
                  'vmSize': 'standard_d2s_v5', 'resizeErrors': [{'code': 'AllocationFailed', 'message': 'Not available.',
                    'values': [{'name': 'Reason', 'value': 'full'}]}, {'message': null}],
                  'metadata': [{'name': 'owner', 'value': 'me'}, {'name': 'owner', 'value': 'you'}],
                  'futureProperty': {'deep': [1]}}]}""");

        Pool seen = cloud.batchPools().get(owner, account, "p").found().orElseThrow();

        assertThat(seen.state()).isEqualTo(PoolState.ACTIVE);
        assertThat(seen.allocationState()).isEqualTo(AllocationState.RESIZING);
        assertThat(seen.imageId()).isEmpty();
        assertThat(seen.resizeErrors())
                .containsExactly(
                        new ResizeError("AllocationFailed", "Not available. Reason: full"),
                        new ResizeError("Unknown", ""));
        assertThat(seen.metadata()).isEqualTo(Map.of("owner", "you"));
    }

    @Test
    void nodesInAStateOfALaterBatchStillCountInTheTotal() {
        answer("{'listener': 'batch'}", """
                {'value': [{'poolId': 'p', 'dedicated': {'total': 3, 'idle': 1, 'startTaskFailed': 1, 'floating': 1}}]}""");

        assertThat(cloud.batchPools().nodeCounts(owner, account, "p").found())
                .contains(new NodeCounts(3, Map.of("idle", 1, "startTaskFailed", 1)));
    }

    @Test
    void aBatchAccountWithoutAnEndpointIsNotReadableYet() {
        answer("{'path': '/batchAccounts/render'}", """
                {'location': 'westeurope', 'properties': {'provisioningState': 'Creating'}}""");

        assertThat(cloud.batchAccounts()
                        .get(owner, azure.batchAccount("render"))
                        .unread())
                .hasValueSatisfying(trouble -> {
                    assertThat(trouble).isInstanceOf(Trouble.Unavailable.class);
                    assertThat(trouble.code()).isEqualTo("NoAccountEndpoint");
                });
    }

    @Test
    void aSuccessThatIsNoJsonIsNoAnswer() {
        answer("{'operation': 'virtualMachines GET'}", "<html>");
        answer("{'listener': 'batch'}", "<html>");

        List<Reading<?>> readings = List.of(
                cloud.virtualMachines().get(owner, azure.virtualMachine("m")),
                cloud.batchPools().get(owner, account, "p"));

        assertThat(readings)
                .allSatisfy(reading -> assertThat(reading.unread()).containsInstanceOf(Trouble.Unavailable.class));
    }

    private static VirtualMachine machine() {
        return cloud.virtualMachines()
                .get(owner, azure.virtualMachine("m"))
                .found()
                .orElseThrow();
    }

    /** The next request that fits is answered with this body, and well. */
    private static void answer(String match, String body) {
        azure.fault(
                match,
                "{'type': 'status', 'status': 200, 'body': " + (body.startsWith("{") ? body : "'" + body + "'") + "}");
    }
}
