package io.azbatch.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.wire.SharedStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A simulator of its own and a client that trusts it, signed in as its owner. Time stands still but for {@link #advance}. */
final class Caller implements AutoCloseable {
    static final String COMPUTE = "2025-04-01";
    static final String DISK = "2025-01-02";
    static final String GALLERY = "2024-03-03";
    static final String NETWORK = "2025-03-01";
    static final String CORE = "2024-11-01";

    final Simulator simulator;
    final JsonNode endpoints;
    private final HttpClient http;
    private final String token;

    Caller() {
        this(Instant.parse("2026-11-01T08:00:00Z"));
    }

    Caller(Instant start) {
        this(start, SharedStore.azurite());
    }

    Caller(Azurite azurite) {
        this(Instant.parse("2026-11-01T08:00:00Z"), azurite);
    }

    private Caller(Instant start, Azurite azurite) {
        simulator = new Simulator(start, 0, 0, "11111111-2222-3333-4444-555555555555", azurite);
        endpoints = simulator.endpoints();
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(simulator.caPem()))
                .connectTimeout(Duration.ofSeconds(30))
                .build();
        token = token(endpoint("clientId"), endpoint("clientSecret"), "https://management.azure.com/.default")
                .text("access_token");
    }

    String endpoint(String name) {
        return Json.text(endpoints, name);
    }

    String subscription() {
        return "/subscriptions/" + endpoint("subscription");
    }

    String group() {
        return subscription() + "/resourceGroups/rg";
    }

    String compute() {
        return group() + "/providers/Microsoft.Compute";
    }

    /** Client credentials flow with a secret. */
    Answer token(String clientId, String secret, String scope) {
        String form = "grant_type=client_credentials&client_id=" + encode(clientId) + "&client_secret=" + encode(secret)
                + "&scope=" + encode(scope);
        return tokenForm(form);
    }

    Answer tokenForm(String form) {
        URI uri = URI.create(endpoint("authority") + "/" + endpoint("tenant") + "/oauth2/v2.0/token");
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    /** An ARM call as the owner; the path carries no api-version. */
    Answer arm(String method, String path, String apiVersion, String body, String... headers) {
        String separator = path.contains("?") ? "&" : "?";
        return send(
                armRequest(method, endpoint("arm") + path + separator + "api-version=" + apiVersion, body, headers));
    }

    Answer get(String path, String apiVersion) {
        return arm("GET", path, apiVersion, "");
    }

    /** Sends an address as it is, for polls and next links. */
    Answer follow(String url) {
        return send(armRequest("GET", url, ""));
    }

    HttpRequest armRequest(String method, String url, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    /** A call to the admin endpoint. */
    Answer admin(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(endpoint("admin") + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Moves the virtual clock. */
    void advance(Duration by) {
        admin("PUT", "/clock", "{\"advanceSeconds\":" + by.toMillis() / 1000.0 + "}");
    }

    Answer send(HttpRequest request) {
        try {
            return trySend(request);
        } catch (IOException e) {
            throw new AssertionError(request.method() + " " + request.uri() + ": " + e, e);
        }
    }

    Answer trySend(HttpRequest request) throws IOException {
        try {
            return new Answer(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        http.shutdownNow();
        simulator.close();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static SSLContext trusting(String pem) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
