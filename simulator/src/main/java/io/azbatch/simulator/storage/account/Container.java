package io.azbatch.simulator.storage.account;

import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A container.
 *
 * @param id below {@code blobServices/default} of its account
 * @param publicAccess {@code None}, {@code Blob} or {@code Container}
 * @param policies stored access policies by their id
 * @param etag with its quotes
 * @param modified virtual time
 */
public record Container(ResourceId id, String publicAccess, Map<String, Policy> policies, String etag, Instant modified)
        implements Resource {

    public Container {
        policies = Map.copyOf(policies);
    }

    /**
     * A stored access policy: what a shared access that names it does not say itself.
     *
     * @param start virtual time
     * @param expiry virtual time
     * @param permissions letters, such as {@code rl}
     */
    public record Policy(Optional<Instant> start, Optional<Instant> expiry, Optional<String> permissions) {}

    /** Containers have no region of their own. */
    @Override
    public String location() {
        return "";
    }

    /** An etag for a container of which the store was not asked. */
    public static String newEtag() {
        String digits = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return "\"0x8D" + digits.toUpperCase(Locale.ROOT) + "\"";
    }

    /** The same after a change. */
    public Container changed(String newEtag, Instant now) {
        return new Container(id, publicAccess, policies, newEtag, now);
    }

    /** The same with what its access list says. */
    public Container with(String newPublicAccess, Map<String, Policy> newPolicies) {
        return new Container(id, newPublicAccess, newPolicies, etag, modified);
    }
}
