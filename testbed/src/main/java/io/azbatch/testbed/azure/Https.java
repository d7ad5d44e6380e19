package io.azbatch.testbed.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTPS, mostly with JSON, trusting one certificate authority. */
final class Https {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client;

    Https(Path certificateAuthority) {
        this.client = HttpClient.newBuilder()
                .sslContext(trusting(certificateAuthority))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * An answer.
     *
     * @param body missing node where there was none
     */
    record Answer(String request, int status, HttpHeaders headers, JsonNode body) {

        boolean ok() {
            return status / 100 == 2;
        }

        /** This answer, if it says that it was done. */
        Answer orThrow() {
            if (ok()) {
                return this;
            }
            throw new IllegalStateException(request + " was answered " + status + ": " + body);
        }
    }

    /** Sends JSON, or nothing where the body is a missing node. */
    Answer json(String method, URI uri, Map<String, String> headers, JsonNode body) {
        return send(method, uri, headers, "application/json", body.isMissingNode() ? "" : body.toString());
    }

    Answer send(String method, URI uri, Map<String, String> headers, String contentType, String body) {
        HttpResponse<String> response =
                exchange(method, uri, headers, contentType, body.getBytes(StandardCharsets.UTF_8));
        try {
            return new Answer(method + " " + uri, response.statusCode(), response.headers(), read(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri + ": " + e, e);
        }
    }

    /** Sends bytes, and makes nothing of what is answered. */
    HttpResponse<String> exchange(
            String method, URI uri, Map<String, String> headers, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("User-Agent", JournalEntry.TESTBED)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (body.length > 0) {
            request.header("Content-Type", contentType);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode read(String body) throws IOException {
        return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
    }

    private static SSLContext trusting(Path pem) {
        try (InputStream file = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
