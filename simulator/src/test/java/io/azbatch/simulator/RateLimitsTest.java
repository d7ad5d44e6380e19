package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often something may be asked for: what is told of it, and what is refused once the switch is on. */
final class RateLimitsTest {
    private static final String RESOURCE = "x-ms-ratelimit-remaining-resource";

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

    /** Buckets refill only where a test lets time pass: the clock stands still. */
    private void limited() {
        azure.admin("PUT", "/settings", "{\"rateLimits\":1}");
    }

    @Test
    void asLongAsTheSwitchIsOffEveryBucketIsFullButOne() {
        String id = estate.machine("vm1");
        for (int i = 0; i < 40; i++) {
            Answer answer = azure.get(id, Caller.COMPUTE);
            assertThat(answer.header("x-ms-ratelimit-remaining-subscription-reads"))
                    .isEqualTo("249");
            assertThat(answer.header(RESOURCE))
                    .isEqualTo("Microsoft.Compute/LowCostGetSubscriptionMaximum;23999,"
                            + "Microsoft.Compute/LowCostGetResource;35");
        }
    }

    @Test
    void aMachineThatIsAskedTooOftenRefusesUntilItsBucketHasRefilled() {
        String id = estate.machine("vm1");
        String other = estate.machine("vm2");
        limited();
        assertThat(azure.get(id, Caller.COMPUTE).header(RESOURCE)).endsWith("LowCostGetResource;35");
        assertThat(azure.get(id, Caller.COMPUTE).header(RESOURCE)).endsWith("LowCostGetResource;34");
        Answer answer = azure.get(id, Caller.COMPUTE);
        for (int i = 0; i < 40 && answer.status() == 200; i++) {
            answer = azure.get(id, Caller.COMPUTE);
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("OperationNotAllowed");
        assertThat(answer.at("error", "details").path(0).path("code").asText()).isEqualTo("TooManyRequests");
        assertThat(answer.at("error", "details").path(0).path("target").asText())
                .isEqualTo("LowCostGetResource");
        assertThat(answer.text("error", "innererror", "internalErrorCode")).isEqualTo("TooManyRequestsReceived");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(azure.get(other, Caller.COMPUTE).status()).isEqualTo(200);
        azure.advance(Duration.ofMinutes(3));
        assertThat(azure.get(id, Caller.COMPUTE).status()).isEqualTo(200);
    }

    @Test
    void theFrontEndCountsReadsAndWritesOfAPrincipalApart() {
        limited();
        String group = azure.group();
        Answer answer = azure.get(group, Caller.CORE);
        for (int i = 0; i < 2000 && answer.status() == 200; i++) {
            answer = azure.get(group, Caller.CORE);
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("x-ms-failure-cause")).isEqualTo("gateway");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(azure.arm("PUT", group, Caller.CORE, "{\"location\":\"westeurope\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRefusedRequestHasNoEffect() {
        String id = estate.machine("vm1");
        limited();
        int accepted = 0;
        Answer answer;
        do {
            answer = azure.arm("PATCH", id, Caller.COMPUTE, "{\"tags\":{\"n\":\"" + accepted + "\"}}");
            azure.advance(Duration.ofSeconds(6));
            accepted += answer.status() == 200 ? 1 : 0;
        } while (answer.status() == 200 && accepted < 60);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(azure.get(id, Caller.COMPUTE).text("tags", "n")).isEqualTo(Integer.toString(accepted - 1));
    }
}
