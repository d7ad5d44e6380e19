package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.http.Query;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.storage.BlobAddress;
import io.azbatch.simulator.storage.Place;
import io.azbatch.simulator.storage.Storage;
import io.azbatch.simulator.storage.copy.CopySource;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Blobs from which others are to be filled. The address itself must open them, unless they are in the same account, where the
 * caller's own right does, or the caller gave a token for them. Used inside a look at the world.
 */
final class Sources {
    private final Storage storage;
    private final Door door;

    Sources(Storage storage, Door door) {
        this.storage = storage;
        this.door = door;
    }

    /** The source that a request names; refused if it may not be read. */
    CopySource require(Admitted admitted) {
        String url = admitted.call().header("x-ms-copy-source");
        BlobAddress address = BlobAddress.parse(url)
                .filter(found -> isOurs(url, found))
                .orElseThrow(
                        () -> BlobError.of(404, "CannotVerifyCopySource", "The specified resource does not exist."));
        boolean byCaller = address.account().equals(admitted.call().account())
                && !address.query().contains("sig=")
                && !(admitted.caller() instanceof Caller.Bearer);
        CopySource source = new CopySource(url, place(address), snapshot(address), byCaller);
        if (!byCaller) {
            door(admitted.call().request(), address, admitted.call().header("x-ms-copy-source-authorization"));
        }
        return source;
    }

    /** Why a source may not be read any more; nothing if it may. */
    Optional<Refused> closed(CopySource source, Request onBehalf) {
        if (source.byCaller()) {
            return Optional.empty();
        }
        try {
            BlobAddress address = BlobAddress.parse(source.url()).orElseThrow();
            door.admit(reading(onBehalf, address, ""));
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused);
        }
    }

    private boolean isOurs(String url, BlobAddress address) {
        return url.startsWith(storage.endpoint() + "/")
                || storage.accounts().find(address.account()).isPresent();
    }

    private void door(Request onBehalf, BlobAddress address, String authorization) {
        try {
            door.admit(reading(onBehalf, address, authorization));
        } catch (Refused refused) {
            throw BlobError.of(
                    refused.response().status() == 401
                            ? 409
                            : refused.response().status(),
                    "CannotVerifyCopySource",
                    refused.response().status() == 401
                            ? "Public access is not permitted on this storage account."
                            : message(refused));
        }
    }

    private static BlobCall reading(Request onBehalf, BlobAddress address, String authorization) {
        BlobCall call = BlobCall.reading(onBehalf, address.path(), address.query());
        Map<String, String> headers = new HashMap<>(call.request().headers());
        headers.remove("authorization");
        headers.remove("x-ms-copy-source");
        headers.remove("range");
        headers.remove("x-ms-range");
        if (!authorization.isEmpty()) {
            headers.put("authorization", authorization);
        }
        return BlobCall.of(call.request().withHeaders(headers));
    }

    private Place place(BlobAddress address) {
        return storage.exports()
                .find(address.account())
                .map(export -> export.place())
                .orElseGet(() -> new Place(
                        storage.accounts()
                                .find(address.account())
                                .map(account -> account.slot())
                                .orElse(""),
                        address.container(),
                        address.blob()));
    }

    private static Optional<String> snapshot(BlobAddress address) {
        return Query.parse(address.query()).get("snapshot");
    }

    private static String message(Refused refused) {
        String body = new String(refused.response().body(), StandardCharsets.UTF_8);
        return body.replaceAll("(?s).*<Message>(.*?)" + BlobPlane.TRACE + ".*", "$1");
    }
}
