package io.azbatch.testbed.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.azbatch.testbed.azure.Https.Answer;
import io.azbatch.testbed.process.Waiting;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * Azure over REST as its documents describe it: ARM, the Batch data plane and blobs, with a token of the client
 * credentials flow. Everything that Azure refuses is an {@link IllegalStateException} with Azure's answer. Safe for use by many
 * threads.
 */
public final class AzureRest {
    private static final Duration OPERATION = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String BATCH_VERSION = "2024-07-01.20.0";
    private static final String BLOB_VERSION = "2021-12-02";
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final Https https;
    private final Endpoints endpoints;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    AzureRest(Https https, Endpoints endpoints) {
        this.https = https;
        this.endpoints = endpoints;
    }

    /** {@code /subscriptions/ID} of the subscription that is there. */
    public String subscription() {
        return "/subscriptions/" + endpoints.subscription();
    }

    /**
     * Reads a resource.
     *
     * @return absent when Azure does not find it
     */
    public Optional<JsonNode> get(String id, String apiVersion) {
        Answer answer = arm("GET", id, apiVersion, NOTHING);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.orThrow().body());
    }

    /** Reads a list to its end. */
    public List<JsonNode> list(String id, String apiVersion) {
        return items(arm("GET", id, apiVersion, NOTHING).orThrow().body());
    }

    /** Puts a resource and waits until Azure has made it. */
    public JsonNode put(String id, String apiVersion, JsonNode body) {
        finish(arm("PUT", id, apiVersion, body).orThrow());
        return get(id, apiVersion).orElseThrow(() -> new IllegalStateException(id + " is gone as soon as it was put"));
    }

    /** Changes a resource and waits until Azure has done it. */
    public void patch(String id, String apiVersion, JsonNode body) {
        finish(arm("PATCH", id, apiVersion, body).orThrow());
    }

    /** Does something with a resource, such as {@code .../deallocate}, and waits until Azure has done it. */
    public void post(String id, String apiVersion) {
        finish(arm("POST", id, apiVersion, NOTHING).orThrow());
    }

    /** Deletes a resource and waits until it is gone; what is not there is gone. */
    public void delete(String id, String apiVersion) {
        Answer answer = arm("DELETE", id, apiVersion, NOTHING);
        if (answer.status() != 404) {
            finish(answer.orThrow());
        }
    }

    /**
     * One call of a Batch account's data plane.
     *
     * @param accountEndpoint host and port, as ARM answers it
     * @return absent when Batch does not find it
     */
    public Optional<JsonNode> batchGet(String accountEndpoint, String path) {
        Answer answer = batch("GET", accountEndpoint, path, NOTHING);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.orThrow().body());
    }

    /** Reads a list of a Batch account to its end. */
    public List<JsonNode> batchList(String accountEndpoint, String path) {
        return items(batch("GET", accountEndpoint, path, NOTHING).orThrow().body());
    }

    public void batchPost(String accountEndpoint, String path, JsonNode body) {
        batch("POST", accountEndpoint, path, body).orThrow();
    }

    public void batchDelete(String accountEndpoint, String path) {
        batch("DELETE", accountEndpoint, path, NOTHING).orThrow();
    }

    /**
     * One call of the blob service.
     *
     * @return what is answered, in XML; absent when it does not find what is asked for
     */
    Optional<String> blob(String method, URI uri, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(authorization("https://storage.azure.com/.default"));
        all.put("x-ms-version", BLOB_VERSION);
        HttpResponse<String> response = https.exchange(method, uri, all, "application/octet-stream", body);
        if (response.statusCode() != 404 && response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    method + " " + uri + " was answered " + response.statusCode() + ": " + response.body());
        }
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(response.body());
    }

    private Answer arm(String method, String id, String apiVersion, JsonNode body) {
        String separator = id.contains("?") ? "&" : "?";
        return https.json(
                method,
                endpoints.arm().resolve(id + separator + "api-version=" + apiVersion),
                authorization("https://management.azure.com/.default"),
                body);
    }

    private Answer batch(String method, String accountEndpoint, String path, JsonNode body) {
        return https.send(
                method,
                URI.create("https://" + accountEndpoint + path + "?api-version=" + BATCH_VERSION),
                authorization("https://batch.core.windows.net//.default"),
                "application/json; odata=minimalmetadata",
                body.isMissingNode() ? "" : body.toString());
    }

    private List<JsonNode> items(JsonNode page) {
        if (page.hasNonNull("nextLink") || page.hasNonNull("odata.nextLink")) {
            throw new IllegalStateException("more than one page: ask for something smaller");
        }
        return StreamSupport.stream(page.path("value").spliterator(), false).toList();
    }

    private void finish(Answer begun) {
        Optional<String> operation = begun.headers().firstValue("Azure-AsyncOperation");
        if (operation.isPresent()) {
            awaitStatus(begun, URI.create(operation.get()));
        } else if (begun.status() == 202) {
            begun.headers().firstValue("Location").ifPresent(location -> awaitLocation(URI.create(location)));
        }
    }

    private void awaitStatus(Answer begun, URI operation) {
        String status = Waiting.forValue("end of " + begun.request(), OPERATION, POLL, () -> {
            JsonNode body = poll(operation).orThrow().body();
            String now = body.path("status").asText();
            return List.of("Succeeded", "Failed", "Canceled").contains(now)
                    ? Optional.of(now.equals("Succeeded") ? now : body.toString())
                    : Optional.empty();
        });
        if (!status.equals("Succeeded")) {
            throw new IllegalStateException(begun.request() + " ended in " + status);
        }
    }

    private void awaitLocation(URI location) {
        Waiting.until(
                "end of " + location,
                OPERATION,
                POLL,
                () -> poll(location).orThrow().status() != 202);
    }

    private Answer poll(URI uri) {
        return https.json("GET", uri, authorization("https://management.azure.com/.default"), NOTHING);
    }

    private Map<String, String> authorization(String scope) {
        return Map.of("Authorization", "Bearer " + tokens.computeIfAbsent(scope, this::newToken));
    }

    private String newToken(String scope) {
        String form = Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        endpoints.clientId(),
                        "client_secret",
                        endpoints.clientSecret(),
                        "scope",
                        scope)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .reduce((one, other) -> one + "&" + other)
                .orElseThrow();
        return https.send(
                        "POST",
                        endpoints.authority().resolve("/" + endpoints.tenant() + "/oauth2/v2.0/token"),
                        Map.of(),
                        "application/x-www-form-urlencoded",
                        form)
                .orThrow()
                .body()
                .path("access_token")
                .asText();
    }
}
