package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service does to machines: eviction, maintenance, a new OS disk. */
final class ServiceActionsTest {
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

    private String spot(String name, String policy) {
        String id = estate.machineId(name);
        String body = estate.machineBody(estate.nic(name + "-nic"))
                .replace(
                        "\"hardwareProfile\"",
                        "\"priority\":\"Spot\",\"evictionPolicy\":\"" + policy + "\",\"hardwareProfile\"");
        assertThat(azure.arm("PUT", id, Caller.COMPUTE, body).status()).isEqualTo(201);
        azure.advance(Duration.ofMinutes(1));
        return id;
    }

    private Answer post(String machine, String action) {
        return azure.arm("POST", machine + "/" + action, Caller.COMPUTE, "");
    }

    @Test
    void aSpotMachineIsDeallocatedOrDeletedAsItsPolicySays() {
        String stays = spot("vm1", "Deallocate");
        String goes = spot("vm2", "Delete");
        assertThat(post(stays, "simulateEviction").status()).isEqualTo(204);
        assertThat(post(goes, "simulateEviction").status()).isEqualTo(204);
        azure.advance(Duration.ofMinutes(1));
        assertThat(azure.get(stays + "/instanceView", Caller.COMPUTE).body().toString())
                .contains("PowerState/deallocated");
        assertThat(azure.get(goes, Caller.COMPUTE).status()).isEqualTo(404);
    }

    @Test
    void othersCanNotBeEvictedNorMaintained() {
        String id = estate.machine("vm1");
        Answer evicted = post(id, "simulateEviction");
        assertThat(evicted.status()).isEqualTo(409);
        assertThat(evicted.message())
                .isEqualTo("Operation 'simulateEviction' is allowed only for Spot Virtual Machines");
        assertThat(post(id, "performMaintenance").message())
                .isEqualTo("Operation 'performMaintenance' is not allowed on VM 'vm1' since the Subscription of this VM"
                        + " is not eligible.");
    }

    @Test
    void aMachineMadeAnewHasAnotherOsDiskAndItsOldOneIsFree() {
        String id = estate.machine("vm1");
        String before = disk(id);
        assertThat(post(id, "reimage").status()).isEqualTo(202);
        azure.advance(Duration.ofMinutes(2));
        assertThat(disk(id)).isNotEqualTo(before).contains("vm1_OsDisk_1_");
        assertThat(azure.get(before, Caller.DISK).text("properties", "diskState"))
                .isEqualTo("Unattached");
        assertThat(azure.get(disk(id), Caller.DISK).text("managedBy")).isEqualTo(id);
    }

    @Test
    void onceOnlyMachinesWithAutomaticUpgradesCouldBeMadeAnew() {
        try (Caller before = new Caller(Instant.parse("2020-05-18T15:00:00Z"))) {
            String id = new Estate(before).machine("vm1");
            assertThat(before.arm("POST", id + "/reimage", "2019-12-01", "").message())
                    .isEqualTo("The Reimage and OSUpgrade Virtual Machine actions require that the virtual machine has"
                            + " Automatic OS Upgrades enabled.");
        }
    }

    private String disk(String machine) {
        return azure.get(machine, Caller.COMPUTE).text("properties", "storageProfile", "osDisk", "managedDisk", "id");
    }
}
