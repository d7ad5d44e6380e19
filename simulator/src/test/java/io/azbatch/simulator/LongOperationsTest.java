package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long-running operations: their two addresses, and that they must come back as they were given. */
final class LongOperationsTest {
    private final Caller azure = new Caller();
    private Answer accepted = null;
    private String machine = "";

    @BeforeEach
    void deallocate() {
        machine = new Estate(azure).machine("vm1");
        accepted = azure.arm("POST", machine + "/deallocate", Caller.COMPUTE, "");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void theAddressNamesTheRequest() {
        assertThat(accepted.header("Azure-AsyncOperation"))
                .startsWith(azure.endpoint("arm") + azure.subscription()
                        + "/providers/Microsoft.Compute/locations/westeurope/operations/"
                        + accepted.header("x-ms-request-id"));
        assertThat(accepted.header("Location"))
                .isEqualTo(
                        accepted.header("Azure-AsyncOperation").replace("&api-version", "&monitor=true&api-version"));
    }

    @Test
    void theStatusIs200FromBeginningToEnd() {
        Answer running = azure.follow(accepted.header("Azure-AsyncOperation"));
        assertThat(running.status()).isEqualTo(200);
        assertThat(running.text("status")).isEqualTo("InProgress");
        assertThat(running.text("startTime")).endsWith("+00:00");
        assertThat(running.body().has("endTime")).isFalse();
        assertThat(running.text("name")).isEqualTo(accepted.header("x-ms-request-id"));
        azure.advance(Duration.ofMinutes(1));
        Answer done = azure.follow(accepted.header("Azure-AsyncOperation"));
        assertThat(done.text("status")).isEqualTo("Succeeded");
        assertThat(done.text("endTime")).isNotEmpty();
        assertThat(done.body().has("properties")).isFalse();
    }

    @Test
    void theMonitorIs202AndThen200WithoutABody() {
        Answer running = azure.follow(accepted.header("Location"));
        assertThat(running.status()).isEqualTo(202);
        assertThat(running.header("Location")).isEqualTo(accepted.header("Location"));
        azure.advance(Duration.ofMinutes(1));
        Answer done = azure.follow(accepted.header("Location"));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.http().body()).isEmpty();
    }

    @Test
    void anAddressThatWasTouchedIsUnknown() {
        String address = accepted.header("Azure-AsyncOperation");
        assertThat(azure.follow(address.substring(0, address.lastIndexOf("&h=")))
                        .status())
                .isEqualTo(404);
        assertThat(azure.follow(address.replaceFirst("\\?p=[^&]*&", "?")).status())
                .isEqualTo(404);
        assertThat(azure.follow(address.replace("/westeurope/", "/northeurope/"))
                        .status())
                .isEqualTo(404);
        assertThat(azure.follow(address.replace("/operations/", "/DiskOperations/"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCanceledOperationSaysCanceled() {
        azure.advance(Duration.ofMinutes(1));
        azure.admin(
                "POST",
                "/faults",
                "{\"match\":{\"operation\":\"virtualMachines/start\"},\"action\":{\"type\":\"cancelOperation\"}}");
        Answer start = azure.arm("POST", machine + "/start", Caller.COMPUTE, "");
        assertThat(start.status()).isEqualTo(202);
        azure.advance(Duration.ofMinutes(1));
        Answer poll = azure.follow(start.header("Azure-AsyncOperation"));
        assertThat(poll.status()).isEqualTo(200);
        assertThat(poll.text("status")).isEqualTo("Canceled");
        assertThat(poll.code()).isEqualTo("OperationPreempted");
        assertThat(azure.get(machine, Caller.COMPUTE).text("properties", "provisioningState"))
                .isEqualTo("Failed");
    }

    @Test
    void retryAfterIsScaledByTheClockAndCanBeFixed() {
        azure.advance(Duration.ofMinutes(1));
        azure.admin("PUT", "/clock", "{\"speed\":4}");
        assertThat(azure.arm("POST", machine + "/start", Caller.COMPUTE, "").header("Retry-After"))
                .isEqualTo("3");
        azure.advance(Duration.ofMinutes(1));
        azure.admin("PUT", "/settings", "{\"retryAfterSeconds\":1}");
        assertThat(azure.arm("POST", machine + "/deallocate", Caller.COMPUTE, "")
                        .header("Retry-After"))
                .isEqualTo("1");
    }
}
