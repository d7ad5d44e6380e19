package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.util.Map;
import java.util.regex.Pattern;

/** The outer form of requests, which ARM looks at before anything else, and what of it comes back in the answer. */
final class Form {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_TAGS = 50;
    /** Letters, digits, and {@code ( ) - . _ ~}. */
    private static final Pattern ESCAPED =
            Pattern.compile("%(2[89DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9Aa]|5[Ff]|6[1-9A-Fa-f]|7[0-9AaEe])");

    private static final String CLIENT_ID = "x-ms-client-request-id";

    private Form() {}

    /**
     * Slashes that a client doubled, as those do whose endpoint ends with one, mean nothing, nor does it whether it escaped what need not
     * be escaped in a name: locks and rights are looked up by the path.
     */
    static Request plainPath(Request request) {
        String plain = ESCAPED.matcher(request.path().replaceAll("/{2,}", "/"))
                .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)));
        return plain.equals(request.path()) ? request : request.withPath(plain);
    }

    /** Refuses a body that is too long or not JSON by its own words. */
    static void check(Request request) {
        if (request.body().length == 0) {
            return;
        }
        if (request.body().length > MOST_BYTES) {
            throw ArmError.gateway(
                    413, "RequestContentTooLarge", "The request content size exceeds the maximum size of 4 MB.");
        }
        String type = request.header("content-type").orElse("<null>");
        String media = type.split(";")[0].strip();
        if (!media.endsWith("/json") && !media.endsWith("+json")) {
            throw ArmError.gateway(
                    415,
                    "UnsupportedMediaType",
                    "The content media type '" + media + "' is not supported. Only 'application/json' is supported.");
        }
    }

    /** Makes the values of tags text, which they are; refused if they can not be. */
    static void tags(ObjectNode body) {
        if (!(body.get("tags") instanceof ObjectNode tags)) {
            return;
        }
        if (tags.size() > MOST_TAGS) {
            throw ArmError.gateway(
                    400,
                    "TooManyTags",
                    "The number of tags '" + tags.size() + "' exceeds the limit of '" + MOST_TAGS + "'.");
        }
        for (Map.Entry<String, JsonNode> tag : tags.properties()) {
            if (tag.getValue().isContainerNode()) {
                throw ArmError.gateway(
                        400,
                        "InvalidRequestContent",
                        "The request content was invalid and could not be deserialized: 'Unexpected character"
                                + " encountered while parsing value. Path 'tags." + tag.getKey() + "'.'.");
            }
            if (!tag.getValue().isTextual() && !tag.getValue().isNull()) {
                tag.setValue(tags.textNode(tag.getValue().asText()));
            }
        }
    }

    /** Who asks for it gets the name back that it gave its request. */
    static Response named(Request request, Response response) {
        boolean wanted =
                request.header("x-ms-return-client-request-id").orElse("").equalsIgnoreCase("true");
        return wanted
                ? request.header(CLIENT_ID)
                        .map(id -> response.withDefault(CLIENT_ID, id))
                        .orElse(response)
                : response;
    }
}
