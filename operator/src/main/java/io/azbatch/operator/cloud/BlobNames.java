package io.azbatch.operator.cloud;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Names of blobs in URLs: slashes stay, everything else is percent-encoded where a URL needs it. */
final class BlobNames {

    private BlobNames() {}

    static String encoded(String name) {
        return Arrays.stream(name.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
