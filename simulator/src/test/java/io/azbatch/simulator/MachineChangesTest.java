package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual machines that are changed, fail, or go, and the network interfaces that they hold. */
final class MachineChangesTest {
    private final Caller azure = new Caller();
    private Estate estate;

    @BeforeEach
    void group() {
        estate = new Estate(azure);
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer resize(String machine, String size) {
        return azure.arm(
                "PATCH",
                machine,
                Caller.COMPUTE,
                "{\"properties\":{\"hardwareProfile\":{\"vmSize\":\"" + size + "\"}}}");
    }

    private String state(String machine) {
        return azure.get(machine, Caller.COMPUTE).text("properties", "provisioningState");
    }

    @Test
    void aSecondDeletionEndsWithTheFirst() {
        String id = estate.machine("vm1");
        Answer first = azure.arm("DELETE", id, Caller.COMPUTE, "");
        azure.advance(Duration.ofSeconds(30));
        Answer second = azure.arm("DELETE", id, Caller.COMPUTE, "");
        assertThat(second.status()).isEqualTo(202);
        assertThat(azure.follow(second.header("Azure-AsyncOperation")).text("status"))
                .isEqualTo("InProgress");
        azure.advance(Duration.ofSeconds(13));
        assertThat(azure.get(id, Caller.COMPUTE).status()).isEqualTo(404);
        for (Answer deletion : new Answer[] {first, second}) {
            assertThat(azure.follow(deletion.header("Azure-AsyncOperation")).text("status"))
                    .isEqualTo("Succeeded");
        }
    }

    @Test
    void aMachineIsResizedToWhatItCanBootAndTheQuotaHolds() {
        String id = estate.machine("vm1");
        Answer other = resize(id, "Standard_D2_v3");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.message()).contains("cannot boot Hypervisor Generation '2'");
        assertThat(resize(id, "Standard_D2ps_v5").message()).contains("only supports a CPU Architecture of 'Arm64'");
        azure.admin("PUT", "/settings", "{\"coreQuota\":3}");
        Answer larger = resize(id, "Standard_D4s_v3");
        assertThat(larger.status()).isEqualTo(409);
        assertThat(larger.message()).contains("Current in use: 2, Additional requested: 2.");
        azure.admin("PUT", "/settings", "{\"coreQuota\":4}");
        assertThat(resize(id, "Standard_D4s_v3").status()).isEqualTo(200);
    }

    @Test
    void aMachineWhoseCreationFailedHasNoPowerStateAndIsMadeByTheNextPut() {
        azure.admin("POST", "/faults", """
                {"match":{"operation":"virtualMachines PUT"},"action":{"type":"failOperation",
                 "code":"AllocationFailed","message":"Allocation failed."}}""");
        String id = estate.machineId("vm1");
        String body = estate.machineBody(estate.nic("n"));
        azure.arm("PUT", id, Caller.COMPUTE, body);
        azure.advance(Duration.ofMinutes(5));
        assertThat(state(id)).isEqualTo("Failed");
        JsonNode statuses = azure.get(id + "/instanceView", Caller.COMPUTE).at("statuses");
        assertThat(statuses.size()).isEqualTo(1);
        String vmId = azure.get(id, Caller.COMPUTE).text("properties", "vmId");
        assertThat(azure.arm("PUT", id, Caller.COMPUTE, body).status()).isEqualTo(200);
        azure.advance(Duration.ofMinutes(5));
        Answer made = azure.get(id, Caller.COMPUTE);
        assertThat(state(id)).isEqualTo("Succeeded");
        assertThat(made.text("properties", "vmId")).isEqualTo(vmId);
        assertThat(made.text("properties", "storageProfile", "osDisk", "managedDisk", "id"))
                .isNotEmpty();
    }

    @Test
    void anInterfaceServesItsMachineUntilThatIsGone() {
        estate.machine("vm1");
        String nic = estate.nic("vm1-nic");
        Answer taken = azure.arm("PUT", estate.machineId("vm2"), Caller.COMPUTE, estate.machineBody(nic));
        assertThat(taken.status()).isEqualTo(400);
        assertThat(taken.code()).isEqualTo("NicInUse");
        assertThat(azure.arm("DELETE", nic, Caller.NETWORK, "").code()).isEqualTo("NicInUse");
        azure.arm("DELETE", estate.machineId("vm1"), Caller.COMPUTE, "");
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.arm("PUT", estate.machineId("vm2"), Caller.COMPUTE, estate.machineBody(nic))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void onlyANetworkInterfaceIsOne() {
        String network = azure.group() + "/providers/Microsoft.Network/virtualNetworks/v";
        azure.arm("PUT", network, Caller.NETWORK, "{\"location\":\"westeurope\"}");
        assertThat(azure.arm("PUT", estate.machineId("vm1"), Caller.COMPUTE, estate.machineBody(network))
                        .message())
                .isEqualTo("Resource " + network + " not found.");
    }

    @Test
    void userDataIsToldToThoseWhoAskForIt() {
        String body = estate.machineBody(estate.nic("n"))
                .replace("\"storageProfile\"", "\"userData\":\"YQ==\",\"storageProfile\"");
        String id = estate.machineId("vm1");
        assertThat(azure.arm("PUT", id, Caller.COMPUTE, body).at("properties").has("userData"))
                .isFalse();
        assertThat(azure.get(id + "?$expand=userData", Caller.COMPUTE).text("properties", "userData"))
                .isEqualTo("YQ==");
        assertThat(azure.get(id + "?$expand=instanceView", Caller.COMPUTE)
                        .at("properties")
                        .has("userData"))
                .isFalse();
    }

    @Test
    void aDiskBringsItsArchitectureAlong() {
        String disk = azure.compute() + "/disks/arm";
        azure.arm("PUT", disk, Caller.DISK, """
                {"location":"westeurope","properties":{"creationData":{"createOption":"Empty"},"diskSizeGB":30,
                 "osType":"Linux","hyperVGeneration":"V2","supportedCapabilities":{"architecture":"Arm64"}}}""");
        azure.advance(Duration.ofSeconds(1));
        String body = """
                {"location":"westeurope","properties":{"hardwareProfile":{"vmSize":"Standard_D2s_v3"},
                 "storageProfile":{"osDisk":{"osType":"Linux","createOption":"Attach","managedDisk":{"id":"%s"}}},
                 "networkProfile":{"networkInterfaces":[{"id":"%s"}]}}}""".formatted(disk, estate.nic("n"));
        assertThat(azure.arm("PUT", estate.machineId("vm1"), Caller.COMPUTE, body)
                        .message())
                .contains("CPU Architecture 'Arm64' was given");
        assertThat(azure.arm(
                                "PUT",
                                estate.machineId("vm1"),
                                Caller.COMPUTE,
                                body.replace("Standard_D2s_v3", "Standard_D2ps_v5"))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"osDisk\":null}"})
    void aNullTakesNoDiskFromAMachine(String storage) {
        String id = estate.machine("vm1");
        Answer patched =
                azure.arm("PATCH", id, Caller.COMPUTE, "{\"properties\":{\"storageProfile\":" + storage + "}}");
        assertThat(patched.status()).isEqualTo(200);
        azure.advance(Duration.ofMinutes(5));
        assertThat(state(id)).isEqualTo("Succeeded");
        assertThat(azure.get(id, Caller.COMPUTE).text("properties", "storageProfile", "osDisk", "managedDisk", "id"))
                .isNotEmpty();
    }
}
