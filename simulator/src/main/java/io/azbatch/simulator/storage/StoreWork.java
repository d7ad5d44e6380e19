package io.azbatch.simulator.storage;

import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.azurite.AzuriteRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the service does to blobs itself, as requests to the store. Never with the world's lock held. */
public final class StoreWork {
    private final Azurite azurite;

    public StoreWork(Azurite azurite) {
        this.azurite = azurite;
    }

    /** Makes a container; one that is there already stays. */
    public void ensureContainer(String slot, String container) {
        Azurite.Answer answer = azurite.call(AzuriteRequest.of("PUT", slot, "/" + container, "restype=container"));
        if (answer.status() != 409) {
            require(answer, "container " + container);
        }
    }

    /** Makes an empty page blob, or empties one, sparse however long. */
    public void createPages(Place place, long length) {
        require(
                azurite.call(AzuriteRequest.of("PUT", place.slot(), place.below(), "")
                        .with("x-ms-blob-type", "PageBlob")
                        .with("x-ms-blob-content-length", Long.toString(length))),
                place.blob());
    }

    /** Writes pages; {@code bytes} are whole pages. */
    public void writePages(Place place, long offset, byte[] bytes) {
        require(
                azurite.call(AzuriteRequest.of("PUT", place.slot(), place.below(), "comp=page")
                        .with("x-ms-page-write", "update")
                        .with("x-ms-range", "bytes=" + offset + "-" + (offset + bytes.length - 1))
                        .with(bytes)),
                place.blob());
    }

    /** Makes a block blob of a text. */
    public void putText(Place place, String contentType, String text) {
        require(
                azurite.call(AzuriteRequest.of("PUT", place.slot(), place.below(), "")
                        .with("x-ms-blob-type", "BlockBlob")
                        .with("content-type", contentType)
                        .with(text.getBytes(StandardCharsets.UTF_8))),
                place.blob());
    }

    /** Cuts or stretches a page blob. */
    public void resize(Place place, long length, Map<String, String> headers) {
        AzuriteRequest request = AzuriteRequest.of("PUT", place.slot(), place.below(), "comp=properties")
                .with("x-ms-blob-content-length", Long.toString(length));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        require(azurite.call(request), place.blob());
    }

    /** Copies inside of the store, where it costs nothing. */
    public Azurite.Answer copy(Place from, String query, Place to, Map<String, String> headers) {
        String source = azurite.readable(from.path()) + (query.isEmpty() ? "" : "&" + query);
        AzuriteRequest request =
                AzuriteRequest.of("PUT", to.slot(), to.below(), "").with("x-ms-copy-source", source);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        return azurite.call(request);
    }

    /** Removes a blob; one that is gone already stays so. */
    public void remove(Place place) {
        azurite.call(AzuriteRequest.of("DELETE", place.slot(), place.below(), ""));
    }

    /** Leases a blob for ever. */
    public void lease(Place place, String leaseId) {
        require(
                azurite.call(AzuriteRequest.of("PUT", place.slot(), place.below(), "comp=lease")
                        .with("x-ms-lease-action", "acquire")
                        .with("x-ms-lease-duration", "-1")
                        .with("x-ms-proposed-lease-id", leaseId)),
                place.blob());
    }

    /** Ends a lease; one that somebody broke is ended already. */
    public void release(Place place, String leaseId) {
        azurite.call(AzuriteRequest.of("PUT", place.slot(), place.below(), "comp=lease")
                .with("x-ms-lease-action", "release")
                .with("x-ms-lease-id", leaseId));
    }

    public static void require(Azurite.Answer answer, String what) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException("the store refuses " + what + ": " + answer.status() + " "
                    + answer.text().strip());
        }
    }
}
