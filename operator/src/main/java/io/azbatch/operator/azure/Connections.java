package io.azbatch.operator.azure;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.WriteFence;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The ways to Azure, one per credential and subscription or Batch account, made when first needed and dropped when no
 * longer used. What is per credential (tokens) and per scope of it (rate budget, client) is never shared further.
 */
final class Connections {

    private static final int CREDENTIALS = 256;
    private static final int SCOPES = 64;

    /** Longer than any pause that a rate budget keeps, so that dropping one cannot end a pause early. */
    private static final Duration IDLE = Duration.ofHours(2);

    private final AzureEndpoints endpoints;
    private final Transport transport;
    private final Supplier<EntraLogin> login;
    private final WriteFence fence;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final IdleCache<Credential, Session> sessions;

    /** @param login asked for only when somebody signs in: its classes alone take a tenth of a second to load */
    Connections(
            AzureEndpoints endpoints,
            Transport transport,
            Supplier<EntraLogin> login,
            WriteFence fence,
            Clock clock,
            LongSupplier nanoTime) {
        this.endpoints = endpoints;
        this.transport = transport;
        this.login = login;
        this.fence = fence;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.sessions = new IdleCache<>(CREDENTIALS, IDLE, nanoTime);
    }

    ArmConnection arm(Credential credential, String subscriptionId) {
        Session session = session(credential);
        return session.subscriptions.get(
                subscriptionId.toLowerCase(Locale.ROOT),
                id -> new ArmConnection(
                        endpoints.resourceManager(), id, pipeline(session, endpoints.resourceManagerAudience())));
    }

    BatchConnection batch(Credential credential, URI endpoint) {
        Session session = session(credential);
        return session.accounts.get(
                endpoint, url -> new BatchConnection(url, pipeline(session, endpoints.batchAudience())));
    }

    /** @param account blob endpoint of the storage account */
    BlobConnection blobs(Credential credential, URI account) {
        Session session = session(credential);
        return session.storage.get(
                account, url -> new BlobConnection(url, pipeline(session, endpoints.storageAudience())));
    }

    private Session session(Credential credential) {
        return sessions.get(credential, Session::new);
    }

    private HttpPipeline pipeline(Session session, String audience) {
        return new HttpPipelineBuilder()
                .httpClient(transport.client())
                .policies(
                        new UserAgentPolicy("azure-batch-operator"),
                        new RequestIdPolicy(),
                        new Gate(fence, new RateBudget(nanoTime), session.tokens, audience, clock))
                .build();
    }

    /** What one credential holds. */
    private final class Session {

        private final AccessTokens tokens;
        private final IdleCache<String, ArmConnection> subscriptions = new IdleCache<>(SCOPES, IDLE, nanoTime);
        private final IdleCache<URI, BatchConnection> accounts = new IdleCache<>(SCOPES, IDLE, nanoTime);

        private final IdleCache<URI, BlobConnection> storage = new IdleCache<>(SCOPES, IDLE, nanoTime);

        Session(Credential credential) {
            this.tokens = new AccessTokens(() -> login.get().as(credential), clock, nanoTime);
        }
    }
}
