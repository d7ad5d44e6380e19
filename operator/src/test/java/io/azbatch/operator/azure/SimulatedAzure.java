package io.azbatch.operator.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.simulator.Simulator;
import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.azurite.AzuriteCommand;
import io.azbatch.simulator.storage.azurite.AzuriteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A simulated Azure with one resource group {@code rg}, and plain REST to lay out what a user has in it. Its time stands
 * still but for {@link #advance}.
 */
final class SimulatedAzure implements AutoCloseable {

    static final String COMPUTE = "2025-04-01";
    private static final String GALLERY = "2024-03-03";
    private static final String PLAIN_JSON = "application/json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One for all, since no account in it is given out twice; it ends with the run. */
    private static final Azurite BLOBS = new Azurite(AzuriteCommand.find());

    private final Simulator simulator;
    private final JsonNode ready;
    private final Path ca;
    private final HttpClient http;
    private final String armToken;

    private SimulatedAzure(Path directory) throws IOException, GeneralSecurityException {
        simulator = new Simulator(
                Instant.parse("2026-11-02T08:00:00Z"), 0, 0, UUID.randomUUID().toString(), BLOBS);
        ready = simulator.endpoints();
        ca = Files.writeString(directory.resolve("ca.pem"), simulator.caPem());
        http = HttpClient.newBuilder().sslContext(trusting(ca)).build();
        armToken = token("https://management.azure.com/.default");
        arm("PUT", group(), "2021-04-01", "{'location': 'westeurope'}");
        arm("PUT", network("virtualNetworks/net"), "2025-03-01", """
                {'location': 'westeurope', 'properties': {'addressSpace': {'addressPrefixes': ['10.0.0.0/16']},
                  'subnets': [{'name': 'one', 'properties': {'addressPrefix': '10.0.0.0/24'}}]}}""");
    }

    static SimulatedAzure start(Path directory) {
        try {
            return new SimulatedAzure(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    AzureEndpoints endpoints() {
        return new AzureEndpoints(
                uri("authority"),
                uri("arm"),
                "https://management.azure.com",
                "https://batch.core.windows.net/",
                "https://storage.azure.com",
                Optional.of(ca));
    }

    /** The real ports on this Azure, with reads as old as {@code readAge}, which never age: their clock stands still too. */
    AzureCloud cloud(Duration readAge) {
        return new AzureCloud(endpoints(), PatientFence.OPEN, readAge, Map.of(), Clock.systemUTC(), () -> 0);
    }

    /** May do everything. */
    Credential.ClientSecret owner() {
        return new Credential.ClientSecret(text("tenant"), text("clientId"), text("clientSecret"));
    }

    /** May read the group, nothing more. */
    Credential.ClientSecret reader() {
        String clientId = UUID.randomUUID().toString();
        admin("PUT", "/principals/" + clientId, """
                {'secret': 'only-reads', 'scopes': [{'scope': '%s', 'access': 'read'}]}""".formatted(group()));
        return new Credential.ClientSecret(text("tenant"), clientId, "only-reads");
    }

    String subscription() {
        return text("subscription");
    }

    ResourceId virtualMachine(String name) {
        return ResourceId.virtualMachine(subscription(), "rg", name);
    }

    ResourceId gallery(String name) {
        return ResourceId.gallery(subscription(), "rg", name);
    }

    ResourceId batchAccount(String name) {
        return ResourceId.batchAccount(subscription(), "rg", name);
    }

    /** A running Ubuntu machine. */
    ResourceId createMachine(String name) {
        arm("PUT", network("networkInterfaces/" + name), "2025-03-01", """
                {'location': 'westeurope', 'properties': {'ipConfigurations': [{'name': 'ip',
                  'properties': {'primary': true, 'subnet': {'id': '%s'}}}]}}""".formatted(
                        network("virtualNetworks/net/subnets/one")));
        arm("PUT", virtualMachine(name).toString(), COMPUTE, """
                {'location': 'westeurope', 'tags': {'team': 'render'}, 'properties': {
                  'hardwareProfile': {'vmSize': 'Standard_D2s_v5'},
                  'storageProfile': {
                    'imageReference': {'publisher': 'Canonical', 'offer': 'ubuntu-24_04-lts', 'sku': 'server',
                      'version': 'latest'},
                    'osDisk': {'name': '%1$s-os', 'createOption': 'FromImage', 'caching': 'ReadWrite'}},
                  'osProfile': {'computerName': '%1$s', 'adminUsername': 'azureuser', 'adminPassword': 'Secret-123456'},
                  'networkProfile': {'networkInterfaces': [{'id': '%2$s'}]}}}""".formatted(name, network("networkInterfaces/" + name)));
        advance(Duration.ofMinutes(3));
        return virtualMachine(name);
    }

    /** Its store begins to run here, where nobody counts the seconds, and not with the first blob of a port. */
    ResourceId createStorageAccount(String name) {
        BLOBS.call(AzuriteRequest.of("GET", BLOBS.newAccount(), "/", "comp=list"));
        ResourceId id = ResourceId.storageAccount(subscription(), "rg", name);
        arm("PUT", id.toString(), "2023-05-01", """
                {'location': 'westeurope', 'kind': 'StorageV2', 'sku': {'name': 'Standard_LRS'}}""");
        advance(Duration.ofMinutes(1));
        return id;
    }

    ResourceId disk(String name) {
        return new ResourceId(subscription(), "rg", "Microsoft.Compute", List.of("disks", name));
    }

    ResourceId createBatchAccount(String name) {
        arm("PUT", batchAccount(name).toString(), "2022-01-01", "{'location': 'westeurope', 'properties': {}}");
        advance(Duration.ofMinutes(1));
        return batchAccount(name);
    }

    /** An account whose nodes are resources of the user's own subscription. */
    ResourceId createUserSubscriptionAccount(String name) {
        arm("PUT", batchAccount(name).toString(), "2022-01-01", """
                {'location': 'westeurope', 'properties': {'poolAllocationMode': 'UserSubscription',
                  'keyVaultReference': {'id': '/subscriptions/%s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v',
                    'url': 'https://v.vault.azure.net/'}}}""".formatted(subscription()));
        advance(Duration.ofMinutes(1));
        return batchAccount(name);
    }

    /** A version of Ubuntu in a gallery of the name, replicated in the region of everything here. */
    ResourceId createImage(String gallery) {
        ResourceId machine = createMachine(gallery + "-source");
        arm("POST", machine + "/deallocate", COMPUTE, "");
        advance(Duration.ofMinutes(2));
        arm("POST", machine + "/generalize", COMPUTE, "");
        ResourceId definition = gallery(gallery).child("images", "ubuntu");
        arm("PUT", gallery(gallery).toString(), GALLERY, "{'location': 'westeurope'}");
        advance(Duration.ofSeconds(10));
        arm("PUT", definition.toString(), GALLERY, """
                {'location': 'westeurope', 'properties': {'osType': 'Linux', 'osState': 'Generalized',
                  'hyperVGeneration': 'V2', 'identifier': {'publisher': 'acme', 'offer': 'ubuntu', 'sku': '24'}}}""");
        advance(Duration.ofSeconds(10));
        ResourceId version = definition.child("versions", "1.0.0");
        arm("PUT", version.toString(), GALLERY, """
                {'location': 'westeurope', 'properties': {
                  'storageProfile': {'source': {'virtualMachineId': '%s'}},
                  'publishingProfile': {'targetRegions': [{'name': 'westeurope'}]}}}""".formatted(machine));
        advance(Duration.ofMinutes(30));
        return version;
    }

    /** Any call of a Batch account's data plane, as a user makes it with other tools. */
    JsonNode batch(URI endpoint, String method, String path, String body) {
        return send(
                method,
                URI.create(endpoint + path + "?api-version=2024-07-01.20.0"),
                "application/json; odata=minimalmetadata",
                Optional.of(token("https://batch.core.windows.net//.default")),
                body);
    }

    /** Any ARM call, as a user makes it with other tools. Single quotes stand for double ones. */
    JsonNode arm(String method, String id, String apiVersion, String body) {
        return send(
                method, uri("arm").resolve(id + "?api-version=" + apiVersion), PLAIN_JSON, Optional.of(armToken), body);
    }

    void advance(Duration virtual) {
        admin("PUT", "/clock", "{'advanceSeconds': " + virtual.toSeconds() + "}");
    }

    void set(String setting, int value) {
        admin("PUT", "/settings", "{'" + setting + "': " + value + "}");
    }

    /** Strikes the next request that fits; match and action as the simulator's faults have them. */
    void fault(String match, String action) {
        admin("POST", "/faults", "{'match': " + match + ", 'action': " + action + "}");
    }

    /** Strikes every request to Entra until the faults are cleared. */
    void entraFault(String action) {
        admin("POST", "/faults", "{'match': {'listener': 'entra'}, 'times': 0, 'action': " + action + "}");
    }

    void clearFaults() {
        admin("DELETE", "/faults", "");
    }

    /** What arrived after a sequence number, as {@code METHOD operation status}. */
    List<String> journal(long after) {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : admin("GET", "/journal?after=" + after, "").path("entries")) {
            lines.add(entry.path("method").asText() + " "
                    + entry.path("operation").asText() + " "
                    + entry.path("status").asText());
        }
        return lines;
    }

    long lastSequence() {
        JsonNode entries = admin("GET", "/journal?after=0", "").path("entries");
        return entries.isEmpty()
                ? 0
                : entries.get(entries.size() - 1).path("sequence").asLong();
    }

    JsonNode admin(String method, String path, String body) {
        return send(method, uri("admin").resolve(path), PLAIN_JSON, Optional.empty(), body);
    }

    private String group() {
        return "/subscriptions/" + subscription() + "/resourceGroups/rg";
    }

    private String network(String path) {
        return group() + "/providers/Microsoft.Network/" + path;
    }

    private String token(String scope) {
        String form = "grant_type=client_credentials&client_id=" + text("clientId") + "&client_secret="
                + URLEncoder.encode(text("clientSecret"), StandardCharsets.UTF_8) + "&scope="
                + URLEncoder.encode(scope, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        uri("authority").resolve("/" + text("tenant") + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return exchange(request).path("access_token").asText();
    }

    private JsonNode send(String method, URI uri, String type, Optional<String> bearer, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", type)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return exchange(request.build());
    }

    private JsonNode exchange(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        request.method() + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(Path ca) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(ca)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private URI uri(String name) {
        return URI.create(text(name));
    }

    private String text(String name) {
        return ready.path(name).asText();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
