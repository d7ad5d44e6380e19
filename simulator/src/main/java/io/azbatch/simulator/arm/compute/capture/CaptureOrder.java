package io.azbatch.simulator.arm.compute.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import java.util.regex.Pattern;

/**
 * What a capture is asked for.
 *
 * @param prefix first part of the blobs' names
 * @param container folder within the container {@code system}, named as a container must be
 * @param overwrite whether blobs of an earlier capture may go
 */
public record CaptureOrder(String prefix, String container, boolean overwrite) {
    /** Azure names a pattern in its message; which, was not found published: letters, digits, dot, dash and underscore pass. */
    private static final Pattern PREFIX = Pattern.compile("^[a-zA-Z0-9][a-zA-Z0-9._-]{0,58}$");

    private static final Pattern CONTAINER = Pattern.compile("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$");

    /** Reads the body of the action; refused if something is missing or malformed. */
    public static CaptureOrder of(Request request) {
        ObjectNode body = Bodies.require(request);
        String prefix = required(body, "vhdPrefix");
        String container = required(body, "destinationContainerName");
        required(body, "overwriteVhds");
        if (!PREFIX.matcher(prefix).matches()) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "'" + prefix + "' is not a valid captured VHD blob name prefix. A valid prefix matches regex '"
                            + PREFIX + "'.",
                    "vhdPrefix");
        }
        if (!CONTAINER.matcher(container).matches()) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "Container name " + container + " is invalid. Container names must be 3-63 characters in length and"
                            + " may contain only lower-case alphanumeric characters and hyphen. Hyphen must be preceded"
                            + " and followed by an alphanumeric character.",
                    "destinationContainerName");
        }
        return new CaptureOrder(prefix, container, body.path("overwriteVhds").asBoolean(false));
    }

    private static String required(ObjectNode body, String name) {
        String value = Json.text(body, name);
        if (value.isEmpty() || value.equals("null")) {
            throw ArmError.missingParameter(name);
        }
        return value;
    }
}
