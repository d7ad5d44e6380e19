package io.azbatch.simulator.storage.azurite;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The store, as the blob service uses it: requests signed with its key. It is started by the first of them. Safe for use by many
 * threads and by many simulators, since every account in it is given out once; never used while the world's lock is held.
 */
public final class Azurite implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int KEY_BYTES = 16;

    private final AzuriteCommand command;
    private final String key = randomKey();
    private final AtomicInteger slots = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private @Nullable AzuriteProcess process;
    private boolean closed;

    public Azurite(AzuriteCommand command) {
        this.command = command;
    }

    /** An empty account that nobody had before; may be asked for with the world's lock held, since nothing is started by it. */
    public String newAccount() {
        int slot = slots.getAndIncrement();
        if (slot >= AzuriteProcess.SLOTS) {
            throw new AzuriteMissing("All " + AzuriteProcess.SLOTS + " places for storage accounts are used up.");
        }
        return AzuriteProcess.account(slot);
    }

    /**
     * Sends a request.
     *
     * @throws AzuriteMissing if it can not be started or does not answer
     */
    public HttpResponse<InputStream> send(AzuriteRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url() + request.target()))
                .timeout(ANSWER)
                .method(
                        request.method(),
                        request.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.signed(key, Instant.now()).forEach(builder::header);
        try {
            return http.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new AzuriteMissing("Azurite does not answer: " + e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new AzuriteMissing("The simulator is stopping.");
        }
    }

    /** The same for a small answer, of which the body is read. */
    public Answer call(AzuriteRequest request) {
        HttpResponse<InputStream> response = send(request);
        try (InputStream body = response.body()) {
            return new Answer(response.statusCode(), response, body.readAllBytes());
        } catch (IOException e) {
            throw AzuriteMissing.brokenOff(e);
        }
    }

    /**
     * An answer, read completely.
     *
     * @param status HTTP status
     * @param response for its headers
     * @param body empty for none
     */
    public record Answer(int status, HttpResponse<InputStream> response, byte[] body) {
        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        public boolean isSuccess() {
            return status < 300;
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** The address of one of its blobs with the right to read it, for its own copies. */
    public String readable(String path) {
        return url() + path + "?" + AzuriteRequest.sharedAccess(path, key);
    }

    private synchronized String url() {
        if (closed) {
            throw new AzuriteMissing("The simulator is stopping.");
        }
        AzuriteProcess running = process;
        if (running == null) {
            running = AzuriteProcess.start(command, key);
            process = running;
        } else if (!running.isAlive()) {
            throw new AzuriteMissing("Azurite has ended; what it kept is lost. Start the simulator anew.");
        }
        return running.url();
    }

    @Override
    public synchronized void close() {
        closed = true;
        http.shutdownNow();
        if (process != null) {
            process.close();
        }
    }

    private static String randomKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
