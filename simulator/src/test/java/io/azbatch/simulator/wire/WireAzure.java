package io.azbatch.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.Simulator;
import io.azbatch.simulator.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A simulator of its own and a client that reaches it over TLS only. Time stands still but for {@link #advance}. */
public final class WireAzure implements AutoCloseable {
    private final Simulator simulator;
    private final ObjectNode endpoints;
    private final HttpClient client;
    private final Map<String, String> tokens = new HashMap<>();

    /** Starts a simulator at a virtual instant. */
    public WireAzure(Instant start) {
        simulator = new Simulator(start, 0, 0, UUID.randomUUID().toString(), SharedStore.azurite());
        endpoints = simulator.endpoints();
        client = HttpClient.newBuilder().sslContext(trusting(simulator.caPem())).build();
    }

    @Override
    public void close() {
        client.close();
        simulator.close();
    }

    public String subscription() {
        return endpoints.get("subscription").asText();
    }

    /** {@code https://127.0.0.1:port} of ARM. */
    public String arm() {
        return endpoints.get("arm").asText();
    }

    /** {@code /subscriptions/S/resourceGroups/G}. */
    public String group(String name) {
        return "/subscriptions/" + subscription() + "/resourceGroups/" + name;
    }

    /** Calls ARM with a token of the owner; an empty body is none. */
    public Answer arm(String method, String path, String apiVersion, String body) {
        return arm(method, path, apiVersion, body, Map.of());
    }

    public Answer arm(String method, String path, String apiVersion, String body, Map<String, String> headers) {
        String separator = path.contains("?") ? "&" : "?";
        return send(method, arm() + path + separator + "api-version=" + apiVersion, armToken(), headers, body);
    }

    /** Calls an absolute URL of ARM as it is, such as one of a Location header. */
    public Answer follow(String url) {
        return send("GET", url, armToken(), Map.of(), "");
    }

    public String armToken() {
        return "Bearer " + token("https://management.azure.com/.default", owner("clientId"), owner("clientSecret"));
    }

    public String batchToken() {
        return "Bearer " + token("https://batch.core.windows.net//.default", owner("clientId"), owner("clientSecret"));
    }

    /** A token for a scope. */
    public String token(String scope, String clientId, String secret) {
        return tokens.computeIfAbsent(scope + clientId + secret, key -> fetchToken(scope, clientId, secret));
    }

    public String owner(String field) {
        return endpoints.get(field).asText();
    }

    private String fetchToken(String scope, String clientId, String secret) {
        String form = "grant_type=client_credentials&client_id=" + clientId + "&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8) + "&scope="
                + URLEncoder.encode(scope, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(owner("authority") + "/" + owner("tenant") + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return Answer.of("token", exchange(request)).text("access_token");
    }

    /** Calls the blob service with a token of the owner; an empty body is none. */
    public int blob(String method, String url, Map<String, String> headers, byte[] body) {
        String token = token("https://storage.azure.com/.default", owner("clientId"), owner("clientSecret"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(2))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Authorization", "Bearer " + token)
                .header("x-ms-version", "2024-08-04");
        headers.forEach(request::header);
        return exchange(request.build()).statusCode();
    }

    /** Calls the admin endpoint. */
    public Answer admin(String method, String path, String body) {
        return send(method, owner("admin") + path, "", Map.of(), body);
    }

    /** Lets virtual time pass. */
    public void advance(Duration by) {
        admin("PUT", "/clock", "{\"advanceSeconds\":" + by.toMillis() / 1000.0 + "}");
    }

    /** Changes settings, given as JSON. */
    public void settings(String json) {
        Answer answer = admin("PUT", "/settings", json);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.text("message"));
        }
    }

    /** Makes a resource group. */
    public void makeGroup(String name, String location) {
        arm("PUT", group(name), "2021-04-01", "{\"location\":\"" + location + "\"}");
    }

    /** Sends one request. */
    public Answer send(String method, String url, String authorization, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(2));
        if (method.equals("GET")) {
            request.GET();
        } else {
            request.method(
                    method,
                    body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return Answer.of(method + " " + url, exchange(request.build()));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A JSON text with double quotes written as single ones. */
    public static String json(String text) {
        return text.replace('\'', '"');
    }

    /** The same as a tree. */
    public static JsonNode tree(String text) {
        try {
            return Json.MAPPER.readTree(json(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            throw new IllegalStateException(e);
        }
    }
}
