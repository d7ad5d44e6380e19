package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import java.io.IOException;

/** What ARM demands of a body before a provider sees it. */
public final class Bodies {
    private Bodies() {}

    /** The body as an object; refused if it is missing or no JSON object. */
    public static ObjectNode require(Request request) {
        if (request.body().length == 0) {
            throw ArmError.gateway(400, "MissingRequestBody", "The request body cannot be empty.");
        }
        try {
            JsonNode body = Json.parse(request.body());
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            throw invalid(
                    String.valueOf(malformed.getMessage()).lines().findFirst().orElse("not JSON"));
        }
        throw invalid("the content is not a JSON object.");
    }

    /** The location as the caller wrote it; refused if it is missing. */
    public static String location(JsonNode body) {
        String location = Json.text(body, "location");
        if (location.isEmpty()) {
            throw ArmError.gateway(400, "LocationRequired", "The location property is required for this definition.");
        }
        return location;
    }

    /** Refuses to move an existing resource to another region. */
    public static void refuseMove(Resource existing, String location) {
        if (!existing.location().equals(Regions.normalise(location))) {
            throw ArmError.gateway(
                    409,
                    "InvalidResourceLocation",
                    "The resource '" + existing.id().name() + "' already exists in location '" + existing.location()
                            + "' in resource group '" + existing.id().group()
                            + "'. A resource with the same name cannot be created in location '" + location
                            + "'. Please select a new resource name.");
        }
    }

    private static Refused invalid(String why) {
        return ArmError.gateway(
                400,
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: '" + why + "'.");
    }
}
