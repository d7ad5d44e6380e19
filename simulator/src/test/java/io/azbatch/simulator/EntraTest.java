package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens and how clients find them. */
final class EntraTest {
    private static final String SCOPE = "https://management.azure.com/.default";
    private final Caller azure = new Caller();

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer get(String path) {
        return azure.send(HttpRequest.newBuilder(URI.create(azure.endpoint("authority") + path))
                .build());
    }

    @Test
    void theDiscoveryDocumentLeadsToTheTokenEndpoint() {
        Answer document = get("/" + azure.endpoint("tenant") + "/v2.0/.well-known/openid-configuration");
        assertThat(document.text("token_endpoint"))
                .isEqualTo(azure.endpoint("authority") + "/" + azure.endpoint("tenant") + "/oauth2/v2.0/token");
        assertThat(get("/common/discovery/instance?api-version=1.0").text("tenant_discovery_endpoint"))
                .isEqualTo(azure.endpoint("authority") + "/" + azure.endpoint("tenant")
                        + "/v2.0/.well-known/openid-configuration");
        assertThat(get("/" + azure.endpoint("tenant") + "/discovery/v2.0/keys")
                        .at("keys")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aSecretBuysAToken() {
        Answer token = azure.token(azure.endpoint("clientId"), azure.endpoint("clientSecret"), SCOPE);
        assertThat(token.status()).isEqualTo(200);
        assertThat(token.text("token_type")).isEqualTo("Bearer");
        assertThat(token.at("expires_in").asInt()).isEqualTo(3600);
        assertThat(token.text("access_token").split("\\.")).hasSize(3);
    }

    @Test
    void wrongSecretsAndUnknownClientsAreToldApart() {
        Answer secret = azure.token(azure.endpoint("clientId"), "wrong", SCOPE);
        assertThat(secret.status()).isEqualTo(401);
        assertThat(secret.text("error")).isEqualTo("invalid_client");
        assertThat(secret.text("error_description")).startsWith("AADSTS7000215: Invalid client secret provided.");
        assertThat(secret.at("error_codes").get(0).asInt()).isEqualTo(7000215);
        Answer client = azure.token("99999999-0000-0000-0000-000000000000", "x", SCOPE);
        assertThat(client.status()).isEqualTo(400);
        assertThat(client.text("error")).isEqualTo("unauthorized_client");
        assertThat(client.text("error_description")).startsWith("AADSTS700016");
    }

    @Test
    void tenantsAndResourcesMustBeKnown() {
        assertThat(get("/99999999-0000-0000-0000-000000000000/v2.0/.well-known/openid-configuration")
                        .text("error_description"))
                .startsWith("AADSTS90002");
        assertThat(azure.token(
                                azure.endpoint("clientId"),
                                azure.endpoint("clientSecret"),
                                "https://example.org/.default")
                        .text("error_description"))
                .startsWith("AADSTS500011");
        assertThat(azure.tokenForm("grant_type=client_credentials").text("error_description"))
                .startsWith("AADSTS900144");
    }

    @Test
    void theJournalKeepsNoSecrets() {
        azure.token(azure.endpoint("clientId"), azure.endpoint("clientSecret"), SCOPE);
        assertThat(azure.admin("GET", "/journal", "").body().toString())
                .doesNotContain(azure.endpoint("clientSecret"))
                .contains("client_secret=REDACTED");
    }

    @Test
    void anApplicationSignsInToATenant() {
        String form = "grant_type=client_credentials&client_id=" + azure.endpoint("clientId") + "&client_secret="
                + Caller.encode(azure.endpoint("clientSecret")) + "&scope=" + Caller.encode(SCOPE);
        Answer refused =
                azure.send(HttpRequest.newBuilder(URI.create(azure.endpoint("authority") + "/common/oauth2/v2.0/token"))
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error_description")).startsWith("AADSTS50059");
    }
}
