package io.azbatch.simulator.batch;

import static io.azbatch.simulator.wire.WireAzure.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How accounts end, what they take on the way, and what stays of them. */
class BatchAccountEndTest {
    private static final String VERSION = "2024-07-01";

    private final WireAzure azure = new WireAzure(Instant.parse("2026-11-01T12:00:00Z"));

    @BeforeEach
    void makeGroup() {
        azure.makeGroup("render", "westeurope");
    }

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void deletingWhatIsNotThereIsDone() {
        assertThat(azure.arm("DELETE", path("batch1"), VERSION, "").status()).isEqualTo(204);
    }

    @Test
    void aDeletionThatOvertakesTheCreationStandsAndASecondOneDoesNotReachTheNextAccount() {
        put("batch1", "{'location':'westeurope'}");
        azure.arm("DELETE", path("batch1"), VERSION, "");
        azure.advance(Duration.ofSeconds(10));
        assertThat(get("batch1").text("properties", "provisioningState")).isEqualTo("Deleting");
        azure.arm("DELETE", path("batch1"), VERSION, "");
        azure.advance(Duration.ofSeconds(6));
        assertThat(get("batch1").status()).isEqualTo(404);

        make("batch1", "{'location':'westeurope'}");
        assertThat(get("batch1").text("properties", "provisioningState")).isEqualTo("Succeeded");
    }

    @Test
    void afterItsDeletionTheProviderKnowsItNoLongerAndThenTheGateway() {
        String endpoint = make("batch1", "{'location':'westeurope'}").text("properties", "accountEndpoint");

        Answer deleted = azure.arm("DELETE", path("batch1"), VERSION, "");
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.header("Location").orElseThrow())
                .contains("/locations/westeurope/accountOperationResults/batch1-");
        azure.advance(Duration.ofSeconds(20));
        Answer done = azure.follow(deleted.header("Location").orElseThrow());
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.response().body()).isEmpty();
        Answer gone = get("batch1");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text("error", "code")).isEqualTo("AccountNotFound");
        assertThat(gone.text("error", "target")).isEqualTo("BatchAccount");
        assertThat(gone.text("error", "message"))
                .matches("(?s)The specified account does not exist\\.\nRequestId:.*\nTime:.*Z");
        azure.advance(Duration.ofMinutes(2));
        assertThat(get("batch1").text("error", "code")).isEqualTo("ResourceNotFound");
        assertThatThrownBy(() -> azure.send(
                        "GET",
                        "https://" + endpoint + "/pools?api-version=" + BatchSite.VERSION,
                        azure.batchToken(),
                        Map.of(),
                        ""))
                .hasRootCauseInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aGroupThatIsDeletedTakesItsAccountsAlong() {
        make("batch1", "{'location':'westeurope'}");

        azure.arm("DELETE", azure.group("render"), "2021-04-01", "");
        azure.advance(Duration.ofMinutes(1));
        assertThat(get("batch1").text("error", "code")).isEqualTo("ResourceGroupNotFound");
    }

    @Test
    void anAccountOnItsWayOutIsReadAndTakesNothing() {
        String endpoint = make("batch1", "{'location':'westeurope'}").text("properties", "accountEndpoint");
        azure.arm("DELETE", path("batch1"), VERSION, "");

        assertThat(get("batch1").text("properties", "provisioningState")).isEqualTo("Deleting");
        for (Answer refused : new Answer[] {
            put("batch1", "{'location':'westeurope'}"),
            azure.arm("PATCH", path("batch1"), VERSION, json("{'tags':{'a':'b'}}")),
            azure.arm("POST", path("batch1") + "/regenerateKeys", VERSION, json("{'keyName':'Primary'}"))
        }) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("error", "code")).isEqualTo("AccountBeingDeleted");
        }
        String pools = "https://" + endpoint + "/pools?api-version=" + BatchSite.VERSION;
        assertThat(azure.send("GET", pools, azure.batchToken(), Map.of(), "").status())
                .isEqualTo(200);
        BatchSite.assertRefused(
                azure.send("POST", pools, azure.batchToken(), Map.of(), "{}"), 403, "AccountIsDisabled");
        assertThat(azure.arm("PUT", path("batch1") + "/pools/p", VERSION, "{}").text("error", "code"))
                .isEqualTo("AccountIsDisabled");
    }

    private Answer make(String name, String body) {
        put(name, body);
        azure.advance(Duration.ofSeconds(20));
        return get(name);
    }

    private Answer put(String name, String body) {
        return azure.arm("PUT", path(name), VERSION, json(body));
    }

    private Answer get(String name) {
        return azure.arm("GET", path(name), VERSION, "");
    }

    private String path(String name) {
        return azure.group("render") + "/providers/Microsoft.Batch/batchAccounts/" + name;
    }
}
