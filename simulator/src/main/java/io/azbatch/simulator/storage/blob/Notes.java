package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.storage.BlobEntry;
import io.azbatch.simulator.storage.BlobEntry.Kind;
import io.azbatch.simulator.storage.Place;
import io.azbatch.simulator.storage.Sector;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.account.Accounts;
import io.azbatch.simulator.storage.account.Container;
import io.azbatch.simulator.storage.account.StorageAccount;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends writes to the store and takes note of those that it accepts. */
final class Notes {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final Azure azure;
    private final Storage storage;

    Notes(Azure azure, Storage storage) {
        this.azure = azure;
        this.storage = storage;
    }

    /** Sends a write with this body. */
    Response take(Admitted admitted, byte[] body, Forwarder forwarder) {
        Response response = forwarder.send(FromUrl.withoutSource(forwarder.translate(admitted), body));
        if (!response.isRefusal()) {
            azure.world().look(() -> {
                note(admitted, body, response);
                return response;
            });
        }
        return response;
    }

    private void note(Admitted admitted, byte[] body, Response response) {
        BlobCall call = admitted.call();
        Place place = admitted.place();
        switch (call.operation()) {
            case CONTAINER_PUT -> containerMade(admitted, response);
            case CONTAINER_DELETE -> containerGone(admitted);
            case CONTAINER_ACL_PUT -> containerOpened(admitted, response);
            case CONTAINER_METADATA -> changed(admitted, response);
            case BLOB_PUT, BLOB_FROM_URL -> storage.blobs().put(place, made(call, body));
            case BLOCKS_PUT -> storage.blobs().put(place, BlobEntry.fresh(Kind.BLOCK, 0));
            case BLOB_DELETE -> deleted(call, place);
            case PAGE_PUT, PAGE_FROM_URL -> written(call, place, body);
            case PROPERTIES_PUT -> resized(call, place);
            default -> {
                // Nothing that anybody else has to know.
            }
        }
    }

    private void containerMade(Admitted admitted, Response response) {
        StorageAccount account = admitted.account().orElseThrow();
        azure.resources()
                .put(new Container(
                        Accounts.containerId(account, admitted.call().container()),
                        publicAccess(admitted.call()),
                        Map.of(),
                        etag(response),
                        azure.world().now()));
    }

    private void containerGone(Admitted admitted) {
        StorageAccount account = admitted.account().orElseThrow();
        azure.resources().remove(Accounts.containerId(account, admitted.call().container()));
        storage.blobs().removeContainer(account.slot(), admitted.call().container());
    }

    private void containerOpened(Admitted admitted, Response response) {
        Map<String, Container.Policy> policies =
                Policies.read(admitted.call().request().body());
        change(admitted, container -> container
                .with(publicAccess(admitted.call()), policies)
                .changed(etag(response), azure.world().now()));
    }

    private void changed(Admitted admitted, Response response) {
        change(
                admitted,
                container -> container.changed(etag(response), azure.world().now()));
    }

    private void change(Admitted admitted, UnaryOperator<Container> change) {
        azure.resources()
                .change(
                        Accounts.containerId(
                                admitted.account().orElseThrow(),
                                admitted.call().container()),
                        Container.class,
                        change);
    }

    private static BlobEntry made(BlobCall call, byte[] body) {
        Kind kind = Kind.of(call.header("x-ms-blob-type"));
        return BlobEntry.fresh(kind, kind == Kind.PAGE ? length(call) : body.length);
    }

    private void deleted(BlobCall call, Place place) {
        boolean whole = call.request().query().get("snapshot").isEmpty()
                && !call.header("x-ms-delete-snapshots").equalsIgnoreCase("only");
        if (whole) {
            storage.blobs().remove(place);
        }
    }

    /** Only what becomes of the last sector is of interest. */
    private void written(BlobCall call, Place place, byte[] body) {
        String range = call.header("x-ms-range").isEmpty() ? call.header("range") : call.header("x-ms-range");
        Matcher bytes = RANGE.matcher(range);
        if (!bytes.matches()) {
            return;
        }
        long start = Long.parseLong(bytes.group(1));
        long end = Long.parseLong(bytes.group(2)) + 1;
        boolean clears = call.header("x-ms-page-write").equalsIgnoreCase("clear");
        storage.blobs().change(place, entry -> {
            if (end != entry.length()) {
                return entry;
            }
            int from = (int) (end - start) - Sector.SIZE;
            return entry.with(
                    clears || body.length < end - start
                            ? Optional.empty()
                            : Optional.of(new Sector(Arrays.copyOfRange(body, from, from + Sector.SIZE))));
        });
    }

    private void resized(BlobCall call, Place place) {
        if (length(call) >= 0) {
            storage.blobs().change(place, entry -> entry.resized(length(call)));
        }
    }

    private static long length(BlobCall call) {
        String length = call.header("x-ms-blob-content-length");
        return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
    }

    private static String publicAccess(BlobCall call) {
        return switch (call.header("x-ms-blob-public-access").toLowerCase(Locale.ROOT)) {
            case "container" -> "Container";
            case "blob" -> "Blob";
            default -> "None";
        };
    }

    private static String etag(Response response) {
        return response.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("etag"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
