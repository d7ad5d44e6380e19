package io.azbatch.simulator.arm.authorization;

import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.arm.Subscriptions;
import io.azbatch.simulator.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All locks, and what they forbid. Used inside a look at the world only. */
final class Locks {
    private final Map<String, Lock> byId = new LinkedHashMap<>();
    private final Resources resources;
    private final Subscriptions subscriptions;

    Locks(Resources resources, Subscriptions subscriptions) {
        this.resources = resources;
        this.subscriptions = subscriptions;
    }

    Optional<Lock> find(String id) {
        return Optional.ofNullable(byId.get(id.toLowerCase(Locale.ROOT)));
    }

    void put(Lock lock) {
        byId.put(lock.id().toLowerCase(Locale.ROOT), lock);
    }

    boolean remove(String id) {
        return byId.remove(id.toLowerCase(Locale.ROOT)) != null;
    }

    /** Forgets what hung on something that is gone. */
    void forgetGone() {
        byId.values().removeIf(lock -> !lock.scope().isThere(resources, subscriptions));
    }

    /** Locks on a scope and under it, in the order of creation. */
    List<Lock> under(Scope scope) {
        return byId.values().stream().filter(lock -> scope.covers(lock.scope())).toList();
    }

    /** Locks that hold for a scope. */
    List<Lock> over(Scope scope) {
        return byId.values().stream().filter(lock -> lock.scope().covers(scope)).toList();
    }

    /**
     * Refuses what a lock forbids: deletion of what it holds for and of what it hangs under; if it is read-only, every other change
     * and action too. Locks themselves are always at their owner's disposal.
     */
    void check(Request request) {
        if (byId.isEmpty() || !request.changesSomething() || isLock(request.path())) {
            return;
        }
        boolean deletes = request.method().equals("DELETE");
        Scope scope = Scope.written(request.path());
        Stream<Lock> inTheWay = deletes
                ? Stream.concat(over(scope).stream(), under(scope).stream()).distinct()
                : over(scope).stream().filter(Lock::isReadOnly);
        List<String> locked =
                inTheWay.map(lock -> lock.scope().path()).distinct().toList();
        if (!locked.isEmpty()) {
            throw ArmError.gateway(
                    409,
                    "ScopeLocked",
                    "The scope '" + scope.path() + "' cannot perform " + (deletes ? "delete" : "write")
                            + " operation because following scope(s) are locked: '" + String.join("','", locked)
                            + "'. Please remove the lock and try again.");
        }
    }

    private static boolean isLock(String path) {
        return path.toLowerCase(Locale.ROOT).contains("/providers/microsoft.authorization/locks");
    }
}
