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
 * @param roles what it may do besides
 */
public record Principal(
        String clientId,
        String objectId,
        @Nullable String secret,
        @Nullable PublicKey certificateKey,
        @Nullable List<Grant> grants,
        List<AssignedRole> roles) {

    /** A principal without roles. */
    public Principal(
            String clientId,
            String objectId,
            @Nullable String secret,
            @Nullable PublicKey certificateKey,
            @Nullable List<Grant> grants) {
        this(clientId, objectId, secret, certificateKey, grants, List.of());
    }

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

    /** Whether it may do something to a resource. */
    public boolean may(Deed deed, String resourceId) {
        return grants == null
                || grants.stream().anyMatch(grant -> grant.covers(resourceId) && (grant.write() || !deed.isWrite()))
                || roles.stream().anyMatch(role -> role.allows(deed, resourceId));
    }

    /** Whether it has any right on a scope, or on anything under it. */
    public boolean hasRightsIn(String scope) {
        return grants == null
                || grants.stream().map(Grant::scope).anyMatch(given -> meets(given, scope))
                || roles.stream().map(AssignedRole::scope).anyMatch(given -> meets(given, scope));
    }

    private static boolean meets(String one, String other) {
        return new Grant(one, false).covers(other) || new Grant(other, false).covers(one);
    }

    Principal with(List<AssignedRole> assigned) {
        return new Principal(clientId, objectId, secret, certificateKey, grants, assigned);
    }
}
