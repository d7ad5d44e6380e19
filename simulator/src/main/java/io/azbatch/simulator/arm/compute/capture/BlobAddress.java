package io.azbatch.simulator.arm.compute.capture;

import java.net.URI;
import java.util.Optional;

/**
 * The address of a blob, in either of the two forms in which an account is named: by host, or as the first segment of the path where
 * the host is a number or this machine's own name.
 *
 * @param account URL of the account's blob endpoint, without a slash at the end
 * @param container container name
 * @param name blob name, which may have slashes
 */
public record BlobAddress(String account, String container, String name) {

    /** Reads an address; nothing if the text names no blob. */
    public static Optional<BlobAddress> parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
        if (uri.getHost() == null || uri.getRawPath() == null) {
            return Optional.empty();
        }
        String endpoint = uri.getScheme() + "://" + uri.getRawAuthority();
        String path = uri.getRawPath().substring(Math.min(1, uri.getRawPath().length()));
        if (accountIsInPath(uri.getHost())) {
            int end = path.indexOf('/');
            if (end <= 0) {
                return Optional.empty();
            }
            endpoint += "/" + path.substring(0, end);
            path = path.substring(end + 1);
        }
        int slash = path.indexOf('/');
        return slash <= 0 || slash == path.length() - 1
                ? Optional.empty()
                : Optional.of(new BlobAddress(endpoint, path.substring(0, slash), path.substring(slash + 1)));
    }

    /** Another blob of the same account. */
    BlobAddress sibling(String otherContainer, String otherName) {
        return new BlobAddress(account, otherContainer, otherName);
    }

    private static boolean accountIsInPath(String host) {
        return host.equals("localhost") || host.matches("[0-9.]+|\\[.*]");
    }

    @Override
    public String toString() {
        return account + "/" + container + "/" + name;
    }
}
