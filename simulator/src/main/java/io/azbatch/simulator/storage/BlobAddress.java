package io.azbatch.simulator.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The address of a blob as bodies of ARM carry it: of our listener, where the account is the first part of the path, or as Azure
 * itself would write it, where it is part of the host. Both mean the same blob here.
 *
 * @param account name
 * @param container name
 * @param blob name, decoded
 * @param path raw path as our listener would take it
 * @param query raw, empty for none
 */
public record BlobAddress(String account, String container, String blob, String path, String query) {
    private static final String HOST = ".blob.core.windows.net";

    /** Reads an address; nothing if it is none of a blob. */
    public static Optional<BlobAddress> parse(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (host == null || uri.getRawPath() == null) {
                return Optional.empty();
            }
            String path = host.endsWith(HOST)
                    ? "/" + host.substring(0, host.length() - HOST.length()) + uri.getRawPath()
                    : uri.getRawPath();
            return of(path, uri.getRawQuery() == null ? "" : uri.getRawQuery());
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }

    private static Optional<BlobAddress> of(String path, String query) {
        String[] parts = path.split("/", 4);
        boolean whole = parts.length == 4 && !parts[1].isEmpty() && !parts[2].isEmpty() && !parts[3].isEmpty();
        return whole
                ? Optional.of(new BlobAddress(parts[1], decode(parts[2]), decode(parts[3]), path, query))
                : Optional.empty();
    }

    private static String decode(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
