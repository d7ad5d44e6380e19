package io.azbatch.operator.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.azbatch.operator.cloud.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of one credential, one per audience, kept until shortly before they end. A token is renewed early; while Entra
 * can not be reached, the old one serves to its end.
 */
final class AccessTokens {

    private static final Duration EARLY = Duration.ofMinutes(5);

    /** After a failure, for those who waited for the same answer: each would wait as long again, one after the other. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<TokenCredential> login;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Held> held = new HashMap<>();
    private @Nullable TokenCredential credential;
    private @Nullable Hold hold;

    /** @param login makes the SDK's credential; called again when Azure no longer takes what the last one gave */
    AccessTokens(Supplier<TokenCredential> login, Clock clock, LongSupplier nanoTime) {
        this.login = login;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** @throws Refusal when Entra refuses, throttles or can not be reached */
    String token(String audience) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            Held current = held.get(audience);
            return current != null && now - current.renewAt() < 0 ? current.token() : renewed(audience, current, now);
        } finally {
            lock.unlock();
        }
    }

    /** Azure refused a token that was not over: the next call asks Entra anew. */
    void forget() {
        lock.lock();
        try {
            held.clear();
            credential = null;
        } finally {
            lock.unlock();
        }
    }

    private String renewed(String audience, @Nullable Held current, long now) {
        try {
            if (hold != null && now - hold.until() < 0) {
                throw new Refusal(hold.trouble());
            }
            Held fresh = ask(audience);
            held.put(audience, fresh);
            return fresh.token();
        } catch (Refusal refusal) {
            if (current != null && nanoTime.getAsLong() - current.endsAt() < 0) {
                return current.token();
            }
            throw refusal;
        }
    }

    private Held ask(String audience) {
        try {
            TokenCredential asked = credential == null ? login.get() : credential;
            credential = asked;
            AccessToken token = asked.getTokenSync(new TokenRequestContext().addScopes(audience + "/.default"));
            Duration left =
                    Duration.between(clock.instant(), token.getExpiresAt().toInstant());
            Duration half = left.dividedBy(2);
            Duration usable = left.minus(EARLY.compareTo(half) < 0 ? EARLY : half);
            long now = nanoTime.getAsLong();
            return new Held(token.getToken(), now + usable.toNanos(), now + left.toNanos());
        } catch (RuntimeException failure) {
            Trouble trouble = EntraErrors.trouble(failure, clock).orElseThrow(() -> failure);
            hold = new Hold(
                    trouble,
                    nanoTime.getAsLong() + trouble.retryAfter().orElse(PAUSE).toNanos());
            throw new Refusal(trouble);
        }
    }

    /** A token, when to renew it and when it ends, on the monotonic clock. */
    private record Held(String token, long renewAt, long endsAt) {}

    /** Entra is not asked before {@code until}; whoever would is told the trouble. */
    private record Hold(Trouble trouble, long until) {}
}
