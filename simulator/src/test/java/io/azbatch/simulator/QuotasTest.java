package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** vCPUs that machines use: what is counted, and what is refused when a quota is used up. */
final class QuotasTest {
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

    private Answer make(String name, String size, String more) {
        String body = estate.machineBody(estate.nic(name + "-nic"))
                .replace("Standard_D2s_v3", size)
                .replace("\"hardwareProfile\"", more + "\"hardwareProfile\"");
        return azure.arm("PUT", estate.machineId(name), Caller.COMPUTE, body);
    }

    private int used(String name) {
        JsonNode all = azure.get(
                        azure.subscription() + "/providers/Microsoft.Compute/locations/westeurope/usages",
                        Caller.COMPUTE)
                .at("value");
        for (JsonNode usage : all) {
            if (usage.path("name").path("value").asText().equals(name)) {
                return usage.path("currentValue").asInt();
            }
        }
        throw new AssertionError("no usage " + name);
    }

    @Test
    void machinesCountForTheirRegionAndTheirFamilyAlsoWhenTheyAreDeallocated() {
        String id = estate.machine("vm1");
        azure.arm("POST", id + "/deallocate", Caller.COMPUTE, "");
        azure.advance(Duration.ofMinutes(1));
        assertThat(used("cores")).isEqualTo(2);
        assertThat(used("standardDSv3Family")).isEqualTo(2);
        assertThat(used("virtualMachines")).isEqualTo(1);
        azure.arm("DELETE", id, Caller.COMPUTE, "");
        azure.advance(Duration.ofMinutes(2));
        assertThat(used("cores")).isZero();
    }

    @Test
    void aMachineThatDoesNotFitIsRefused() {
        azure.admin("PUT", "/settings", "{\"coreQuota\":3}");
        estate.machine("vm1");
        Answer refused = make("vm2", "Standard_D2s_v3", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("OperationNotAllowed");
        assertThat(refused.message())
                .startsWith(
                        "Operation results in exceeding quota limits of Core. Maximum allowed: 3, Current in use: 2,"
                                + " Additional requested: 2.");
    }

    @Test
    void aFamilyHasALimitOfItsOwn() {
        azure.admin("PUT", "/settings", "{\"familyCoreQuota\":3}");
        estate.machine("vm1");
        assertThat(make("vm2", "Standard_D2s_v3", "").message()).contains("quota limits of standardDSv3Family.");
        assertThat(make("vm3", "Standard_D2s_v5", "").status()).isEqualTo(201);
    }

    @Test
    void spotMachinesCountForThemselves() {
        azure.admin("PUT", "/settings", "{\"coreQuota\":2,\"spotCoreQuota\":2}");
        estate.machine("vm1");
        assertThat(make("vm2", "Standard_D2s_v3", "\"priority\":\"Spot\",").status())
                .isEqualTo(201);
        assertThat(used("lowPriorityCores")).isEqualTo(2);
        assertThat(used("cores")).isEqualTo(2);
        assertThat(make("vm3", "Standard_D2s_v3", "\"priority\":\"Spot\",").message())
                .contains("quota limits of LowPriorityCores.");
    }

    @Test
    void aChangeOfSizeCountsOnlyWhatItAdds() {
        azure.admin("PUT", "/settings", "{\"coreQuota\":4,\"familyCoreQuota\":4}");
        String id = estate.machine("vm1");
        String larger = "{\"properties\":{\"hardwareProfile\":{\"vmSize\":\"Standard_D8s_v3\"}}}";
        assertThat(azure.arm("PATCH", id, Caller.COMPUTE, larger).message()).contains("Additional requested: 6.");
        assertThat(azure.arm("PATCH", id, Caller.COMPUTE, larger.replace("D8s", "D4s"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void imagesAreFoundByPublisherOfferSkuAndVersion() {
        String shelf = azure.subscription() + "/providers/Microsoft.Compute/locations/westeurope/publishers";
        assertThat(names(shelf)).contains("Canonical", "MicrosoftWindowsServer").doesNotHaveDuplicates();
        String offers = shelf + "/Canonical/artifacttypes/vmimage/offers";
        assertThat(names(offers)).contains("0001-com-ubuntu-server-jammy");
        String skus = offers + "/0001-com-ubuntu-server-jammy/skus";
        assertThat(names(skus)).contains("22_04-lts-gen2");
        assertThat(names(skus + "/22_04-lts-gen2/versions")).isNotEmpty();
        assertThat(azure.get(shelf + "/Nobody/artifacttypes/vmimage/offers", Caller.COMPUTE)
                        .status())
                .isEqualTo(404);
    }

    private List<String> names(String path) {
        List<String> names = new ArrayList<>();
        azure.get(path, Caller.COMPUTE)
                .body()
                .forEach(item -> names.add(item.path("name").asText()));
        return names;
    }
}
