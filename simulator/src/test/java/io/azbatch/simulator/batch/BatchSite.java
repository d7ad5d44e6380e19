package io.azbatch.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A simulator with one Batch account, and calls of its data plane. */
final class BatchSite implements AutoCloseable {
    static final String VERSION = "2024-07-01.20.0";
    static final String ARM_VERSION = "2024-07-01";
    static final String ACCOUNT = "renderbatch";

    private static final String UBUNTU = """
            {'imageReference':{'publisher':'canonical','offer':'ubuntu-24_04-lts','sku':'server'},
             'nodeAgentSKUId':'batch.node.ubuntu 24.04'}""";

    final WireAzure azure;
    final String accountPath;
    final String endpoint;

    BatchSite() {
        this("{'location':'westeurope'}");
    }

    BatchSite(String accountBody) {
        this(accountBody, Instant.parse("2026-11-01T12:00:00Z"));
    }

    BatchSite(String accountBody, Instant start) {
        azure = new WireAzure(start);
        azure.makeGroup("render", "westeurope");
        accountPath = azure.group("render") + "/providers/Microsoft.Batch/batchAccounts/" + ACCOUNT;
        Answer begun = azure.arm("PUT", accountPath, ARM_VERSION, WireAzure.json(accountBody));
        azure.advance(Duration.ofSeconds(20));
        Answer made = azure.follow(begun.header("Location").orElseThrow());
        endpoint = "https://" + made.text("properties", "accountEndpoint");
    }

    @Override
    public void close() {
        azure.close();
    }

    Answer call(String method, String path, String body) {
        return call(method, path, body, Map.of());
    }

    Answer call(String method, String path, String body, Map<String, String> headers) {
        return send(method, path, WireAzure.json(body), azure.batchToken(), headers);
    }

    /** A call in another api-version. */
    Answer callIn(String version, String method, String path, String body) {
        return azure.send(
                method,
                endpoint + path + "?api-version=" + version,
                azure.batchToken(),
                Map.of(),
                WireAzure.json(body));
    }

    Answer send(String method, String path, String body, String authorization, Map<String, String> headers) {
        String separator = path.contains("?") ? "&" : "?";
        return azure.send(method, endpoint + path + separator + "api-version=" + VERSION, authorization, headers, body);
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    /** Adds a pool of Ubuntu machines with further properties, given as JSON without braces. */
    Answer addPool(String id, String more) {
        return call(
                "POST",
                "/pools",
                "{'id':'" + id + "','vmSize':'Standard_D2ds_v5','virtualMachineConfiguration':" + UBUNTU
                        + (more.isEmpty() ? "" : "," + more) + "}");
    }

    int count(String pool, String kind, String state) {
        return get("/nodecounts?$filter=poolId%20eq%20'" + pool + "'")
                .at("value")
                .get(0)
                .path(kind)
                .path(state)
                .asInt();
    }

    /** The same, waited for until its nodes are idle. */
    void upPool(String id, int dedicated, int spot) {
        addPool(id, "'targetDedicatedNodes':" + dedicated + ",'targetLowPriorityNodes':" + spot);
        advance(Duration.ofMinutes(6));
    }

    void advance(Duration by) {
        azure.advance(by);
    }

    /** The form of every refusal of the Batch service. */
    static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.text("message", "lang")).isEqualTo("en-US");
        assertThat(answer.text("message", "value"))
                .contains("\nRequestId:" + answer.header("request-id").orElseThrow() + "\nTime:20");
        assertThat(answer.text("odata.metadata"))
                .endsWith("/$metadata#Microsoft.Azure.Batch.Protocol.Entities.Container.errors/@Element");
        assertThat(answer.body().has("error")).isFalse();
    }

    /** The same with one of its details. */
    static void assertRefused(Answer answer, int status, String code, String key, String value) {
        assertRefused(answer, status, code);
        assertThat(answer.at("values"))
                .as(answer.body().toString())
                .anyMatch(detail -> detail.path("key").asText().equals(key)
                        && detail.path("value").asText().contains(value));
    }
}
