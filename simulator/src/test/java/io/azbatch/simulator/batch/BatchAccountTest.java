package io.azbatch.simulator.batch;

import static io.azbatch.simulator.wire.WireAzure.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchAccountTest {
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
    void creationIsPolledByLocationAloneAndEachPollGivesANewOne() {
        Answer begun = put("batch1", "{'location':'West Europe','tags':{'a':'b'}}");

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.response().body()).isEmpty();
        assertThat(begun.header("Azure-AsyncOperation")).isEmpty();
        assertThat(begun.header("Retry-After")).isPresent();
        String location = begun.header("Location").orElseThrow();
        azure.advance(Duration.ofSeconds(2));
        Answer pending = azure.follow(location);
        assertThat(pending.status()).isEqualTo(202);
        assertThat(pending.header("Location").orElseThrow()).isNotEqualTo(location);
        azure.advance(Duration.ofSeconds(20));
        Answer made = azure.follow(pending.header("Location").orElseThrow());
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("properties", "provisioningState")).isEqualTo("Succeeded");
        assertThat(azure.follow(location).status()).isEqualTo(200);
        assertThat(azure.follow(location.replaceFirst("&s=[^&]*", "&s=forged")).status())
                .isEqualTo(404);
    }

    @Test
    void anAccountShowsItsQuotasItsEndpointAndAnEtagInQuotes() {
        Answer account = make("batch1", "{'location':'westeurope'}");

        assertThat(account.text("location")).isEqualTo("westeurope");
        assertThat(account.text("properties", "accountEndpoint")).matches("127\\.0\\.0\\.1:\\d+");
        assertThat(account.text("properties", "poolAllocationMode")).isEqualTo("BatchService");
        assertThat(account.at("properties", "dedicatedCoreQuota").asInt()).isEqualTo(500);
        assertThat(account.at("properties", "dedicatedCoreQuotaPerVMFamily")).hasSizeGreaterThan(50);
        assertThat(account.at("properties", "allowedAuthenticationModes").toString())
                .isEqualTo("[\"SharedKey\",\"AAD\",\"TaskAuthenticationToken\"]");
        assertThat(account.text("identity", "type")).isEqualTo("None");
        assertThat(account.header("ETag").orElseThrow()).matches("\"0x8[0-9A-F]+\"");
        azure.settings("{\"dedicatedCoreQuota\":7}");
        assertThat(get("batch1").at("properties", "dedicatedCoreQuota").asInt()).isEqualTo(7);
    }

    @Test
    void anOlderVersionShowsFewerProperties() {
        make("batch1", "{'location':'westeurope'}");

        Answer old = azure.arm("GET", path("batch1"), "2022-01-01", "");
        assertThat(old.at("properties").has("nodeManagementEndpoint")).isFalse();
        assertThat(azure.arm("GET", path("batch1"), "2023-05-01", "")
                        .at("properties")
                        .has("nodeManagementEndpoint"))
                .isTrue();
    }

    @Test
    void anAccountTellsWhatTheServiceToldOnThatDay() {
        try (WireAzure early = new WireAzure(Instant.parse("2020-04-03T00:00:00Z"))) {
            early.makeGroup("render", "westeurope");
            String account = early.group("render") + "/providers/Microsoft.Batch/batchAccounts/batch1";
            Answer begun = early.arm("PUT", account, "2020-05-01", json("{'location':'westeurope'}"));
            assertThat(begun.header("Location").orElseThrow()).endsWith("?api-version=2020-05-01");
            early.advance(Duration.ofSeconds(20));
            Answer april = early.follow(begun.header("Location").orElseThrow());
            assertThat(april.body().has("identity")).isFalse();
            assertThat(april.at("properties").has("publicNetworkAccess")).isFalse();
            early.advance(Duration.ofDays(60));
            Answer june = early.arm("GET", account, "2021-06-01", "");
            assertThat(june.text("identity", "type")).isEqualTo("None");
            assertThat(june.at("properties").has("privateEndpointConnections")).isFalse();
        }
    }

    @Test
    void puttingAgainAndPatchingAnswerAtOnce() {
        make("batch1", "{'location':'westeurope'}");

        Answer again = put("batch1", "{'location':'westeurope','tags':{'a':'1'}}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("tags", "a")).isEqualTo("1");
        Answer patched =
                azure.arm("PATCH", path("batch1"), VERSION, json("{'properties':{'publicNetworkAccess':'Disabled'}}"));
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text("properties", "publicNetworkAccess")).isEqualTo("Disabled");
        assertThat(patched.text("tags", "a")).isEqualTo("1");
        assertThat(put("batch1", "{'location':'northeurope'}").status()).isEqualTo(409);
    }

    @Test
    void thePoolAllocationModeIsChosenOnce() {
        make("batch1", "{'location':'westeurope'}");
        String mode = "'properties':{'poolAllocationMode':'UserSubscription','keyVaultReference':{'id':'"
                + azure.group("render")
                + "/providers/Microsoft.KeyVault/vaults/v','url':'https://v.vault.azure.net/'}}";

        assertThat(put("batch1", "{'location':'westeurope'," + mode + "}").status())
                .isEqualTo(400);
        Answer patched = azure.arm("PATCH", path("batch1"), VERSION, json("{" + mode + "}"));
        assertThat(patched.text("error", "code")).isEqualTo("InvalidRequestBody");
        assertThat(get("batch1").text("properties", "poolAllocationMode")).isEqualTo("BatchService");
    }

    @Test
    void theKeysOfTheStorageAccountAreReadWhenItIsLinkedOrAskedForAndNotWithEveryChange() {
        String storage = azure.group("render") + "/providers/Microsoft.Storage/storageAccounts/studio";
        String linked = make(
                        "batch1",
                        "{'location':'westeurope','properties':{'autoStorage':{'storageAccountId':'" + storage + "'}}}")
                .text("properties", "autoStorage", "lastKeySync");

        azure.advance(Duration.ofMinutes(1));
        Answer patched = azure.arm("PATCH", path("batch1"), VERSION, json("{'tags':{'a':'b'}}"));
        assertThat(patched.text("properties", "autoStorage", "lastKeySync")).isEqualTo(linked);
        azure.arm("POST", path("batch1") + "/syncAutoStorageKeys", VERSION, "");
        assertThat(get("batch1").text("properties", "autoStorage", "lastKeySync"))
                .isGreaterThan(linked);
    }

    @Test
    void anIdentityOfItsOwnHasAPrincipalInTheTenant() {
        Answer account = make("batch1", "{'location':'westeurope','identity':{'type':'SystemAssigned'}}");

        assertThat(account.text("identity", "principalId")).isNotEmpty();
        assertThat(account.text("identity", "tenantId")).isEqualTo(azure.owner("tenant"));
        Answer without = azure.arm("PATCH", path("batch1"), VERSION, json("{'identity':{'type':'None'}}"));
        assertThat(without.at("identity").toString()).isEqualTo("{\"type\":\"None\"}");
    }

    @Test
    void userSubscriptionModeNeedsAKeyVaultAndHasNoCoreQuotas() {
        Answer refused =
                put("batch1", "{'location':'westeurope','properties':{'poolAllocationMode':'UserSubscription'}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error", "code")).isEqualTo("InvalidRequestBody");
        assertThat(refused.at("error", "details").get(0).path("message").asText())
                .startsWith("keyVaultReference must be set");

        Answer account = make(
                "batch1",
                "{'location':'westeurope','properties':{'poolAllocationMode':'UserSubscription','keyVaultReference':"
                        + "{'id':'" + azure.group("render")
                        + "/providers/Microsoft.KeyVault/vaults/v','url':'https://v.vault.azure.net/'}}}");
        assertThat(account.at("properties").has("dedicatedCoreQuota")).isFalse();
        assertThat(account.at("properties", "allowedAuthenticationModes").toString())
                .doesNotContain("SharedKey");
    }

    @Test
    void aFullRegionFailsTheOperationWithTheErrorItself() {
        azure.settings("{\"batchAccountQuota\":1}");
        make("batch1", "{'location':'westeurope'}");

        Answer begun = put("batch2", "{'location':'westeurope'}");
        assertThat(begun.status()).isEqualTo(202);
        azure.advance(Duration.ofSeconds(20));
        Answer failed = azure.follow(begun.header("Location").orElseThrow());
        assertThat(failed.status()).isEqualTo(409);
        assertThat(failed.text("error", "code")).isEqualTo("SubscriptionQuotaExceeded");
        assertThat(get("batch2").status()).isEqualTo(404);
        Answer quota = azure.arm("GET", locations("quotas"), VERSION, "");
        assertThat(quota.at("accountQuota").asInt()).isEqualTo(1);
    }

    @Test
    void namesAreCheckedBeforehand() {
        make("batch1", "{'location':'westeurope'}");

        assertThat(available("batch1").text("reason")).isEqualTo("AlreadyExists");
        assertThat(available("b").text("reason")).isEqualTo("Invalid");
        assertThat(available("batch2").at("nameAvailable").asBoolean()).isTrue();
        assertThat(put("Batch_1", "{'location':'westeurope'}").status()).isEqualTo(400);
    }

    @Test
    void accountsAreListedInTheirGroupAndInTheirSubscription() {
        make("batch1", "{'location':'westeurope'}");
        azure.makeGroup("other", "westeurope");

        String provider = "/providers/Microsoft.Batch/batchAccounts";
        assertThat(azure.arm("GET", azure.group("render") + provider, VERSION, "")
                        .at("value"))
                .hasSize(1);
        assertThat(azure.arm("GET", azure.group("other") + provider, VERSION, "")
                        .at("value"))
                .isEmpty();
        assertThat(azure.arm("GET", "/subscriptions/" + azure.subscription() + provider, VERSION, "")
                        .at("value"))
                .hasSize(1);
        assertThat(azure.arm("GET", locations("virtualMachineSkus"), VERSION, "")
                        .at("value"))
                .isNotEmpty();
    }

    @Test
    void sizesAreListedByFamilyAndInPages() {
        Answer one = azure.arm("GET", locations("virtualMachineSkus") + "?maxresults=1", VERSION, "");
        assertThat(one.at("value")).hasSize(1);
        assertThat(one.text("nextLink")).isNotEmpty();
        Answer family = azure.arm(
                "GET",
                locations("virtualMachineSkus") + "?$filter=familyName%20eq%20'standardDDSv5Family'",
                VERSION,
                "");
        assertThat(family.at("value"))
                .isNotEmpty()
                .allMatch(size -> size.path("familyName").asText().equals("standardDDSv5Family"));
        assertThat(azure.arm("GET", locations("virtualMachineSkus") + "?maxresults=0", VERSION, "")
                        .text("error", "code"))
                .isEqualTo("InvalidQueryParameterValue");
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

    private Answer available(String name) {
        return azure.arm("POST", locations("checkNameAvailability"), VERSION, "{\"name\":\"" + name + "\"}");
    }

    private String path(String name) {
        return azure.group("render") + "/providers/Microsoft.Batch/batchAccounts/" + name;
    }

    private String locations(String what) {
        return "/subscriptions/" + azure.subscription() + "/providers/Microsoft.Batch/locations/westeurope/" + what;
    }
}
