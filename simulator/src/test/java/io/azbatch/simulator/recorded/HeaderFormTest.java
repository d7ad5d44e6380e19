package io.azbatch.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderFormTest {
    private static final String ARM = "https://management.azure.com/subscriptions/s";
    private static final Address MACHINE =
            Address.of("PUT", ARM + "/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v?api-version=1");
    private static final Address POOLS = Address.of("POST", "https://a.westus.batch.azure.com/pools?api-version=1");

    @Test
    void anEtagDiffersByItsQuotesAndNotByItsValue() {
        HeaderForm form = new HeaderForm("ETag", POOLS);

        assertThat(form.ofAzure("0x8D7CF5F5A9F6B0E")).isEqualTo(form.ofOurs("0x8DEB00000000000"));
        assertThat(form.ofAzure("0x8D7CF5F5A9F6B0E")).isNotEqualTo(form.ofOurs("\"0x8D7CF5F5A9F6B0E\""));
        assertThat(form.ofAzure("W/\"0x8D7CF5F5A9F6B0E\"")).isNotEqualTo(form.ofOurs("\"0x8D7CF5F5A9F6B0E\""));
    }

    @Test
    void aPollAddressDiffersByItsCollectionAndItsParameters() {
        HeaderForm form = new HeaderForm("Location", MACHINE);
        String poll = "/subscriptions/s/providers/Microsoft.Compute/locations/westus/operations/1?api-version=1";
        String azure = "https://management.azure.com" + poll;
        String ours = "https://127.0.0.1:1234" + poll;

        assertThat(form.ofAzure(azure)).isEqualTo(form.ofOurs(ours.replace("operations/1", "operations/2")));
        assertThat(form.ofAzure(azure)).isNotEqualTo(form.ofOurs(ours.replace("operations", "DiskOperations")));
        assertThat(form.ofAzure(azure)).isNotEqualTo(form.ofOurs(ours + "&monitor=true"));
        assertThat(form.ofAzure(azure)).isNotEqualTo(form.ofOurs(ours + "&t=1"));
    }

    @Test
    void theAddressOfAPoolDiffersByWhatItNames() {
        HeaderForm form = new HeaderForm("Location", POOLS);

        assertThat(form.ofAzure("https://a.westus.batch.azure.com/pools/x"))
                .isEqualTo(form.ofOurs("https://127.0.0.1:1234/pools/y"))
                .isNotEqualTo(form.ofOurs("https://127.0.0.1:1234/jobs/x"));
    }

    @Test
    void aPauseIsComparedInVirtualSeconds() {
        HeaderForm form = new HeaderForm("Retry-After", MACHINE);

        assertThat(form.ofAzure("10")).isEqualTo(form.ofOurs("1000"));
        assertThat(form.ofAzure("10")).isNotEqualTo(form.ofOurs("1500"));
    }
}
