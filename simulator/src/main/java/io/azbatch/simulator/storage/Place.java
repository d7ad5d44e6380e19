package io.azbatch.simulator.storage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where a blob is in the store.
 *
 * @param slot the account there
 * @param container its name, the same for everybody
 * @param blob its name, decoded
 */
public record Place(String slot, String container, String blob) {

    /** Path below the account, percent-encoded. */
    public String below() {
        return "/" + container + "/"
                + Arrays.stream(blob.split("/", -1)).map(Place::encode).collect(Collectors.joining("/"));
    }

    /** Path with the account, percent-encoded. */
    public String path() {
        return "/" + slot + below();
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
