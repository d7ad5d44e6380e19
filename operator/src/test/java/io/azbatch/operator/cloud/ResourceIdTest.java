package io.azbatch.operator.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceIdTest {

    private static final String VERSION =
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/g/images/d/versions/1.0.3";

    @Test
    void readsAndWritesWhatAzureWrites() {
        ResourceId id = ResourceId.parse(VERSION).orElseThrow();
        assertThat(id).hasToString(VERSION);
        assertThat(id.type()).isEqualTo("Microsoft.Compute/galleries/images/versions");
        assertThat(id.name()).isEqualTo("1.0.3");
        assertThat(id.nameAt(0)).isEqualTo("g");
        assertThat(id.parent()).contains(ResourceId.gallery("s", "rg", "g").child("images", "d"));
    }

    @Test
    void caseDoesNotMatter() {
        ResourceId upper =
                ResourceId.parse(VERSION.toUpperCase(java.util.Locale.ROOT)).orElseThrow();
        assertThat(upper).isEqualTo(ResourceId.parse(VERSION).orElseThrow());
        assertThat(upper).hasSameHashCodeAs(ResourceId.parse(VERSION).orElseThrow());
        assertThat(upper.isType("microsoft.compute/galleries/images/versions")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vm1",
                "/subscriptions/s",
                "/subscriptions/s/resourceGroups/rg",
                "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines",
                "/subscriptions/s/resourceGroups//providers/Microsoft.Compute/virtualMachines/v",
                "https://management.azure.com/subscriptions/s/resourceGroups/rg/providers/P/t/n"
            })
    void anythingElseIsNoId(String text) {
        assertThat(ResourceId.parse(text)).isEmpty();
    }

    @Test
    void regionsAreOneInEveryWriting() {
        assertThat(new Region("West Europe")).isEqualTo(new Region("westeurope"));
    }
}
