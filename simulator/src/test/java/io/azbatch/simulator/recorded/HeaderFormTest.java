package io.azbatch.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderFormTest {
    private static final String ARM = "https://management.azure.com/subscriptions/s";
    private static final Address MACHINE =
            Address.of("PUT", ARM + "/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v?api-version=1");
    private static final Address POLL =
            Address.of("GET", ARM + "/providers/Microsoft.Compute/locations/westus/operations/1?api-version=1");
    private static final Address POOLS = Address.of("POST", "https://a.westus.batch.azure.com/pools?api-version=1");

    @Test
    void anEtagDiffersByItsQuotesAndNotByItsValue() {
        HeaderForm form = new HeaderForm("ETag", POOLS);

        assertThat(form.of("0x8D7CF5F5A9F6B0E")).isEqualTo(form.of("0x8DEB00000000000"));
        assertThat(form.of("0x8D7CF5F5A9F6B0E")).isNotEqualTo(form.of("\"0x8D7CF5F5A9F6B0E\""));
        assertThat(form.of("W/\"0x8D7CF5F5A9F6B0E\"")).isNotEqualTo(form.of("\"0x8D7CF5F5A9F6B0E\""));
    }

    @Test
    void aPollAddressDiffersByItsCollectionAndItsParameters() {
        HeaderForm form = new HeaderForm("Location", MACHINE);
        String poll = "/subscriptions/s/providers/Microsoft.Compute/locations/westus/operations/1?api-version=1";
        String azure = "https://management.azure.com" + poll;
        String ours = "https://127.0.0.1:1234" + poll;

        assertThat(form.of(azure)).isEqualTo(form.of(ours.replace("operations/1", "operations/2")));
        assertThat(form.of(azure)).isNotEqualTo(form.of(ours.replace("operations", "DiskOperations")));
        assertThat(form.of(azure)).isNotEqualTo(form.of(ours + "&monitor=true"));
        assertThat(form.of(azure)).isNotEqualTo(form.of(ours + "&t=1"));
    }

    @Test
    void theAddressOfAPoolDiffersByWhatItNames() {
        HeaderForm form = new HeaderForm("Location", POOLS);

        assertThat(form.of("https://a.westus.batch.azure.com/pools/x"))
                .isEqualTo(form.of("https://127.0.0.1:1234/pools/y"))
                .isNotEqualTo(form.of("https://127.0.0.1:1234/jobs/x"));
    }

    @Test
    void aPauseIsComparedUnlessItIsAnEstimate() {
        HeaderForm pause = new HeaderForm("Retry-After", MACHINE);
        HeaderForm estimate = new HeaderForm("Retry-After", POLL);

        assertThat(pause.of("10")).isNotEqualTo(pause.of("15"));
        assertThat(estimate.of("10")).isEqualTo(estimate.of("15"));
    }
}
