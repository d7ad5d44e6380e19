package io.azbatch.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The api-versions of the Batch service that its SDKs and az send. */
final class ServiceVersionsTest {
    @Test
    void whatTheSdksSendIsServedAndAnotherIsRefused() {
        try (BatchSite site = new BatchSite()) {
            for (String version : new String[] {"2024-07-01.20.0", "2025-06-01", "2024-02-01.19.0"}) {
                assertThat(site.callIn(version, "GET", "/pools", "").status())
                        .as(version)
                        .isEqualTo(200);
            }
            BatchSite.assertRefused(
                    site.callIn("2011-11-11.1.0", "GET", "/pools", ""), 400, "UnsupportedRequestVersion");
        }
    }
}
