package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Long operations of one kind that this process has begun and whose end shows nowhere but in their own document: a right
 * to read a disk, which is told once, or a capture, which leaves the machine as it was. Their URLs are kept in memory:
 * after a restart nothing is known of them.
 */
final class BegunOperations {

    private static final int MOST = 1_000;

    private final Map<Begun, String> operations = new LinkedHashMap<>();
    private final Set<String> over = new HashSet<>();

    /** @param operation URL of its document; empty when it was over at once */
    synchronized void began(Credential credential, ResourceId resource, Optional<String> operation) {
        Begun begun = new Begun(credential, resource);
        drop(begun);
        operation.ifPresent(url -> operations.put(begun, url));
        if (operations.size() > MOST) {
            drop(operations.keySet().iterator().next());
        }
    }

    /** Whether it is now seen for the first time that the operation is over. */
    synchronized boolean firstSeenOver(Credential credential, ResourceId resource) {
        String url = operations.get(new Begun(credential, resource));
        return url != null && over.add(url);
    }

    private void drop(Begun begun) {
        String url = operations.remove(begun);
        if (url != null) {
            over.remove(url);
        }
    }

    synchronized void forget(Credential credential, ResourceId resource) {
        drop(new Begun(credential, resource));
    }

    /** URL of the operation's document; absent when none is known. */
    synchronized Reading<String> operation(Credential credential, ResourceId resource) {
        return Optional.ofNullable(operations.get(new Begun(credential, resource)))
                .map(Reading::present)
                .orElseGet(() -> new Reading.Absent<>("NotBegun", "This process has begun no such operation."));
    }

    private record Begun(Credential credential, ResourceId resource) {}
}
