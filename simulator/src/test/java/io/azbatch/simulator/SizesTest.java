package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sizes, quotas, Marketplace images. */
final class SizesTest {
    private final Caller azure = new Caller();

    @AfterEach
    void stop() {
        azure.close();
    }

    private Map<String, String> capabilities(String size) {
        JsonNode skus = azure.get(
                        azure.subscription() + "/providers/Microsoft.Compute/skus?$filter="
                                + Caller.encode("location eq 'westeurope'"),
                        "2021-07-01")
                .at("value");
        Map<String, String> values = new HashMap<>();
        for (JsonNode sku : skus) {
            if (sku.path("name").asText().equals(size)) {
                sku.path("capabilities")
                        .forEach(one -> values.put(
                                one.path("name").asText(), one.path("value").asText()));
            }
        }
        return values;
    }

    @Test
    void aSizeTellsItsTemporaryDiskAndItsGenerations() {
        assertThat(capabilities("Standard_D2s_v3"))
                .containsEntry("MaxResourceVolumeMB", "16384")
                .containsEntry("HyperVGenerations", "V1,V2")
                .containsEntry("vCPUs", "2")
                .containsEntry("CpuArchitectureType", "x64");
        assertThat(capabilities("Standard_D2s_v5")).containsEntry("MaxResourceVolumeMB", "0");
        assertThat(capabilities("Standard_D2s_v6")).containsEntry("HyperVGenerations", "V2");
    }

    @Test
    void onlyTheLocationFilterIsUnderstood() {
        Answer refused = azure.get(
                azure.subscription() + "/providers/Microsoft.Compute/skus?$filter="
                        + Caller.encode("name eq 'Standard_D2s_v3'"),
                "2021-07-01");
        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void marketplaceVersionsAreABareArray() {
        String image = azure.subscription() + "/providers/Microsoft.Compute/locations/westeurope/publishers/Canonical"
                + "/artifacttypes/vmimage/offers/0001-com-ubuntu-server-jammy/skus/22_04-lts-gen2/versions";
        assertThat(azure.get(image, Caller.COMPUTE).body().isArray()).isTrue();
        Answer latest = azure.get(image + "/latest", Caller.COMPUTE);
        assertThat(latest.text("properties", "hyperVGeneration")).isEqualTo("V2");
        assertThat(latest.text("properties", "osDiskImage", "operatingSystem")).isEqualTo("Linux");
    }

    @Test
    void aRegionAndANumberMustBeSome() {
        String image = "/publishers/Canonical/artifacttypes/vmimage/offers/0001-com-ubuntu-server-jammy"
                + "/skus/22_04-lts-gen2/versions";
        String locations = azure.subscription() + "/providers/Microsoft.Compute/locations/";
        assertThat(azure.get(locations + "atlantis" + image, Caller.COMPUTE).code())
                .isEqualTo("LocationNotAvailableForResourceType");
        assertThat(azure.get(locations + "westeurope" + image + "?$top=many", Caller.COMPUTE)
                        .code())
                .isEqualTo("InvalidParameter");
        assertThat(azure.get(locations + "westeurope" + image + "?$top=1", Caller.COMPUTE)
                        .body()
                        .size())
                .isEqualTo(1);
    }
}
