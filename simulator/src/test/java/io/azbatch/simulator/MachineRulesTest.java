package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The optional parts of machines: priority, licence, security, identity, encryption, applications; and what is asked of machines beside power. */
final class MachineRulesTest {
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

    private Answer machine(String name, String more) {
        String body = estate.machineBody(estate.nic(name + "-nic"))
                .replace("\"hardwareProfile\"", more + ",\"hardwareProfile\"");
        return azure.arm("PUT", estate.machineId(name), Caller.COMPUTE, body);
    }

    private Answer post(String vm, String action, String body) {
        return azure.arm("POST", vm + "/" + action, Caller.COMPUTE, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "licenseType":"Windows_Server"                                   | 400 | InvalidParameter
            "licenseType":"Whatever"                                         | 400 | InvalidParameter
            "priority":"Often"                                               | 400 | InvalidParameter
            "evictionPolicy":"Delete"                                        | 409 | OperationNotAllowed
            "billingProfile":{"maxPrice":1.5}                                | 409 | OperationNotAllowed
            "securityProfile":{"securityType":"Locked"}                      | 400 | InvalidParameter
            "applicationProfile":{"galleryApplications":[{"packageReferenceId":"/x"}]} | 404 | NotFound
            """)
    void whatDoesNotGoTogetherIsRefused(String part, int status, String code) {
        Answer refused = machine("m", part);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void trustedLaunchNeedsAnImageOfGeneration2() {
        String trusted = "\"securityProfile\":{\"securityType\":\"TrustedLaunch\"}";
        assertThat(machine("m", trusted).status()).isEqualTo(201);
        String old = estate.machineBody(estate.nic("old-nic"))
                .replace("\"hardwareProfile\"", trusted + ",\"hardwareProfile\"")
                .replace("22_04-lts-gen2", "22_04-lts");
        assertThat(azure.arm("PUT", estate.machineId("old"), Caller.COMPUTE, old)
                        .code())
                .isEqualTo("BadRequest");
    }

    @Test
    void theBidOfASpotMachineIsChangedWhileItIsDeallocated() {
        String change = "{\"properties\":{\"billingProfile\":{\"maxPrice\":2.5}}}";
        String vm = estate.machineId("spot");
        assertThat(machine("spot", "\"priority\":\"Spot\",\"billingProfile\":{\"maxPrice\":1.5}")
                        .status())
                .isEqualTo(201);
        azure.advance(Duration.ofMinutes(5));
        Answer refused = azure.arm("PATCH", vm, Caller.COMPUTE, change);
        assertThat(refused.code()).isEqualTo("OperationNotAllowed");
        assertThat(refused.at("error", "details").get(0).path("target").asText())
                .isEqualTo("spot");
        post(vm, "deallocate", "");
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.arm("PATCH", vm, Caller.COMPUTE, change).status()).isEqualTo(200);
    }

    @Test
    void identitiesAreNamedAndMustBeThere() {
        String vm = estate.machine("m");
        String user = azure.group() + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/u";
        String own = "{\"identity\":{\"type\":\"SystemAssigned\"}}";
        Answer changed = azure.arm("PATCH", vm, Caller.COMPUTE, own);
        assertThat(changed.text("identity", "principalId")).isNotEmpty();
        assertThat(changed.text("identity", "tenantId")).isNotEmpty();
        azure.advance(Duration.ofMinutes(5));
        String both = "{\"identity\":{\"type\":\"SystemAssigned, UserAssigned\",\"userAssignedIdentities\":{\"" + user
                + "\":{}}}}";
        assertThat(azure.arm("PATCH", vm, Caller.COMPUTE, both).code()).isEqualTo("FailedIdentityOperation");
        azure.arm("PUT", user, "2023-01-31", "{\"location\":\"westeurope\"}");
        assertThat(azure.arm("PATCH", vm, Caller.COMPUTE, both)
                        .text("identity", "userAssignedIdentities", user, "clientId"))
                .isNotEmpty();
        azure.advance(Duration.ofMinutes(5));
        Answer none = azure.arm("PATCH", vm, Caller.COMPUTE, "{\"identity\":{\"type\":\"None\"}}");
        assertThat(none.body().has("identity")).isFalse();
    }

    @Test
    void bootDiagnosticsAreWhereTheyAreKept() {
        String vm = estate.machine("m");
        assertThat(post(vm, "retrieveBootDiagnosticsData", "").code()).isEqualTo("OperationNotAllowed");
        azure.arm(
                "PATCH",
                vm,
                Caller.COMPUTE,
                "{\"properties\":{\"diagnosticsProfile\":{\"bootDiagnostics\":{\"enabled\":true}}}}");
        azure.advance(Duration.ofMinutes(5));
        Answer told = post(vm, "retrieveBootDiagnosticsData", "");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.text("serialConsoleLogBlobUri")).contains(".serialconsole.log?");
    }

    @Test
    void patchesAreLookedForInARunningGuest() {
        String vm = estate.machine("m");
        Answer begun = post(vm, "assessPatches", "");
        assertThat(begun.status()).isEqualTo(202);
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.follow(begun.header("Location")).text("status")).isEqualTo("Succeeded");
        assertThat(post(vm, "installPatches", "{}").code()).isEqualTo("InvalidParameter");
        assertThat(post(vm, "installPatches", "{\"rebootSetting\":\"Never\",\"maximumDuration\":\"PT5H\"}")
                        .code())
                .isEqualTo("InvalidParameter");
        assertThat(post(vm, "installPatches", "{\"rebootSetting\":\"Never\",\"maximumDuration\":\"PT1H\"}")
                        .status())
                .isEqualTo(202);
        azure.advance(Duration.ofMinutes(10));
        post(vm, "deallocate", "");
        azure.advance(Duration.ofMinutes(5));
        assertThat(post(vm, "assessPatches", "").code()).isEqualTo("OperationNotAllowed");
    }

    @Test
    void hibernationMustBeEnabled() {
        assertThat(post(estate.machine("m"), "deallocate?hibernate=true", "").code())
                .isEqualTo("OperationNotAllowed");
    }

    @Test
    void disksAreAttachedAndDetachedByName() {
        String vm = estate.machine("m");
        String disk = azure.compute() + "/disks/d";
        azure.arm(
                "PUT",
                disk,
                Caller.DISK,
                "{\"location\":\"westeurope\",\"properties\":{\"creationData\":{\"createOption\":\"Empty\"},\"diskSizeGB\":8}}");
        azure.advance(Duration.ofSeconds(5));
        String named = "[{\"diskId\":\"" + disk + "\"}]";
        assertThat(post(vm, "attachDetachDataDisks", "{}").code()).isEqualTo("InvalidParameter");
        Answer attached = post(vm, "attachDetachDataDisks", "{\"dataDisksToAttach\":" + named + "}");
        assertThat(attached.status()).as(attached.body().toString()).isEqualTo(202);
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.follow(attached.header("Location")).at("dataDisks")).hasSize(1);
        assertThat(azure.get(disk, Caller.DISK).text("managedBy")).isEqualTo(vm);
        assertThat(post(vm, "attachDetachDataDisks", "{\"dataDisksToDetach\":" + named + "}")
                        .status())
                .isEqualTo(202);
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.get(disk, Caller.DISK).text("managedBy")).isEmpty();
        assertThat(post(vm, "attachDetachDataDisks", "{\"dataDisksToDetach\":" + named + "}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void listsAreFilteredByScaleSetAlone() {
        estate.machine("m");
        String list = azure.compute() + "/virtualMachines?$filter=";
        assertThat(azure.get(list + Caller.encode("'virtualMachineScaleSet/id' eq null"), Caller.COMPUTE)
                        .at("value"))
                .hasSize(1);
        assertThat(azure.get(list + Caller.encode("'virtualMachineScaleSet/id' eq /subscriptions/s"), Caller.COMPUTE)
                        .at("value"))
                .isEmpty();
        assertThat(azure.get(list + Caller.encode("name eq 'm'"), Caller.COMPUTE)
                        .code())
                .isEqualTo("InvalidParameter");
        Answer states = azure.get(
                azure.subscription() + "/providers/Microsoft.Compute/virtualMachines?statusOnly=true", Caller.COMPUTE);
        assertThat(states.at("value").get(0).at("/properties/instanceView").has("statuses"))
                .isTrue();
    }
}
