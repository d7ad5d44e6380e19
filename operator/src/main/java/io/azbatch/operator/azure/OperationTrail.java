package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.ResourceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the long operations that we began tell how they ended. A failed resource does not say why it failed, only the
 * operation does; so its URL is kept, in memory: after a restart a failure may be shown without its reason.
 */
final class OperationTrail {

    private static final int MOST = 1_000;

    private final Map<Begun, String> operations = new LinkedHashMap<>();
    private final Map<Begun, String> failures = new LinkedHashMap<>();

    /** @param operation its URL; empty when it was over at once */
    synchronized void began(Credential credential, ResourceId resource, Optional<String> operation) {
        Begun begun = new Begun(credential, resource);
        operations.remove(begun);
        failures.remove(begun);
        operation.ifPresent(url -> keep(operations, begun, url));
    }

    /**
     * Why the last operation on the resource failed, asked once and then remembered.
     *
     * @param ask reads the operation's document by its URL; trouble that it throws leaves the reason unknown for now
     */
    Optional<String> failure(Credential credential, ResourceId resource, Function<String, String> ask) {
        Begun begun = new Begun(credential, resource);
        String url;
        synchronized (this) {
            if (failures.containsKey(begun)) {
                return Optional.of(failures.get(begun));
            }
            url = operations.getOrDefault(begun, "");
        }
        return url.isEmpty() ? Optional.empty() : asked(begun, url, ask);
    }

    private Optional<String> asked(Begun begun, String url, Function<String, String> ask) {
        try {
            Optional<String> failure =
                    AzureError.ofOperation(ask.apply(url)).map(error -> error.code() + ": " + error.message());
            synchronized (this) {
                failure.ifPresent(text -> keep(failures, begun, text));
            }
            return failure;
        } catch (RuntimeException notNow) {
            Calls.trouble(notNow).orElseThrow(() -> notNow);
            return Optional.empty();
        }
    }

    private static void keep(Map<Begun, String> map, Begun begun, String value) {
        map.put(begun, value);
        if (map.size() > MOST) {
            map.remove(map.keySet().iterator().next());
        }
    }

    private record Begun(Credential credential, ResourceId resource) {}
}
