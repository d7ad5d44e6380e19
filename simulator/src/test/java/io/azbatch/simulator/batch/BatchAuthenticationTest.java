package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchAuthenticationTest {
    private static final String BATCH_DATA_CONTRIBUTOR = "6aaa78f1-f7de-44ca-8722-c64a23943cae";
    private static final String DATE = "Sun, 01 Nov 2026 12:00:00 GMT";

    private final BatchSite site = new BatchSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void anAccountWithoutPublicAccessIsClosedToAllWhoComeThatWay() {
        site.azure.arm(
                "PATCH",
                site.accountPath,
                BatchSite.ARM_VERSION,
                "{\"properties\":{\"publicNetworkAccess\":\"Disabled\"}}");

        assertRefused(site.get("/pools"), 403, "Forbidden");
    }

    @Test
    void aTokenIsGoodWithOneSlashAndWithTwo() {
        for (String scope :
                new String[] {"https://batch.core.windows.net/.default", "https://batch.core.windows.net//.default"}) {
            String token = site.azure.token(scope, site.azure.owner("clientId"), site.azure.owner("clientSecret"));
            assertThat(pools("Bearer " + token).status()).isEqualTo(200);
        }
    }

    @Test
    void aTokenForAnotherServiceIsFromTheWrongAudience() {
        assertRefused(
                pools(site.azure.armToken()),
                401,
                "AuthenticationFailed",
                "AuthenticationErrorDetail",
                "has been obtained from wrong audience");
        assertRefused(pools("Bearer nonsense"), 401, "AuthenticationFailed");
        assertRefused(pools(""), 401, "AuthenticationFailed");
    }

    @Test
    void aPrincipalNeedsARightOnTheAccount() {
        String id = "22222222-2222-2222-2222-222222222222";
        site.azure.admin(
                "PUT",
                "/principals/" + id,
                "{\"secret\":\"s\",\"scopes\":[{\"scope\":\"" + site.accountPath + "\",\"access\":\"read\"}]}");
        String token = "Bearer " + site.azure.token("https://batch.core.windows.net/.default", id, "s");

        assertThat(pools(token).status()).isEqualTo(200);
        assertRefused(
                site.send("POST", "/pools", "{\"id\":\"p\"}", token, Map.of()), 403, "InsufficientAccountPermissions");
    }

    @Test
    void aRoleForPoolsAndJobsReadsCountsAndImagesToo() {
        String id = "33333333-3333-3333-3333-333333333333";
        String objectId = site.azure
                .admin("PUT", "/principals/" + id, "{\"secret\":\"s\",\"scopes\":[]}")
                .text("objectId");
        String token = "Bearer " + site.azure.token("https://batch.core.windows.net/.default", id, "s");
        assertRefused(site.send("GET", "/supportedimages", "", token, Map.of()), 403, "InsufficientAccountPermissions");

        site.azure.arm(
                "PUT",
                site.accountPath + "/providers/Microsoft.Authorization/roleAssignments/" + id,
                "2022-04-01",
                "{\"properties\":{\"roleDefinitionId\":\"/subscriptions/" + site.azure.subscription()
                        + "/providers/Microsoft.Authorization/roleDefinitions/" + BATCH_DATA_CONTRIBUTOR
                        + "\",\"principalId\":\"" + objectId + "\"}}");

        for (String path : new String[] {"/pools", "/jobs", "/jobschedules", "/nodecounts", "/supportedimages"}) {
            assertThat(site.send("GET", path, "", token, Map.of()).status())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void aSignatureWithEitherKeyIsGoodAndAnyOtherIsNot() {
        Answer keys = site.azure.arm("POST", site.accountPath + "/listKeys", BatchSite.ARM_VERSION, "");

        assertThat(signed(keys.text("primary"), "renderbatch").status()).isEqualTo(200);
        assertThat(signed(keys.text("secondary"), "renderbatch").status()).isEqualTo(200);
        String other = Base64.getEncoder().encodeToString("other".getBytes(StandardCharsets.UTF_8));
        assertRefused(signed(other, "renderbatch"), 403, "AuthenticationFailed");
        assertRefused(signed(keys.text("primary"), "otherbatch"), 403, "AuthenticationFailed");

        site.azure.arm(
                "POST", site.accountPath + "/regenerateKeys", BatchSite.ARM_VERSION, "{\"keyName\":\"Primary\"}");
        assertRefused(signed(keys.text("primary"), "renderbatch"), 403, "AuthenticationFailed");
    }

    @Test
    void anAccountThatAllowsEntraOnlyRefusesKeysAndDoesNotTellThem() {
        Answer keys = site.azure.arm("POST", site.accountPath + "/listKeys", BatchSite.ARM_VERSION, "");
        allow("'AAD'");

        assertRefused(
                signed(keys.text("primary"), "renderbatch"),
                403,
                "AuthenticationFailed",
                "AuthenticationErrorDetail",
                "SharedKey is not allowed");
        assertThat(pools(site.azure.batchToken()).status()).isEqualTo(200);
        for (String action : new String[] {"/listKeys", "/regenerateKeys"}) {
            Answer refused = site.azure.arm(
                    "POST", site.accountPath + action, BatchSite.ARM_VERSION, "{\"keyName\":\"Primary\"}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.at("error", "details").get(0).path("message").asText())
                    .contains("SharedKey");
        }
    }

    @Test
    void anAccountThatAllowsKeysOnlyRefusesTokens() {
        Answer keys = site.azure.arm("POST", site.accountPath + "/listKeys", BatchSite.ARM_VERSION, "");
        allow("'SharedKey'");

        assertThat(signed(keys.text("primary"), "renderbatch").status()).isEqualTo(200);
        assertRefused(
                pools(site.azure.batchToken()),
                403,
                "AuthenticationFailed",
                "AuthenticationErrorDetail",
                "AAD is not allowed");
    }

    @Test
    void theClientsRequestIdComesBackIfItAsksForIt() {
        String id = "33333333-3333-3333-3333-333333333333";
        Answer asked =
                site.call("GET", "/pools", "", Map.of("client-request-id", id, "return-client-request-id", "true"));
        assertThat(asked.header("client-request-id")).contains(id);
        Answer silent = site.call("GET", "/pools", "", Map.of("client-request-id", id));
        assertThat(silent.header("client-request-id")).isEmpty();
    }

    private void allow(String modes) {
        site.azure.arm(
                "PATCH",
                site.accountPath,
                BatchSite.ARM_VERSION,
                WireAzure.json("{'properties':{'allowedAuthenticationModes':[" + modes + "]}}"));
    }

    private Answer pools(String authorization) {
        return site.send("GET", "/pools", "", authorization, Map.of());
    }

    /** Signs as the documents describe it, apart from the simulator's own code. */
    private Answer signed(String key, String account) {
        String stringToSign = "GET" + "\n".repeat(12) + "ocp-date:" + DATE + "\n/" + account + "/pools\napi-version:"
                + BatchSite.VERSION + "\nmaxresults:5";
        String authorization = "SharedKey " + account + ":" + hmac(key, stringToSign);
        return site.send("GET", "/pools?maxresults=5", "", authorization, Map.of("ocp-date", DATE));
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
