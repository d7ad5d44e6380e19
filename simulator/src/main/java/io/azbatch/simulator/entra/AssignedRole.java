package io.azbatch.simulator.entra;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A role that a principal has on a scope and on everything under it.
 *
 * @param scope resource id, {@code /} for everything
 * @param permissions of which any one suffices
 */
public record AssignedRole(String scope, List<Permission> permissions) {

    /**
     * What a role lets do; {@code *} in a pattern stands for any text.
     *
     * @param actions on resources
     * @param notActions exceptions from them
     * @param dataActions on what resources hold
     * @param notDataActions exceptions from them
     */
    public record Permission(
            List<String> actions, List<String> notActions, List<String> dataActions, List<String> notDataActions) {
        boolean allows(Deed deed) {
            boolean control = names(actions, deed) && !names(notActions, deed);
            boolean data = names(dataActions, deed) && !names(notDataActions, deed);
            return switch (deed.plane()) {
                case CONTROL -> control;
                case DATA -> data;
                case EITHER -> control || data;
            };
        }

        private static boolean names(List<String> patterns, Deed deed) {
            return patterns.stream().anyMatch(pattern -> matches(pattern, deed.permission()));
        }

        private static boolean matches(String pattern, String permission) {
            String expression = Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
            return permission.toLowerCase(Locale.ROOT).matches(expression);
        }
    }

    boolean allows(Deed deed, String resourceId) {
        return new Principal.Grant(scope, true).covers(resourceId)
                && permissions.stream().anyMatch(permission -> permission.allows(deed));
    }
}
