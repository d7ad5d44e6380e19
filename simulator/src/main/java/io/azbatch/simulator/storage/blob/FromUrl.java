package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.azurite.AzuriteRequest;
import io.azbatch.simulator.storage.copy.CopySource;
import java.util.Map;
import java.util.TreeMap;

/** Pages and blocks whose bytes the service itself gets from another blob; the store can not, so they are got here and put there. */
final class FromUrl {
    private final Azure azure;
    private final Storage storage;
    private final Sources sources;

    FromUrl(Azure azure, Storage storage, Sources sources) {
        this.azure = azure;
        this.storage = storage;
        this.sources = sources;
    }

    /** The bytes that a request names. */
    byte[] fetched(Admitted admitted) {
        CopySource source = azure.world().look(() -> sources.require(admitted));
        String query = source.snapshot().map(one -> "snapshot=" + one).orElse("");
        AzuriteRequest get =
                AzuriteRequest.of("GET", source.place().slot(), source.place().below(), query);
        String range = admitted.call().header("x-ms-source-range");
        Azurite.Answer answer = storage.azurite().call(range.isEmpty() ? get : get.with("x-ms-range", range));
        if (!answer.isSuccess()) {
            throw BlobError.of(
                    answer.status(),
                    "CannotVerifyCopySource",
                    "Could not verify the copy source within the specified" + " time.");
        }
        return answer.body();
    }

    /** The same request as one that brings its bytes itself. */
    static AzuriteRequest withoutSource(AzuriteRequest request, byte[] body) {
        Map<String, String> headers =
                new TreeMap<>(withoutSourceConditions(request).headers());
        headers.keySet().removeIf(name -> name.startsWith("x-ms-copy-source"));
        return new AzuriteRequest(request.method(), request.account(), request.path(), request.query(), headers, body);
    }

    /** The same request without what was checked already. */
    static AzuriteRequest withoutSourceConditions(AzuriteRequest request) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.keySet()
                .removeIf(name -> name.startsWith("x-ms-source-")
                        || name.equals("x-ms-requires-sync")
                        || name.equals("x-ms-copy-source-authorization"));
        return new AzuriteRequest(
                request.method(), request.account(), request.path(), request.query(), headers, request.body());
    }
}
