package io.azbatch.simulator.recorded;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What must be alike in a header of both sides: the kind of address and its parameters, the quotes of an ETag, the seconds of a
 * pause. Ids, times and signatures differ with every request.
 *
 * @param name of the header
 * @param asked address of the request that was answered
 */
record HeaderForm(String name, Address asked) {
    String of(String value) {
        return switch (name) {
            case "ETag" -> etag(value);
            case "Retry-After" -> isEstimate() ? "estimate" : value;
            default -> address(value);
        };
    }

    /** With a poll Compute tells how long it thinks that the operation will take. */
    private boolean isEstimate() {
        return asked.isPoll() && asked.path().contains("/Microsoft.Compute/");
    }

    private static String etag(String value) {
        return value.replaceAll("0x[0-9A-F]+|[0-9a-f-]{36}|\\d+", "#");
    }

    private String address(String url) {
        Address address = Address.of("GET", url);
        String kind = asked.isBatch() ? address.batchType() : address.armType();
        String parameters = Arrays.stream(address.query().split("&"))
                .map(pair -> pair.startsWith("monitor=") ? pair : pair.replaceFirst("=.*", ""))
                .collect(Collectors.joining("&"));
        return kind + "?" + parameters;
    }
}
