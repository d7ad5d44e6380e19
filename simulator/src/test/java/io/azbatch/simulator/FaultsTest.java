package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults strike exactly, and the journal tells what took effect. The limit is for what never comes. */
@Timeout(120)
final class FaultsTest {
    private final Caller azure = new Caller();
    private String gallery = "";

    @BeforeEach
    void group() {
        new Estate(azure);
        gallery = azure.compute() + "/galleries/g";
        azure.admin("DELETE", "/journal", "");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private String arm(String fault) {
        Answer armed = azure.admin("POST", "/faults", fault);
        assertThat(armed.status()).as(armed.body().toString()).isEqualTo(201);
        return armed.text("id");
    }

    private String armFor(String operation, String action) {
        return arm("{\"match\":{\"listener\":\"arm\",\"operation\":\"" + operation + "\"},\"action\":" + action + "}");
    }

    private Answer put() {
        return azure.arm("PUT", gallery, Caller.GALLERY, "{\"location\":\"westeurope\"}");
    }

    private boolean exists() {
        return azure.get(gallery, Caller.GALLERY).status() == 200;
    }

    private JsonNode writes() {
        return azure.admin("GET", "/journal?writes=true", "").at("entries");
    }

    private void awaitState(String fault, String state) throws InterruptedException {
        while (!azure.admin("GET", "/faults/" + fault, "").text("state").equals(state)) {
            Thread.sleep(10);
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> putLater() {
        return azure.http()
                .sendAsync(
                        azure.armRequest(
                                "PUT",
                                azure.endpoint("arm") + gallery + "?api-version=" + Caller.GALLERY,
                                "{\"location\":\"westeurope\"}"),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void aStatusIsAnsweredInAzuresOwnFormAndNothingIsApplied() {
        armFor(
                "galleries PUT",
                "{\"type\":\"status\",\"status\":429,\"headers\":{\"Retry-After\":\"7\"},\"code\":\"TooManyRequests\","
                        + "\"message\":\"slow down\"}");
        Answer refused = put();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("7");
        assertThat(refused.code()).isEqualTo("TooManyRequests");
        assertThat(exists()).isFalse();
        assertThat(put().status()).isEqualTo(201);
        assertThat(writes().get(0).path("applied").asBoolean()).isFalse();
        assertThat(writes().get(0).path("status").asInt()).isEqualTo(429);
        assertThat(writes().get(1).path("applied").asBoolean()).isTrue();
    }

    @Test
    void aResetIsNotApplied() {
        armFor("galleries PUT", "{\"type\":\"reset\"}");
        assertThatThrownBy(() -> azure.trySend(azure.armRequest(
                        "PUT",
                        azure.endpoint("arm") + gallery + "?api-version=" + Caller.GALLERY,
                        "{\"location\":\"westeurope\"}")))
                .isInstanceOf(IOException.class);
        assertThat(exists()).isFalse();
        assertThat(writes().get(0).path("applied").asBoolean()).isFalse();
        assertThat(writes().get(0).path("answered").asBoolean()).isFalse();
    }

    @Test
    void anAppliedRequestMayLoseItsAnswer() {
        armFor("galleries PUT", "{\"type\":\"applyThenReset\"}");
        assertThatThrownBy(() -> azure.trySend(azure.armRequest(
                        "PUT",
                        azure.endpoint("arm") + gallery + "?api-version=" + Caller.GALLERY,
                        "{\"location\":\"westeurope\"}")))
                .isInstanceOf(IOException.class);
        assertThat(exists()).isTrue();
        assertThat(writes().get(0).path("applied").asBoolean()).isTrue();
        assertThat(writes().get(0).path("answered").asBoolean()).isFalse();
        assertThat(writes().get(0).path("operation").asText()).isEqualTo("galleries PUT");
    }

    @Test
    void heldBeforeItIsNeverApplied() throws Exception {
        String fault = armFor("galleries PUT", "{\"type\":\"holdBefore\"}");
        CompletableFuture<HttpResponse<byte[]>> held = putLater();
        awaitState(fault, "holding");
        assertThat(exists()).isFalse();
        assertThat(held).isNotDone();
        azure.admin("POST", "/faults/" + fault + "/release", "");
        assertThatThrownBy(() -> held.get()).isInstanceOf(ExecutionException.class);
        assertThat(exists()).isFalse();
        awaitState(fault, "done");
        assertThat(writes().get(0).path("applied").asBoolean()).isFalse();
    }

    @Test
    void heldAfterItIsAppliedAlready() throws Exception {
        String fault = armFor("galleries PUT", "{\"type\":\"holdAfter\"}");
        CompletableFuture<HttpResponse<byte[]>> held = putLater();
        awaitState(fault, "holding");
        assertThat(exists()).isTrue();
        assertThat(held).isNotDone();
        assertThat(writes().get(0).path("applied").asBoolean()).isTrue();
        azure.admin("DELETE", "/faults/" + fault, "");
        assertThatThrownBy(() -> held.get()).isInstanceOf(ExecutionException.class);
    }

    @Test
    void onlyTheNthMatchingRequestIsStruckAndOnlySoOften() {
        arm("{\"match\":{\"method\":\"GET\",\"path\":\"/galleries\"},\"nth\":2,\"times\":2,"
                + "\"action\":{\"type\":\"status\",\"status\":503}}");
        put();
        azure.advance(Duration.ofSeconds(1));
        int[] seen = new int[4];
        for (int i = 0; i < 4; i++) {
            seen[i] = azure.get(gallery, Caller.GALLERY).status();
        }
        assertThat(seen).containsExactly(200, 503, 503, 200);
    }

    @Test
    void aDelayRunsOnTheVirtualClock() throws Exception {
        String fault = armFor("galleries PUT", "{\"type\":\"delay\",\"seconds\":3600}");
        CompletableFuture<HttpResponse<byte[]>> later = putLater();
        awaitState(fault, "done");
        assertThat(later).isNotDone();
        // Struck is not yet asleep: an hour may pass before its own begins.
        while (!later.isDone()) {
            azure.advance(Duration.ofHours(1));
            Thread.sleep(10);
        }
        assertThat(later.get().statusCode()).isEqualTo(201);
    }

    @Test
    void tokensCanBeRefusedToo() {
        arm("{\"match\":{\"listener\":\"entra\"},\"action\":{\"type\":\"status\",\"status\":503}}");
        assertThat(azure.token(
                                azure.endpoint("clientId"),
                                azure.endpoint("clientSecret"),
                                "https://management.azure.com/.default")
                        .status())
                .isEqualTo(503);
    }

    @Test
    void whatIsNoFaultIsRefused() {
        assertThat(azure.admin("POST", "/faults", "{\"action\":{\"type\":\"explode\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(azure.admin("POST", "/faults", "{\"match\":{\"url\":\"x\"},\"action\":{\"type\":\"reset\"}}")
                        .text("message"))
                .contains("unknown field 'url'");
        assertThat(azure.admin("PUT", "/settings", "{\"nonsense\":1}").status()).isEqualTo(400);
        assertThat(azure.admin("PUT", "/clock", "{\"advanceSeconds\":-1}").status())
                .isEqualTo(400);
        assertThat(azure.admin("PUT", "/clock", "{\"speed\":-1}").status()).isEqualTo(400);
    }

    @Test
    void theJournalTellsReadsAndWritesApartAndKeepsCounting() {
        put();
        azure.get(gallery, Caller.GALLERY);
        JsonNode all = azure.admin("GET", "/journal", "").at("entries");
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.get(1).path("write").asBoolean()).isFalse();
        assertThat(all.get(1).path("apiVersion").asText()).isEqualTo(Caller.GALLERY);
        long first = all.get(0).path("sequence").asLong();
        assertThat(azure.admin("GET", "/journal?after=" + first, "")
                        .at("entries")
                        .size())
                .isEqualTo(1);
        assertThat(azure.admin("GET", "/journal/last", "").at("sequence").asLong())
                .isEqualTo(first + 1);
        azure.admin("DELETE", "/journal", "");
        put();
        assertThat(writes().get(0).path("sequence").asLong()).isGreaterThan(first + 1);
    }

    @Test
    void aFaultThatCouldNeverStrikeAndAClockThatWouldNotMoveAreRefused() {
        for (String fault : new String[] {
            "{\"match\":{\"listener\":\"admin\"},\"action\":{\"type\":\"reset\"}}",
            "{\"match\":\"galleries\",\"action\":{\"type\":\"reset\"}}",
            "{\"nth\":\"two\",\"action\":{\"type\":\"reset\"}}"
        }) {
            assertThat(azure.admin("POST", "/faults", fault).status()).as(fault).isEqualTo(400);
        }
        assertThat(azure.admin("PUT", "/clock", "{\"advance\":60}").status()).isEqualTo(400);
        assertThat(azure.admin("PUT", "/clock", "{\"advanceSeconds\":\"60\"}").status())
                .isEqualTo(400);
    }
}
