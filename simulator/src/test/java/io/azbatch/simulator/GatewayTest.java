package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ARM front end: who is let in, which versions are spoken, what is said of things that are not there. */
final class GatewayTest {
    private final Caller azure = new Caller();

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer withToken(String token) {
        URI uri = URI.create(azure.endpoint("arm") + "/subscriptions?api-version=2022-12-01");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        return azure.send(request.build());
    }

    private String token(String scope) {
        return "Bearer "
                + azure.token(azure.endpoint("clientId"), azure.endpoint("clientSecret"), scope)
                        .text("access_token");
    }

    @Test
    void withoutATokenThereIsAChallenge() {
        Answer refused = withToken("");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("AuthenticationFailed");
        assertThat(refused.header("x-ms-failure-cause")).isEqualTo("gateway");
        assertThat(refused.header("WWW-Authenticate"))
                .isEqualTo("Bearer authorization_uri=\"" + azure.endpoint("authority") + "/" + azure.endpoint("tenant")
                        + "\", error=\"invalid_token\", error_description=\"The authorization header is missing access"
                        + " token.\"");
    }

    @Test
    void aForgedTokenAndATokenForAnotherServiceAreRefused() {
        assertThat(withToken("Bearer a.b.c").code()).isEqualTo("InvalidAuthenticationToken");
        String good = token("https://management.azure.com/.default");
        assertThat(withToken(good.substring(0, good.length() - 8) + "AAAAAAAA").code())
                .isEqualTo("InvalidAuthenticationToken");
        assertThat(withToken(token("https://batch.core.windows.net/.default")).code())
                .isEqualTo("InvalidAuthenticationTokenAudience");
        assertThat(withToken(token("https://management.core.windows.net//.default"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aClientThatIsGivenNoAudienceTakesTheAddressForOne() {
        assertThat(withToken(token(azure.endpoint("arm") + "/.default")).status())
                .isEqualTo(200);
        assertThat(withToken(token(azure.endpoint("authority") + "/.default")).code())
                .isEqualTo("InvalidAuthenticationTokenAudience");
    }

    @Test
    void anExpiredTokenIsRefusedOnRealTime() {
        azure.admin("PUT", "/settings", "{\"tokenLifetimeSeconds\":0}");
        Answer refused = withToken(token("https://management.azure.com/.default"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("ExpiredAuthenticationToken");
        azure.advance(Duration.ofDays(1));
        assertThat(azure.get("/subscriptions", "2022-12-01").status()).isEqualTo(200);
    }

    @Test
    void aPrincipalMayOnlyWhatItWasGranted() {
        new Estate(azure);
        azure.admin(
                "PUT",
                "/principals/reader",
                "{\"secret\":\"s\",\"scopes\":[{\"scope\":\"" + azure.group() + "\",\"access\":\"read\"}]}");
        String token = azure.token("reader", "s", "https://management.azure.com/.default")
                .text("access_token");
        String url = azure.endpoint("arm") + azure.compute() + "/galleries/g?api-version=" + Caller.GALLERY;
        Answer read = azure.send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build());
        assertThat(read.code()).isEqualTo("ResourceNotFound");
        Answer write = azure.send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"location\":\"westeurope\"}"))
                .build());
        assertThat(write.status()).isEqualTo(403);
        assertThat(write.code()).isEqualTo("AuthorizationFailed");
        assertThat(write.message())
                .contains(
                        "does not have authorization to perform action 'Microsoft.Compute/galleries/write' over scope '"
                                + azure.compute() + "/galleries/g'");
    }

    @Test
    void versionsAreChecked() {
        new Estate(azure);
        String machine = azure.compute() + "/virtualMachines/vm";
        Answer missing = azure.follow(azure.endpoint("arm") + machine);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.code()).isEqualTo("MissingApiVersionParameter");
        Answer unknown = azure.get(machine, "2099-01-01");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.code()).isEqualTo("NoRegisteredProviderFound");
        assertThat(unknown.message()).contains("API version '2099-01-01' for type 'virtualMachines'");
        assertThat(azure.get(azure.group(), "2099-01-01").code()).isEqualTo("InvalidApiVersionParameter");
        for (String version : new String[] {"2015-06-15", "2022-11-01", "2025-04-01", "2026-04-01"}) {
            assertThat(azure.get(machine, version).code()).as(version).isEqualTo("ResourceNotFound");
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(azure.get(azure.compute() + "/virtualMachines/vm", Caller.COMPUTE)
                        .message())
                .isEqualTo("Resource group 'rg' could not be found.");
        assertThat(azure.get("/subscriptions/99999999-0000-0000-0000-000000000000/resourceGroups", Caller.CORE)
                        .code())
                .isEqualTo("SubscriptionNotFound");
        assertThat(azure.get("/subscriptions/none/resourceGroups", Caller.CORE).code())
                .isEqualTo("InvalidSubscriptionId");
        new Estate(azure);
        assertThat(azure.get(azure.group() + "/providers/Microsoft.Nowhere/things/t", Caller.CORE)
                        .code())
                .isEqualTo("InvalidResourceNamespace");
        assertThat(azure.get(azure.compute() + "/wheels/w", Caller.COMPUTE).code())
                .isEqualTo("InvalidResourceType");
        assertThat(azure.arm("PATCH", azure.compute() + "/virtualMachines", Caller.COMPUTE, "{}")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void furtherSubscriptionsAreSeparate() {
        new Estate(azure);
        String other = "22222222-0000-0000-0000-000000000000";
        assertThat(azure.admin("PUT", "/subscriptions/" + other, "").status()).isEqualTo(200);
        assertThat(azure.get("/subscriptions", "2022-12-01").at("value").size()).isEqualTo(2);
        assertThat(azure.get("/subscriptions/" + other + "/resourceGroups/rg", Caller.CORE)
                        .code())
                .isEqualTo("ResourceGroupNotFound");
        assertThat(azure.admin("PUT", "/subscriptions/none", "").status()).isEqualTo(400);
    }

    @Test
    void segmentsCompareWithoutCase() {
        Estate estate = new Estate(azure);
        String gallery = estate.gallery("MyGallery");
        Answer shouted = azure.get(
                gallery.replace("resourceGroups", "RESOURCEGROUPS").replace("MyGallery", "mygallery"), Caller.GALLERY);
        assertThat(shouted.status()).isEqualTo(200);
        assertThat(shouted.text("name")).isEqualTo("MyGallery");
    }

    @Test
    void bodiesAreChecked() {
        new Estate(azure);
        String gallery = azure.compute() + "/galleries/g";
        assertThat(azure.arm("PUT", gallery, Caller.GALLERY, "{not json").code())
                .isEqualTo("InvalidRequestContent");
        assertThat(azure.arm("PUT", gallery, Caller.GALLERY, "{}").code()).isEqualTo("LocationRequired");
        assertThat(azure.arm("PUT", gallery, Caller.GALLERY, "{\"location\":\"atlantis\"}")
                        .code())
                .isEqualTo("LocationNotAvailableForResourceType");
    }

    @Test
    void aGroupLivesAndDiesWithWhatIsInIt() {
        Estate estate = new Estate(azure);
        estate.gallery("g");
        assertThat(azure.arm("HEAD", azure.group(), Caller.CORE, "").status()).isEqualTo(204);
        Answer deleted = azure.arm("DELETE", azure.group(), Caller.CORE, "");
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(azure.follow(deleted.header("Location")).status()).isEqualTo(202);
        azure.advance(Duration.ofMinutes(1));
        assertThat(azure.follow(deleted.header("Location")).status()).isEqualTo(200);
        assertThat(azure.arm("HEAD", azure.group(), Caller.CORE, "").status()).isEqualTo(404);
        new Estate(azure);
        assertThat(azure.get(azure.compute() + "/galleries", Caller.GALLERY)
                        .at("value")
                        .size())
                .isZero();
    }

    @Test
    void listsComeInPages() {
        Estate estate = new Estate(azure);
        azure.admin("PUT", "/settings", "{\"pageSize\":2}");
        for (int i = 0; i < 5; i++) {
            estate.gallery("g" + i);
        }
        int seen = 0;
        Answer page = azure.get(azure.compute() + "/galleries", Caller.GALLERY);
        while (!page.text("nextLink").isEmpty()) {
            assertThat(page.at("value").size()).isEqualTo(2);
            seen += 2;
            page = azure.follow(page.text("nextLink"));
        }
        assertThat(seen + page.at("value").size()).isEqualTo(5);
    }

    @Test
    void theCloudDescribesItselfToAnyone() {
        Answer metadata = azure.send(
                HttpRequest.newBuilder(URI.create(azure.endpoint("arm") + "/metadata/endpoints?api-version=2022-09-01"))
                        .build());
        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.text("authentication", "loginEndpoint")).isEqualTo(azure.endpoint("authority"));
        assertThat(metadata.at("authentication", "audiences").get(0).asText())
                .isEqualTo("https://management.core.windows.net/");
        assertThat(metadata.at("suffixes").isObject()).isTrue();
    }

    @Test
    void providersTellTheirVersions() {
        JsonNode compute = azure.get(azure.subscription() + "/providers/Microsoft.Compute", Caller.CORE)
                .body();
        assertThat(compute.path("registrationState").asText()).isEqualTo("Registered");
        assertThat(compute.path("resourceTypes").get(0).path("resourceType").asText())
                .isEqualTo("virtualMachines");
        assertThat(compute.path("resourceTypes").get(0).path("apiVersions").toString())
                .contains("2025-04-01");
    }

    @Test
    void nothingIsPutIntoAGroupThatGoes() {
        new Estate(azure);
        azure.arm("DELETE", azure.group(), Caller.CORE, "");
        Answer refused =
                azure.arm("PUT", azure.compute() + "/galleries/g", Caller.GALLERY, "{\"location\":\"westeurope\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("ResourceGroupBeingDeleted");
        assertThat(azure.arm("PUT", azure.group(), Caller.CORE, "{\"location\":\"westeurope\"}")
                        .code())
                .isEqualTo("ResourceGroupBeingDeleted");
    }

    @Test
    void whoMayWriteInAGroupOnlyMayFollowItsOperations() {
        new Estate(azure);
        azure.admin(
                "PUT",
                "/principals/writer",
                "{\"secret\":\"s\",\"scopes\":[{\"scope\":\"" + azure.group() + "\",\"access\":\"write\"}]}");
        String token = azure.token("writer", "s", "https://management.azure.com/.default")
                .text("access_token");
        String url = azure.endpoint("arm") + azure.compute() + "/galleries/g?api-version=" + Caller.GALLERY;
        Answer created = azure.send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"location\":\"westeurope\"}"))
                .build());
        Answer poll = azure.send(HttpRequest.newBuilder(URI.create(created.header("Azure-AsyncOperation")))
                .header("Authorization", "Bearer " + token)
                .build());
        assertThat(poll.status()).isEqualTo(200);
    }

    @Test
    void listsInABodyHoldObjectsAndNullsInAPutAreNothing() {
        Estate estate = new Estate(azure);
        String network = azure.group() + "/providers/Microsoft.Network/virtualNetworks/v";
        Answer refused = azure.arm(
                "PUT",
                network,
                Caller.NETWORK,
                "{\"location\":\"westeurope\",\"properties\":{\"subnets\":[\"default\"]}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidRequestContent");
        String gallery = estate.gallery("g");
        Answer put = azure.arm(
                "PUT", gallery, Caller.GALLERY, "{\"location\":\"westeurope\",\"tags\":null,\"properties\":null}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body().has("tags")).isFalse();
    }

    @Test
    void aPageBeforeTheFirstIsRefused() {
        new Estate(azure);
        Answer refused = azure.get(azure.compute() + "/galleries?$skiptoken=-1", Caller.GALLERY);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidParameter");
    }
}
