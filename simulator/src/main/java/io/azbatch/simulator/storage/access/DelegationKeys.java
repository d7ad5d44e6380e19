package io.azbatch.simulator.storage.access;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys that a caller known to Entra is given to sign shared accesses with. Nothing is kept of them: a key follows from what the
 * access says of it, and a secret.
 */
public final class DelegationKeys {
    private final String secret;

    public DelegationKeys() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        secret = Base64.getEncoder().encodeToString(bytes);
    }

    /** The key of an object id and tenant for a time. */
    public String value(String objectId, String tenant, String start, String expiry, String version) {
        return Hmac.sign(
                secret, Stream.of(objectId, tenant, start, expiry, "b", version).collect(Collectors.joining("\n")));
    }

    /** The key that an access says it is signed by; nothing if it says something impossible. */
    Optional<String> value(SasTerms terms, Instant now) {
        return Optional.of(terms)
                .filter(one -> one.field("sks").equals("b"))
                .filter(one -> now.isBefore(Sas.instant(one.field("ske"))))
                .map(one -> value(
                        one.field("skoid"), one.field("sktid"), one.field("skt"), one.field("ske"), one.field("skv")));
    }

    /** The same on real time, on which these keys end as tokens do. */
    public Optional<String> value(SasTerms terms) {
        return value(terms, Instant.now());
    }
}
