package io.azbatch.simulator.arm;

import io.azbatch.simulator.settings.Settings;
import io.azbatch.simulator.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All resources of all providers. Used inside a look at the world only. */
public final class Resources {
    /** How long a deletion is remembered at most; the settings that ask for it are seconds. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Map<String, Resource> byKey = new LinkedHashMap<>();
    private final Map<String, Instant> deletedAt = new HashMap<>();
    private final World world;
    private final Settings settings;

    public Resources(World world, Settings settings) {
        this.world = world;
        this.settings = settings;
    }

    /** The resource with this id, if it exists and is of this kind. */
    public <T extends Resource> Optional<T> find(ResourceId id, Class<T> kind) {
        return Optional.ofNullable(byKey.get(id.key())).filter(kind::isInstance).map(kind::cast);
    }

    /** The resource an id in text form names. */
    public <T extends Resource> Optional<T> find(String id, Class<T> kind) {
        return ResourceId.parse(id).flatMap(parsed -> find(parsed, kind));
    }

    public boolean exists(String id) {
        return byKey.containsKey(id.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether a resource is still exactly so: a long operation may settle only what it left behind itself. A deletion overtakes a
     * creation, and what is made anew under the name is another thing.
     */
    public boolean holds(Resource resource) {
        return resource.equals(byKey.get(resource.id().key()));
    }

    /** Adds a resource or replaces its state. */
    public void put(Resource resource) {
        deletedAt.remove(resource.id().key());
        byKey.put(resource.id().key(), resource);
    }

    /** Replaces the state of a resource if it still exists. */
    public <T extends Resource> void change(ResourceId id, Class<T> kind, UnaryOperator<T> change) {
        find(id, kind).ifPresent(resource -> put(change.apply(resource)));
    }

    /** Removes a resource and everything nested in it. */
    public void remove(ResourceId id) {
        String prefix = id.key() + "/";
        List<String> gone = byKey.keySet().stream()
                .filter(key -> key.equals(id.key()) || key.startsWith(prefix))
                .toList();
        deletedAt.values().removeIf(at -> world.now().isAfter(at.plus(REMEMBERED)));
        gone.forEach(key -> {
            byKey.remove(key).removed();
            deletedAt.put(key, world.now());
        });
    }

    /** Removes everything in a group, without a trace. */
    public void removeGroup(String subscription, String group) {
        String prefix = groupPrefix(subscription, group);
        List<String> gone =
                byKey.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
        gone.forEach(key -> byKey.remove(key).removed());
        deletedAt.keySet().removeIf(key -> key.startsWith(prefix));
    }

    /** Whether it was deleted a moment ago, so that the provider still answers for it and not the gateway. */
    public boolean deletedJustNow(ResourceId id) {
        return deletedWithin(id, "deletedEchoSeconds");
    }

    /** Whether it was deleted within the duration of a setting. */
    public boolean deletedWithin(ResourceId id, String setting) {
        Instant at = deletedAt.get(id.key());
        return at != null && world.now().isBefore(at.plus(settings.seconds(setting)));
    }

    /** Ids of what was deleted within the duration of a setting, directly inside a parent. */
    public List<String> childrenDeletedWithin(ResourceId parent, String setting) {
        return deletedAt.keySet().stream()
                .flatMap(key -> ResourceId.parse(key).stream())
                .filter(id -> id.parent().map(ResourceId::key).equals(Optional.of(parent.key())))
                .filter(id -> deletedWithin(id, setting))
                .map(ResourceId::toString)
                .toList();
    }

    /** Everything of a kind, in the order of creation. */
    public <T extends Resource> List<T> list(Class<T> kind) {
        return byKey.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Everything of a kind in a resource group. */
    public <T extends Resource> List<T> list(Class<T> kind, String subscription, String group) {
        String prefix = groupPrefix(subscription, group);
        return list(kind).stream()
                .filter(resource -> resource.id().key().startsWith(prefix))
                .toList();
    }

    /** Everything of a kind directly inside a resource. */
    public <T extends Resource> List<T> children(Class<T> kind, ResourceId parent) {
        return list(kind).stream()
                .filter(resource -> resource.id().parent().map(ResourceId::key).equals(Optional.of(parent.key())))
                .toList();
    }

    private static String groupPrefix(String subscription, String group) {
        return ("/subscriptions/" + subscription + "/resourceGroups/" + group + "/").toLowerCase(Locale.ROOT);
    }
}
