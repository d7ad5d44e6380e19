package io.azbatch.simulator.arm.authorization;

import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.arm.Subscriptions;
import io.azbatch.simulator.entra.AssignedRole;
import io.azbatch.simulator.entra.Directory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All roles and who has them; every change is told to the directory. Used inside a look at the world only. */
final class Roles {
    private final Map<String, RoleDefinition> definitions = new LinkedHashMap<>();
    private final Map<String, RoleAssignment> assignments = new LinkedHashMap<>();
    private final Resources resources;
    private final Subscriptions subscriptions;
    private final Directory directory;

    Roles(Resources resources, Subscriptions subscriptions, Directory directory) {
        this.resources = resources;
        this.subscriptions = subscriptions;
        this.directory = directory;
        BuiltInRoles.ALL.forEach(role -> definitions.put(role.guid(), role));
    }

    Collection<RoleDefinition> definitions() {
        return definitions.values();
    }

    Optional<RoleDefinition> definition(String guid) {
        return Optional.ofNullable(definitions.get(guid.toLowerCase(Locale.ROOT)));
    }

    void put(RoleDefinition definition) {
        definitions.put(definition.guid().toLowerCase(Locale.ROOT), definition);
        tell();
    }

    void remove(RoleDefinition definition) {
        definitions.remove(definition.guid().toLowerCase(Locale.ROOT));
    }

    Collection<RoleAssignment> assignments() {
        return assignments.values();
    }

    Optional<RoleAssignment> assignment(String id) {
        return Optional.ofNullable(assignments.get(id.toLowerCase(Locale.ROOT)));
    }

    void put(RoleAssignment assignment) {
        assignments.put(assignment.id().toLowerCase(Locale.ROOT), assignment);
        tell();
    }

    void remove(RoleAssignment assignment) {
        assignments.remove(assignment.id().toLowerCase(Locale.ROOT));
        tell();
    }

    /** Forgets what hung on something that is gone. */
    void forgetGone() {
        if (assignments.values().removeIf(one -> !one.scope().isThere(resources, subscriptions))) {
            tell();
        }
    }

    private void tell() {
        Map<String, List<AssignedRole>> byPrincipal = new HashMap<>();
        for (RoleAssignment one : assignments.values()) {
            definition(one.role()).ifPresent(role -> byPrincipal
                    .computeIfAbsent(one.principalId().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(new AssignedRole(one.scope().path(), role.permissions())));
        }
        directory.setRoles(byPrincipal);
    }
}
