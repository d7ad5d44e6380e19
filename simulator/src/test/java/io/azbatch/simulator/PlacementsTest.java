package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where machines stand: availability sets, proximity placement groups, dedicated hosts, capacity reservations; and public keys. */
final class PlacementsTest {
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

    private Answer put(String id, String more) {
        return azure.arm("PUT", id, Caller.COMPUTE, "{\"location\":\"westeurope\"" + more + "}");
    }

    private Answer machine(String name, String properties) {
        String body = estate.machineBody(estate.nic(name + "-nic"))
                .replace("\"hardwareProfile\"", properties + ",\"hardwareProfile\"");
        return azure.arm("PUT", estate.machineId(name), Caller.COMPUTE, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"availabilitySet\":{\"id\":\"%s/availabilitySets/none\"}",
                "\"proximityPlacementGroup\":{\"id\":\"%s/proximityPlacementGroups/none\"}",
                "\"host\":{\"id\":\"%s/hostGroups/none/hosts/none\"}",
                "\"hostGroup\":{\"id\":\"%s/hostGroups/none\"}",
                "\"capacityReservation\":{\"capacityReservationGroup\":{\"id\":\"%s/capacityReservationGroups/none\"}}"
            })
    void aMachineCanNotStandWhereNothingIs(String reference) {
        Answer refused = machine("m", reference.formatted(azure.compute()));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("NotFound");
    }

    @Test
    void anAvailabilitySetIsOfManagedDisksOrOfBlobsAndTellsItsMachines() {
        String set = azure.compute() + "/availabilitySets/set";
        Answer made = put(set, "");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("sku", "name")).isEqualTo("Classic");
        assertThat(made.at("properties", "platformFaultDomainCount").asInt()).isEqualTo(3);
        assertThat(made.at("properties", "platformUpdateDomainCount").asInt()).isEqualTo(5);
        String reference = "\"availabilitySet\":{\"id\":\"" + set + "\"}";
        assertThat(machine("m", reference).code()).isEqualTo("OperationNotAllowed");
        put(set, ",\"sku\":{\"name\":\"Aligned\"}");
        assertThat(machine("m", reference).status()).isEqualTo(201);
        assertThat(machine("n", reference).status()).isEqualTo(201);
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.get(set, Caller.COMPUTE).at("properties", "virtualMachines"))
                .hasSize(2);
        assertThat(azure.get(estate.machineId("n") + "/instanceView", Caller.COMPUTE)
                        .at("platformUpdateDomain")
                        .asInt())
                .isEqualTo(1);
        assertThat(azure.arm("DELETE", set, Caller.COMPUTE, "").code()).isEqualTo("OperationNotAllowed");
        azure.arm("DELETE", estate.machineId("m"), Caller.COMPUTE, "");
        azure.arm("DELETE", estate.machineId("n"), Caller.COMPUTE, "");
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.arm("DELETE", set, Caller.COMPUTE, "").status()).isEqualTo(200);
        assertThat(azure.arm("DELETE", set, Caller.COMPUTE, "").status()).isEqualTo(204);
    }

    @Test
    void aSetHasSoManyDomainsAndKeepsThem() {
        String set = azure.compute() + "/availabilitySets/set";
        assertThat(put(set, ",\"properties\":{\"platformFaultDomainCount\":4}").code())
                .isEqualTo("InvalidParameter");
        put(set, ",\"properties\":{\"platformFaultDomainCount\":2}");
        assertThat(put(set, ",\"properties\":{\"platformFaultDomainCount\":3}").code())
                .isEqualTo("PropertyChangeNotAllowed");
    }

    @Test
    void aProximityGroupIsChangedOfADeallocatedMachineOnly() {
        String group = azure.compute() + "/proximityPlacementGroups/near";
        assertThat(put(group, "").status()).isEqualTo(201);
        assertThat(put(group, "").status()).isEqualTo(200);
        String vm = estate.machine("m");
        String change = "{\"properties\":{\"proximityPlacementGroup\":{\"id\":\"" + group + "\"}}}";
        assertThat(azure.arm("PATCH", vm, Caller.COMPUTE, change).code()).isEqualTo("OperationNotAllowed");
        azure.arm("POST", vm + "/deallocate", Caller.COMPUTE, "");
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.arm("PATCH", vm, Caller.COMPUTE, change).status()).isEqualTo(200);
    }

    @Test
    void hostsAndReservationsAreMadeByLongOperationsInsideOfTheirGroups() {
        String hosts = azure.compute() + "/hostGroups/hg";
        String host = hosts + "/hosts/h";
        String body = ",\"sku\":{\"name\":\"DSv3-Type1\"},\"properties\":{\"platformFaultDomain\":0}";
        assertThat(put(host, body).code()).isEqualTo("ParentResourceNotFound");
        put(hosts, ",\"properties\":{\"platformFaultDomainCount\":1}");
        Answer accepted = put(host, body);
        assertThat(accepted.status()).isEqualTo(201);
        assertThat(accepted.header("Azure-AsyncOperation")).isNotEmpty();
        azure.advance(Duration.ofMinutes(1));
        assertThat(azure.get(host, Caller.COMPUTE).text("properties", "provisioningState"))
                .isEqualTo("Succeeded");
        assertThat(azure.arm("DELETE", hosts, Caller.COMPUTE, "").code()).isEqualTo("CannotDeleteResource");
        String reservations = azure.compute() + "/capacityReservationGroups/crg";
        put(reservations, "");
        String reservation = reservations + "/capacityReservations/r";
        assertThat(put(reservation, ",\"sku\":{\"name\":\"Standard_Nothing\",\"capacity\":1}")
                        .status())
                .isEqualTo(400);
        assertThat(put(reservation, ",\"sku\":{\"name\":\"Standard_D2s_v3\",\"capacity\":1}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aPrivateKeyIsToldOnce() {
        String key = azure.compute() + "/sshPublicKeys/k";
        assertThat(put(key, "").status()).isEqualTo(201);
        Answer pair = azure.arm("POST", key + "/generateKeyPair", Caller.COMPUTE, "");
        assertThat(pair.text("privateKey")).contains("PRIVATE KEY");
        Answer kept = azure.get(key, Caller.COMPUTE);
        assertThat(kept.text("properties", "publicKey")).isEqualTo(pair.text("publicKey"));
        assertThat(kept.body().toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void aDeletionThatFailsLeavesTheHost() {
        String hosts = azure.compute() + "/hostGroups/hg";
        String host = hosts + "/hosts/h";
        put(hosts, ",\"properties\":{\"platformFaultDomainCount\":1}");
        put(host, ",\"sku\":{\"name\":\"DSv3-Type1\"},\"properties\":{\"platformFaultDomain\":0}");
        azure.advance(Duration.ofMinutes(1));
        azure.admin(
                "POST",
                "/faults",
                "{\"match\":{\"operation\":\"hostGroups/hosts DELETE\"},\"action\":{\"type\":\"cancelOperation\"}}");
        assertThat(azure.arm("DELETE", host, Caller.COMPUTE, "").status()).isEqualTo(202);
        azure.advance(Duration.ofMinutes(1));
        assertThat(azure.get(host, Caller.COMPUTE).text("properties", "provisioningState"))
                .isEqualTo("Failed");
    }
}
