package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines whose disks are blobs: capture, conversion, and the day on which their road ends. */
final class CaptureTest {
    private static final String ORDER =
            "{\"vhdPrefix\":\"img\",\"destinationContainerName\":\"vhds\",\"overwriteVhds\":false}";
    private static final String ACCOUNT = "https://studio.blob.core.windows.net";

    private final Caller azure = new Caller(Instant.parse("2026-03-30T20:00:00Z"));
    private Estate estate;
    private String endpoint;

    @BeforeEach
    void group() {
        estate = new Estate(azure);
        endpoint = new BlobSite(azure).account("studio");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private String body(String name, String dataDisks) {
        return body(estate.nic(name + "-nic"), ACCOUNT + "/disks/" + name + ".vhd", dataDisks);
    }

    private static String body(String nic, String vhd, String dataDisks) {
        return """
                {"location":"westeurope","properties":{"hardwareProfile":{"vmSize":"Standard_D2s_v3"},
                 "storageProfile":{"imageReference":{"publisher":"Canonical","offer":"0001-com-ubuntu-server-jammy",
                   "sku":"22_04-lts","version":"latest"},
                  "osDisk":{"name":"os","createOption":"FromImage","caching":"ReadWrite","vhd":{"uri":"%s"}},
                  "dataDisks":[%s]},
                 "osProfile":{"computerName":"c","adminUsername":"u","adminPassword":"Secret.123"},
                 "networkProfile":{"networkInterfaces":[{"id":"%s"}]}}}""".formatted(vhd, dataDisks, nic);
    }

    private String machine(String name, String dataDisks) {
        String id = estate.machineId(name);
        Answer created = azure.arm("PUT", id, Caller.COMPUTE, body(name, dataDisks));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        azure.advance(Duration.ofMinutes(1));
        return id;
    }

    private String generalized(String name, String dataDisks) {
        String id = machine(name, dataDisks);
        post(id, "deallocate", "");
        azure.advance(Duration.ofMinutes(1));
        assertThat(post(id, "generalize", "").status()).isEqualTo(200);
        return id;
    }

    private Answer post(String machine, String action, String body) {
        return azure.arm("POST", machine + "/" + action, Caller.COMPUTE, body);
    }

    private List<String> statuses(String machine) {
        List<String> codes = new ArrayList<>();
        for (JsonNode status :
                azure.get(machine + "/instanceView", Caller.COMPUTE).at("statuses")) {
            codes.add(status.path("code").asText());
        }
        return codes;
    }

    private String vmId(String machine) {
        return azure.get(machine, Caller.COMPUTE).text("properties", "vmId");
    }

    @Test
    void theResultIsInTheOperationAndAtItsLocation() {
        String id = generalized("vm1", "");
        Answer accepted = post(id, "capture", ORDER);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.http().body()).isEmpty();
        assertThat(accepted.header("Retry-After")).isEmpty();
        azure.advance(Duration.ofSeconds(1));
        JsonNode output = azure.follow(accepted.header("Azure-AsyncOperation")).at("properties", "output");
        assertThat(azure.follow(accepted.header("Location")).body()).isEqualTo(output);
        assertThat(output.has("id")).isFalse();
        assertThat(output.path("contentVersion").asText()).isEqualTo("1.0.0.0");
        assertThat(output.path("parameters").path("vmSize").path("defaultValue").asText())
                .isEqualTo("Standard_D2s_v3");
        JsonNode machine = output.path("resources").path(0);
        assertThat(machine.path("apiVersion").asText()).isEqualTo(Caller.COMPUTE);
        assertThat(machine.path("properties").path("provisioningState").isInt()).isTrue();
        assertThat(machine.path("properties").path("storageProfile").has("dataDisks"))
                .isFalse();
    }

    @Test
    void theVhdLiesInTheContainerSystemOfTheDisksOwnAccountUnderTheMachinesId() {
        String id = generalized("vm1", "");
        JsonNode disk = capture(id).path("osDisk");
        String file = "img-osDisk." + vmId(id) + ".vhd";
        assertThat(disk.path("name").asText()).isEqualTo(file);
        assertThat(disk.path("image").path("uri").asText())
                .isEqualTo(ACCOUNT + "/system/Microsoft.Compute/Images/vhds/" + file);
        assertThat(disk.path("vhd").path("uri").asText())
                .matches(ACCOUNT + "/vmcontainer([0-9a-f-]{36})/osDisk\\.\\1\\.vhd");
        assertThat(disk.path("createOption").asText()).isEqualTo("FromImage");
        assertThat(disk.path("caching").asText()).isEqualTo("ReadWrite");
        assertThat(disk.path("osType").asText()).isEqualTo("Linux");
    }

    @Test
    void anAccountThatIsNamedInThePathKeepsItsPlace() {
        String id = estate.machineId("vm1");
        azure.arm("PUT", id, Caller.COMPUTE, body(estate.nic("n"), endpoint + "/disks/vm1.vhd", ""));
        azure.advance(Duration.ofMinutes(1));
        post(id, "powerOff", "");
        azure.advance(Duration.ofMinutes(1));
        post(id, "generalize", "");
        assertThat(capture(id).path("osDisk").path("image").path("uri").asText())
                .startsWith(endpoint + "/system/Microsoft.Compute/Images/vhds/img-osDisk.");
    }

    @Test
    void dataDisksAreCapturedByTheirLun() {
        String id = generalized(
                "vm1",
                "{\"lun\":3,\"name\":\"d\",\"createOption\":\"Empty\",\"diskSizeGB\":4,\"vhd\":{\"uri\":\"" + ACCOUNT
                        + "/disks/d.vhd\"}}");
        JsonNode disk = capture(id).path("dataDisks").path(0);
        assertThat(disk.path("lun").asInt()).isEqualTo(3);
        assertThat(disk.path("image").path("uri").asText())
                .isEqualTo(ACCOUNT + "/system/Microsoft.Compute/Images/vhds/img-dataDisk-3." + vmId(id) + ".vhd");
    }

    private JsonNode capture(String id) {
        Answer accepted = post(id, "capture", ORDER);
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(1));
        return azure.follow(accepted.header("Location"))
                .at("resources")
                .path(0)
                .path("properties")
                .path("storageProfile");
    }

    @Test
    void theMachineAndItsEtagStayAsTheyWere() {
        String id = generalized("vm1", "");
        Answer before = azure.get(id, Caller.COMPUTE);
        capture(id);
        Answer after = azure.get(id, Caller.COMPUTE);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(statuses(id))
                .containsExactly("OSState/generalized", "ProvisioningState/succeeded", "PowerState/deallocated");
    }

    @Test
    void aSecondCaptureMeetsTheFirstUnlessItMayOverwrite() {
        String id = generalized("vm1", "");
        capture(id);
        Answer again = post(id, "capture", ORDER);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("TargetDiskBlobAlreadyExists");
        assertThat(again.message()).contains("the flag to overwrite VHD blobs is not set");
        assertThat(post(id, "capture", ORDER.replace("false", "true")).status()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(1));
        assertThat(post(id, "capture", ORDER.replace("img", "other")).status()).isEqualTo(202);
    }

    @Test
    void anImageOfTheMachinesBlobLearnsItsSizeOnceItIsMade() {
        String id = generalized("vm1", "");
        int size = azure.get(id, Caller.COMPUTE)
                .at("properties", "storageProfile", "osDisk", "diskSizeGB")
                .asInt();
        String image = azure.compute() + "/images/i";
        String body = "{\"location\":\"westeurope\",\"properties\":{\"hyperVGeneration\":\"V1\",\"storageProfile\":{"
                + "\"zoneResilient\":true,\"osDisk\":{\"osType\":\"Linux\",\"osState\":\"Generalized\",\"blobUri\":\""
                + ACCOUNT
                + "/disks/vm1.vhd\"}}}}";
        Answer created = azure.arm("PUT", image, Caller.COMPUTE, body);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("properties", "storageProfile", "osDisk").has("diskSizeGB"))
                .isFalse();
        azure.advance(Duration.ofSeconds(10));
        assertThat(azure.get(image, Caller.COMPUTE)
                        .at("properties", "storageProfile", "osDisk", "diskSizeGB")
                        .asInt())
                .isEqualTo(size)
                .isPositive();
    }

    @Test
    void aMachineThatIsNotGeneralizedOrHasManagedDisksIsRefused() {
        Answer early = post(machine("vm1", ""), "capture", ORDER);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("OperationNotAllowed");
        assertThat(early.message())
                .isEqualTo("Capture operation cannot be completed because the VM is not generalized.");
        Answer managed = post(estate.generalizedMachine("vm2"), "capture", ORDER);
        assertThat(managed.status()).isEqualTo(409);
        assertThat(managed.message())
                .startsWith("The Capture action is only supported on a Virtual Machine with blob based disks.");
    }

    @Test
    void namesAreCheckedAndNothingMayBeMissing() {
        String id = generalized("vm1", "");
        assertThat(post(id, "capture", ORDER.replace("img", "a/b")).message())
                .startsWith("'a/b' is not a valid captured VHD blob name prefix.");
        assertThat(post(id, "capture", ORDER.replace("vhds", "VHDs")).message())
                .startsWith("Container name VHDs is invalid.");
        assertThat(post(id, "capture", ORDER.replace("vhds", "a--b")).status()).isEqualTo(400);
        assertThat(post(id, "capture", ORDER.replace("vhds", "ab")).status()).isEqualTo(400);
        assertThat(post(id, "capture", "{\"vhdPrefix\":\"img\",\"overwriteVhds\":true}")
                        .message())
                .isEqualTo("Required parameter 'destinationContainerName' is missing (null).");
        assertThat(post(id, "capture", "").status()).isEqualTo(400);
    }

    @Test
    void aConvertedMachineHasManagedDisksAndRuns() {
        String id = machine("vm1", "");
        assertThat(post(id, "convertToManagedDisks", "").message())
                .isEqualTo("Operation 'convertToManagedDisks' is not allowed on VM 'vm1' since the VM is not"
                        + " deallocated.");
        post(id, "deallocate", "");
        azure.advance(Duration.ofMinutes(1));
        assertThat(post(id, "convertToManagedDisks", "").status()).isEqualTo(202);
        azure.advance(Duration.ofMinutes(1));
        JsonNode disk = azure.get(id, Caller.COMPUTE).at("properties", "storageProfile", "osDisk");
        assertThat(disk.has("vhd")).isFalse();
        assertThat(disk.path("name").asText()).matches("vm1_os_[0-9a-f]{32}");
        assertThat(azure.get(disk.path("managedDisk").path("id").asText(), Caller.DISK)
                        .text("managedBy"))
                .isEqualTo(id);
        assertThat(statuses(id)).contains("PowerState/running");
        assertThat(post(id, "convertToManagedDisks", "").message())
                .isEqualTo("VM 'vm1' is already using managed disks.");
    }

    @Test
    void disksOfOneMachineAreAllBlobsOrAllManaged() {
        String empty = "{\"lun\":0,\"createOption\":\"Empty\",\"diskSizeGB\":4}";
        Answer mixed = azure.arm("PUT", estate.machineId("vm1"), Caller.COMPUTE, body("vm1", empty));
        assertThat(mixed.status()).isEqualTo(409);
        assertThat(mixed.message())
                .isEqualTo("Addition of a managed disk to a VM with blob based disks is not supported.");
        String id = estate.machine("vm2");
        String change =
                "{\"properties\":{\"storageProfile\":{\"dataDisks\":[{\"lun\":0,\"name\":\"d\",\"createOption\":\"Empty\","
                        + "\"diskSizeGB\":4,\"vhd\":{\"uri\":\"" + ACCOUNT + "/disks/d.vhd\"}}]}}}";
        assertThat(azure.arm("PATCH", id, Caller.COMPUTE, change).message())
                .isEqualTo("Addition of a blob based disk to VM with managed disks is not supported.");
    }

    @Test
    void onTheDayOfRetirementRunningMachinesAreDeallocatedAndNoneIsMadeOrStarted() {
        String id = machine("vm1", "");
        assertThat(statuses(id)).contains("PowerState/running");
        azure.advance(Duration.ofHours(5));
        assertThat(statuses(id)).containsExactly("ProvisioningState/succeeded", "PowerState/deallocated");
        Answer started = post(id, "start", "");
        assertThat(started.status()).isEqualTo(409);
        assertThat(started.message()).contains("unmanaged disks are retired");
        Answer made = azure.arm("PUT", estate.machineId("vm2"), Caller.COMPUTE, body("vm2", ""));
        assertThat(made.status()).isEqualTo(409);
        assertThat(made.message()).contains("unmanaged disks are retired");
    }

    @Test
    void afterThatDayAMachineCanStillBeConvertedAndRunsAgain() {
        String id = machine("vm1", "");
        azure.advance(Duration.ofHours(5));
        assertThat(post(id, "convertToManagedDisks", "").status()).isEqualTo(202);
        azure.advance(Duration.ofMinutes(1));
        assertThat(statuses(id)).contains("PowerState/running");
        post(id, "deallocate", "");
        azure.advance(Duration.ofMinutes(1));
        assertThat(post(id, "start", "").status()).isEqualTo(202);
    }
}
