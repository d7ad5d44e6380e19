package io.azbatch.operator.azure;

import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks.Access;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Sas;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rights to read a disk that this process has asked for. Azure tells the URL in the operation's document and nowhere
 * else, so the operation is kept, in memory: after a restart the right is taken back and asked for anew.
 */
final class DiskAccesses {

    private static final int MOST = 1_000;

    private final Map<Asked, String> operations = new LinkedHashMap<>();

    /** @param operation URL of its document */
    synchronized void began(Credential credential, ResourceId disk, String operation) {
        operations.put(new Asked(credential, disk), operation);
        if (operations.size() > MOST) {
            operations.remove(operations.keySet().iterator().next());
        }
    }

    synchronized void forget(Credential credential, ResourceId disk) {
        operations.remove(new Asked(credential, disk));
    }

    /** URL of the operation's document; absent when none is known. */
    synchronized Reading<String> operation(Credential credential, ResourceId disk) {
        return Optional.ofNullable(operations.get(new Asked(credential, disk)))
                .map(Reading::present)
                .orElseGet(() -> new Reading.Absent<>("NoAccess", "No access to the disk was asked for."));
    }

    static Access access(OperationDocument document) {
        if (document.failed()) {
            return new Access.Failed(document.error()
                    .map(error -> error.code() + ": " + error.message())
                    .orElse(document.status()));
        }
        return document.succeeded()
                ? document.output("accessSAS")
                        .<Access>map(url -> new Access.Granted(new Sas(URI.create(url))))
                        .orElseGet(() -> new Access.Failed("Azure granted access without a URL."))
                : new Access.Pending();
    }

    private record Asked(Credential credential, ResourceId disk) {}
}
