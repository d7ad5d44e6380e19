package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.http.Query;
import io.azbatch.simulator.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A request to the blob service, taken apart. Addresses are path-style: {@code /account/container/blob}.
 *
 * @param request as it came
 * @param operation what it wants
 * @param account decoded, empty if none is named
 * @param container decoded, empty if none is named
 * @param blob decoded, empty if none is named
 * @param below raw path below the account, with its slash; empty if there is nothing
 */
public record BlobCall(
        Request request, BlobOperation operation, String account, String container, String blob, String below) {

    /** Takes a request apart. */
    public static BlobCall of(Request request) {
        String[] parts = request.path().replaceFirst("^/", "").split("/", 3);
        String account = parts[0];
        String container = parts.length > 1 ? parts[1] : "";
        String blob = parts.length > 2 ? parts[2] : "";
        int named = blob.isEmpty() ? container.isEmpty() ? 1 : 2 : 3;
        String below = named == 1 ? "" : named == 2 ? "/" + container : "/" + container + "/" + blob;
        return new BlobCall(
                request, BlobOperation.of(request, named), decode(account), decode(container), decode(blob), below);
    }

    /** A read of the blob at an address, such as a copy does it, with what the address carries to open it. */
    public static BlobCall reading(Request onBehalf, String rawPath, String rawQuery) {
        return of(new Request(
                onBehalf.kind(),
                onBehalf.port(),
                "GET",
                rawPath,
                rawQuery,
                Query.parse(rawQuery),
                onBehalf.headers(),
                new byte[0],
                onBehalf.id(),
                onBehalf.endpoint(),
                onBehalf.params(),
                onBehalf.operationEnd()));
    }

    public String header(String name) {
        return request.header(name).orElse("");
    }

    private static String decode(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
