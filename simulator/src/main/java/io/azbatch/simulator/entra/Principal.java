package io.azbatch.simulator.entra;

import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An application that may sign in.
 *
 * @param clientId application id
 * @param objectId of its service principal
 * @param secret its client secret, absent if it has none
 * @param certificateKey public key of its certificate, absent if it has none
 * @param grants what it may do; absent means everything
 */
public record Principal(
        String clientId,
        String objectId,
        @Nullable String secret,
        @Nullable PublicKey certificateKey,
        @Nullable List<Grant> grants) {

    /**
     * A right on everything whose resource id begins with a prefix.
     *
     * @param scope resource id prefix, such as {@code /subscriptions/S/resourceGroups/G}
     * @param write whether it may also change things
     */
    public record Grant(String scope, boolean write) {
        boolean covers(String resourceId) {
            String wanted = resourceId.toLowerCase(Locale.ROOT);
            String prefix = scope.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
            return wanted.equals(prefix) || wanted.startsWith(prefix + "/");
        }
    }

    /** Whether it may read or change a resource. */
    public boolean may(boolean write, String resourceId) {
        return grants == null
                || grants.stream().anyMatch(grant -> grant.covers(resourceId) && (grant.write() || !write));
    }
}
