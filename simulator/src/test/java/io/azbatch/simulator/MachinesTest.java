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

/** Virtual machines: creation, power, the mark "generalized", and everything that is refused. */
final class MachinesTest {
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

    private Answer post(String machine, String action) {
        return azure.arm("POST", machine + "/" + action, Caller.COMPUTE, "");
    }

    private Answer get(String machine) {
        return azure.get(machine, Caller.COMPUTE);
    }

    private List<String> statuses(String machine) {
        List<String> codes = new ArrayList<>();
        for (JsonNode status :
                azure.get(machine + "/instanceView", Caller.COMPUTE).at("statuses")) {
            codes.add(status.path("code").asText());
        }
        return codes;
    }

    @Test
    void creationIsAnswered201WithTheModelAndAnAsyncAddressOnly() {
        String id = estate.machineId("vm1");
        Answer created = azure.arm("PUT", id, Caller.COMPUTE, estate.machineBody(estate.nic("n")));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Azure-AsyncOperation")).contains("/locations/westeurope/operations/");
        assertThat(created.header("Location")).isEmpty();
        assertThat(created.header("Retry-After")).isEqualTo("10");
        assertThat(created.header("Azure-AsyncNotification")).isEqualTo("Enabled");
        assertThat(created.header("x-ms-ratelimit-remaining-resource")).startsWith("Microsoft.Compute/PutVM");
        assertThat(created.text("properties", "provisioningState")).isEqualTo("Creating");
        assertThat(created.text("properties", "vmId")).hasSize(36);
        assertThat(created.text("properties", "storageProfile", "imageReference", "exactVersion"))
                .isNotEmpty();
        assertThat(created.at("properties", "storageProfile", "osDisk").has("name"))
                .isFalse();
        assertThat(created.at("properties", "storageProfile", "osDisk", "managedDisk")
                        .has("id"))
                .isFalse();
        assertThat(created.at("properties", "osProfile").has("adminPassword")).isFalse();
    }

    @Test
    void afterCreationTheDiskHasANameAndExists() {
        String id = estate.machine("vm1");
        JsonNode disk = get(id).at("properties", "storageProfile", "osDisk");
        assertThat(disk.path("name").asText()).matches("vm1_OsDisk_1_[0-9a-f]{32}");
        Answer managed = azure.get(disk.path("managedDisk").path("id").asText(), Caller.DISK);
        assertThat(managed.status()).isEqualTo(200);
        assertThat(managed.text("managedBy")).isEqualTo(id);
        assertThat(managed.text("properties", "diskState")).isEqualTo("Attached");
        assertThat(managed.text("properties", "hyperVGeneration")).isEqualTo("V2");
    }

    @Test
    void theMachineStartsWhileItIsStillBeingCreated() {
        String id = estate.machineId("vm1");
        azure.arm("PUT", id, Caller.COMPUTE, estate.machineBody(estate.nic("n")));
        assertThat(statuses(id)).containsExactly("ProvisioningState/creating");
        azure.advance(Duration.ofSeconds(15));
        assertThat(statuses(id))
                .containsExactly("ProvisioningState/creating/osProvisioningInProgress", "PowerState/starting");
        azure.advance(Duration.ofSeconds(8));
        assertThat(statuses(id))
                .containsExactly("ProvisioningState/creating/osProvisioningInProgress", "PowerState/running");
        azure.advance(Duration.ofSeconds(20));
        assertThat(statuses(id)).containsExactly("ProvisioningState/succeeded", "PowerState/running");
    }

    @Test
    void tagsMayChangeWhileTheMachineIsBeingCreatedAndNothingElse() {
        String id = estate.machineId("vm1");
        azure.arm("PUT", id, Caller.COMPUTE, estate.machineBody(estate.nic("n")));
        Answer tagged = azure.arm("PATCH", id, Caller.COMPUTE, "{\"tags\":{\"claim\":\"x\"}}");
        assertThat(tagged.status()).isEqualTo(200);
        assertThat(tagged.text("tags", "claim")).isEqualTo("x");
        assertThat(post(id, "deallocate").status()).isEqualTo(409);
    }

    @Test
    void plainGetTellsNeitherPowerNorGeneralized() {
        Answer plain = get(estate.generalizedMachine("vm1"));
        assertThat(plain.at("properties").has("instanceView")).isFalse();
        assertThat(plain.body().toString())
                .doesNotContainIgnoringCase("generalized\"")
                .doesNotContain("PowerState");
    }

    @Test
    void generalizedAndDeallocatedInThisOrderOfStatuses() {
        assertThat(statuses(estate.generalizedMachine("vm1")))
                .containsExactly("OSState/generalized", "ProvisioningState/succeeded", "PowerState/deallocated");
    }

    @Test
    void aRunningMachineIsNotGeneralized() {
        Answer refused = post(estate.machine("vm1"), "generalize");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("OperationNotAllowed");
        assertThat(refused.message())
                .isEqualTo("Operation 'generalize' is not allowed on VM 'vm1' since the VM is running. Please power off"
                        + " explicitly in case you shut down the VM from inside the guest operating system.");
    }

    @Test
    void generalizeIsSynchronousAndMayBeRepeated() {
        String id = estate.generalizedMachine("vm1");
        Answer again = post(id, "generalize");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.http().body()).isEmpty();
        assertThat(again.header("Azure-AsyncOperation")).isEmpty();
    }

    @Test
    void aStoppedMachineIsGeneralizedAndThenDeallocated() {
        String id = estate.machine("vm1");
        Answer off = post(id, "powerOff?skipShutdown=false");
        assertThat(off.status()).isEqualTo(202);
        assertThat(off.header("Retry-After")).isEmpty();
        azure.advance(Duration.ofSeconds(30));
        assertThat(statuses(id)).containsExactly("ProvisioningState/succeeded", "PowerState/stopped");
        assertThat(post(id, "generalize").status()).isEqualTo(200);
        assertThat(post(id, "deallocate").status()).isEqualTo(202);
    }

    @Test
    void aGeneralizedMachineNeitherStartsNorRestartsNorTakesTags() {
        String id = estate.generalizedMachine("vm1");
        for (String action : List.of("start", "restart", "redeploy", "reapply")) {
            Answer refused = post(id, action);
            assertThat(refused.status()).as(action).isEqualTo(409);
            assertThat(refused.message())
                    .isEqualTo("Operation '" + action + "' is not allowed on VM 'vm1' since the VM is generalized.");
        }
        Answer tags = azure.arm("PATCH", id, Caller.COMPUTE, "{\"tags\":{}}");
        assertThat(tags.status()).isEqualTo(409);
        assertThat(tags.code()).isEqualTo("OperationNotAllowed");
    }

    @Test
    void deallocateIsAnswered202WithBothAddressesAndShowsItsWay() {
        String id = estate.machine("vm1");
        Answer accepted = post(id, "deallocate");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.http().body()).isEmpty();
        assertThat(accepted.header("Retry-After")).isEqualTo("10");
        assertThat(accepted.header("Location")).contains("monitor=true");
        assertThat(accepted.header("x-ms-ratelimit-remaining-resource")).startsWith("Microsoft.Compute/DeleteVM");
        assertThat(statuses(id)).containsExactly("ProvisioningState/updating", "PowerState/deallocating");
        azure.advance(Duration.ofSeconds(40));
        assertThat(statuses(id)).containsExactly("ProvisioningState/succeeded", "PowerState/deallocated");
    }

    @Test
    void aDeallocatedMachineForgetsItsHardware() {
        String id = estate.machine("vm1");
        post(id, "deallocate");
        azure.advance(Duration.ofMinutes(5));
        Answer plain = get(id);
        JsonNode disk = plain.at("properties", "storageProfile", "osDisk");
        assertThat(disk.has("diskSizeGB")).isFalse();
        assertThat(disk.path("managedDisk").has("storageAccountType")).isFalse();
        JsonNode view = azure.get(id + "/instanceView", Caller.COMPUTE).body();
        assertThat(view.has("vmAgent")).isFalse();
        assertThat(view.has("osName")).isFalse();
        assertThat(view.path("hyperVGeneration").asText()).isEqualTo("V2");
        Answer managed = azure.get(disk.path("managedDisk").path("id").asText(), Caller.DISK);
        assertThat(managed.text("properties", "diskState")).isEqualTo("Reserved");
    }

    @Test
    void onlyARunningMachineRestartsAndADeallocatedOneIsNotPoweredOff() {
        String id = estate.machine("vm1");
        post(id, "deallocate");
        azure.advance(Duration.ofMinutes(5));
        assertThat(post(id, "restart").message())
                .isEqualTo("The operation requires the VM to be running (or set to run).");
        assertThat(post(id, "powerOff").status()).isEqualTo(409);
        assertThat(post(id, "start").status()).isEqualTo(202);
    }

    @Test
    void aBusyMachineRefusesASecondWrite() {
        String id = estate.machine("vm1");
        post(id, "deallocate");
        Answer generalize = post(id, "generalize");
        assertThat(generalize.status()).isEqualTo(409);
        assertThat(generalize.code()).isEqualTo("OperationNotAllowed");
        assertThat(generalize.message())
                .contains("An ongoing operation is changing power state of Virtual Machine 'vm1' to deallocated");
        azure.advance(Duration.ofMinutes(1));
        azure.arm("PATCH", id, Caller.COMPUTE, "{\"tags\":{\"a\":\"b\"}}");
        assertThat(post(id, "start").message())
                .isEqualTo("Operation 'start' is not allowed on VM 'vm1' since another operation is in progress.");
    }

    @Test
    void etagIsThereFrom20240701AndGuardsWrites() {
        String id = estate.machine("vm1");
        Answer machine = get(id);
        String etag = machine.header("ETag");
        assertThat(etag).matches("\"[0-9]+\"");
        assertThat(machine.text("etag")).isEqualTo(etag);
        assertThat(azure.get(id + "?$expand=instanceView", Caller.COMPUTE).header("ETag"))
                .isEmpty();
        assertThat(azure.get(id, "2022-03-01").body().has("etag")).isFalse();
        assertThat(azure.get(id, "2022-03-01").header("ETag")).isEmpty();
        Answer wrong = azure.arm("PATCH", id, Caller.COMPUTE, "{\"tags\":{}}", "If-Match", "\"99\"");
        assertThat(wrong.status()).isEqualTo(412);
        assertThat(wrong.code()).isEqualTo("PreconditionFailed");
        assertThat(wrong.message())
                .isEqualTo("Etag provided in if-match header \"99\" does not match etag " + etag + " of resource.");
        Answer right = azure.arm("PATCH", id, Caller.COMPUTE, "{\"tags\":{\"a\":\"b\"}}", "If-Match", etag);
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.header("ETag")).isNotEqualTo(etag);
    }

    @Test
    void patchReplacesTheTagsAsAWhole() {
        String id = estate.machine("vm1");
        Answer patched = azure.arm("PATCH", id, Caller.COMPUTE, "{\"tags\":{\"claim\":\"u-1\"}}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.header("Azure-AsyncOperation")).isNotEmpty();
        assertThat(patched.text("properties", "provisioningState")).isEqualTo("Updating");
        azure.advance(Duration.ofSeconds(10));
        assertThat(get(id).at("tags").toString()).isEqualTo("{\"claim\":\"u-1\"}");
        assertThat(get(id).text("properties", "provisioningState")).isEqualTo("Succeeded");
    }

    @Test
    void fixedPropertiesAreRefusedByName() {
        String id = estate.machine("vm1");
        Answer refused = azure.arm(
                "PATCH", id, Caller.COMPUTE, "{\"properties\":{\"osProfile\":{\"adminUsername\":\"other\"}}}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PropertyChangeNotAllowed");
        assertThat(refused.text("error", "target")).isEqualTo("osProfile.adminUsername");
    }

    @Test
    void olderVersionsLackWhatCameLater() {
        String id = estate.machine("vm1");
        JsonNode old = azure.get(id, "2018-06-01").body();
        assertThat(old.path("properties").has("timeCreated")).isFalse();
        assertThat(old.path("properties").path("storageProfile").path("osDisk").has("deleteOption"))
                .isFalse();
        assertThat(old.path("properties").path("osProfile").has("requireGuestProvisionSignal"))
                .isFalse();
    }

    @Test
    void deletionKeepsTheDiskAndFreesIt() {
        String id = estate.machine("vm1");
        String disk = get(id).text("properties", "storageProfile", "osDisk", "managedDisk", "id");
        Answer deleted = azure.arm("DELETE", id, Caller.COMPUTE, "");
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.header("Location")).isNotEmpty();
        assertThat(get(id).text("properties", "provisioningState")).isEqualTo("Deleting");
        assertThat(post(id, "start").message()).contains("the VM is marked for deletion");
        azure.advance(Duration.ofSeconds(60));
        Answer soon = get(id);
        assertThat(soon.status()).isEqualTo(404);
        assertThat(soon.code()).isEqualTo("NotFound");
        assertThat(soon.header("x-ms-failure-cause")).isEmpty();
        azure.advance(Duration.ofMinutes(5));
        Answer later = get(id);
        assertThat(later.code()).isEqualTo("ResourceNotFound");
        assertThat(later.header("x-ms-failure-cause")).isEqualTo("gateway");
        assertThat(later.message())
                .isEqualTo("The Resource 'Microsoft.Compute/virtualMachines/vm1' under resource group 'rg' was not"
                        + " found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
        assertThat(azure.get(disk, Caller.DISK).text("properties", "diskState")).isEqualTo("Unattached");
        assertThat(azure.arm("DELETE", id, Caller.COMPUTE, "").status()).isEqualTo(204);
    }

    @Test
    void deleteOptionTakesTheDiskAlong() {
        String body = estate.machineBody(estate.nic("n"))
                .replace(
                        "\"storageProfile\":{",
                        "\"storageProfile\":{\"osDisk\":{\"createOption\":\"FromImage\","
                                + "\"name\":\"os\",\"deleteOption\":\"Delete\"},");
        String id = estate.machineId("vm1");
        assertThat(azure.arm("PUT", id, Caller.COMPUTE, body).status()).isEqualTo(201);
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.get(azure.compute() + "/disks/os", Caller.DISK).status())
                .isEqualTo(200);
        azure.arm("DELETE", id, Caller.COMPUTE, "");
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.get(azure.compute() + "/disks/os", Caller.DISK).status())
                .isEqualTo(404);
    }

    @Test
    void aMissingNetworkInterfaceIs404WithEmptyDetails() {
        String nic = azure.group() + "/providers/Microsoft.Network/networkInterfaces/absent";
        Answer refused = azure.arm("PUT", estate.machineId("vm1"), Caller.COMPUTE, estate.machineBody(nic));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("NotFound");
        assertThat(refused.message()).isEqualTo("Resource " + nic + " not found.");
        assertThat(refused.at("error", "details").isArray()).isTrue();
    }

    @Test
    void missingParametersAreNamed() {
        String body = estate.machineBody(estate.nic("n")).replace("\"adminUsername\":\"u\",", "");
        Answer refused = azure.arm("PUT", estate.machineId("vm1"), Caller.COMPUTE, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidParameter");
        assertThat(refused.message()).isEqualTo("Required parameter 'adminUsername' is missing (null).");
        assertThat(refused.text("error", "target")).isEqualTo("adminUsername");
    }

    @Test
    void aSizeThatCannotBootTheGenerationIsRefused() {
        String body = estate.machineBody(estate.nic("n")).replace("Standard_D2s_v3", "Standard_D2_v3");
        Answer refused = azure.arm("PUT", estate.machineId("vm1"), Caller.COMPUTE, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message())
                .startsWith("The selected VM size 'Standard_D2_v3' cannot boot Hypervisor Generation '2'.");
    }

    @Test
    void unmanagedDisksEndedOnTheirDay() {
        String vhd = "{\"osDisk\":{\"name\":\"os\",\"createOption\":\"FromImage\",\"vhd\":{\"uri\":"
                + "\"https://studio.blob.core.windows.net/vhds/os.vhd\"}},";
        String body = estate.machineBody(estate.nic("n")).replace("\"storageProfile\":{", "\"storageProfile\":" + vhd);
        assertThat(azure.arm("PUT", estate.machineId("vm1"), Caller.COMPUTE, body)
                        .status())
                .isEqualTo(409);
        try (Caller before = new Caller(Instant.parse("2025-11-01T00:00:00Z"))) {
            Estate old = new Estate(before);
            String nic = old.nic("n");
            new BlobSite(before).account("studio");
            assertThat(before.arm(
                                    "PUT",
                                    old.machineId("vm1"),
                                    Caller.COMPUTE,
                                    body.replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"" + nic + "\""))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void theListOfASubscriptionShoutsTheGroup() {
        estate.machine("vm1");
        JsonNode all = azure.get(azure.subscription() + "/providers/Microsoft.Compute/virtualMachines", Caller.COMPUTE)
                .at("value");
        assertThat(all.get(0).path("id").asText()).contains("/resourceGroups/RG/");
        JsonNode group =
                azure.get(azure.compute() + "/virtualMachines", Caller.COMPUTE).at("value");
        assertThat(group.get(0).path("id").asText()).contains("/resourceGroups/rg/");
    }

    @Test
    void aDataDiskIsAttachedAndLetGoOfAgain() {
        String id = estate.machine("vm1");
        String disk = azure.compute() + "/disks/data";
        azure.arm(
                "PUT",
                disk,
                Caller.DISK,
                "{\"location\":\"westeurope\",\"properties\":{\"creationData\":{\"createOption\":\"Empty\"},"
                        + "\"diskSizeGB\":8}}");
        azure.advance(Duration.ofSeconds(1));
        String attach = "{\"properties\":{\"storageProfile\":{\"dataDisks\":[{\"lun\":0,\"createOption\":\"Attach\","
                + "\"managedDisk\":{\"id\":\"" + disk + "\"}}]}}}";
        Answer attaching = azure.arm("PATCH", id, Caller.COMPUTE, attach);
        assertThat(attaching.status()).isEqualTo(200);
        assertThat(attaching
                        .at("properties", "storageProfile", "dataDisks")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("data");
        azure.advance(Duration.ofSeconds(10));
        assertThat(azure.get(disk, Caller.DISK).text("managedBy")).isEqualTo(id);
        Answer detaching =
                azure.arm("PATCH", id, Caller.COMPUTE, "{\"properties\":{\"storageProfile\":{\"dataDisks\":[]}}}");
        assertThat(detaching
                        .at("properties", "storageProfile", "dataDisks")
                        .get(0)
                        .path("toBeDetached")
                        .asBoolean())
                .isTrue();
        azure.advance(Duration.ofSeconds(10));
        assertThat(get(id).at("properties", "storageProfile", "dataDisks").size())
                .isZero();
        assertThat(azure.get(disk, Caller.DISK).text("properties", "diskState")).isEqualTo("Unattached");
    }

    @Test
    void theGuestAgentComesUpLaterAndIsGivenUpLater() {
        String id = estate.machine("vm1");
        assertThat(agent(id)).isEqualTo("Ready");
        post(id, "powerOff");
        azure.advance(Duration.ofMinutes(2));
        assertThat(agent(id)).isEqualTo("Ready");
        azure.advance(Duration.ofMinutes(13));
        assertThat(agent(id)).isEqualTo("Not Ready");
        post(id, "start");
        azure.advance(Duration.ofSeconds(15));
        assertThat(agent(id)).isEqualTo("Not Ready");
    }

    private String agent(String machine) {
        return azure.get(machine + "/instanceView", Caller.COMPUTE)
                .at("vmAgent", "statuses")
                .path(0)
                .path("displayStatus")
                .asText();
    }
}
