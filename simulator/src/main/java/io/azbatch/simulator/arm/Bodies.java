package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import java.io.IOException;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What ARM demands of a body before a provider sees it. */
public final class Bodies {
    /** What is a list of objects wherever it stands in a body. */
    private static final Set<String> LISTS_OF_OBJECTS = Set.of(
            "dataDisks",
            "dataDiskImages",
            "networkInterfaces",
            "targetRegions",
            "features",
            "subnets",
            "ipConfigurations",
            "securityRules",
            "routes");
    /** What is an object wherever it stands in a body. */
    private static final Set<String> OBJECTS =
            Set.of("properties", "tags", "storageProfile", "osDisk", "managedDisk", "creationData", "sharingProfile");
    /** What holds names and values of a caller's own, or the expressions of a template, and has no shape that we know. */
    private static final Set<String> FREE = Set.of("tags", "settings", "protectedSettings", "template", "parameters");

    private Bodies() {}

    /**
     * The body as an object; refused if it is missing, no JSON object, or has a wrong shape where we would look into it. A null in a
     * PUT is as good as nothing; in a PATCH it asks for removal.
     */
    public static ObjectNode require(Request request) {
        if (request.body().length == 0) {
            throw ArmError.gateway(400, "MissingRequestBody", "The request body cannot be empty.");
        }
        try {
            JsonNode body = Json.parseAsArm(request.body());
            if (body instanceof ObjectNode object) {
                checkShapes(object);
                Form.tags(object);
                return request.method().equals("PUT") ? Json.withoutNulls(object) : object;
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

    /** Sets the tags of a model as a write leaves them: replaced if given, else kept by PATCH and removed by PUT. */
    public static void tags(ObjectNode model, JsonNode body, JsonNode before, boolean put) {
        if (body.hasNonNull("tags")) {
            model.set("tags", body.get("tags").deepCopy());
        } else if (!put && before.has("tags")) {
            model.set("tags", before.get("tags").deepCopy());
        } else {
            model.remove("tags");
        }
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

    private static void checkShapes(JsonNode node) {
        if (node.isArray()) {
            node.forEach(Bodies::checkShapes);
        }
        node.properties().forEach(field -> {
            if (!isShaped(field.getKey(), field.getValue())) {
                throw invalid("Error converting value. Path '" + field.getKey() + "'.");
            }
            if (!FREE.contains(field.getKey())) {
                checkShapes(field.getValue());
            }
        });
    }

    private static boolean isShaped(String name, JsonNode value) {
        boolean isObject = !OBJECTS.contains(name) || value.isObject() || value.isNull();
        return isObject && (!LISTS_OF_OBJECTS.contains(name) || isListOfObjects(value));
    }

    private static boolean isListOfObjects(JsonNode value) {
        boolean list = value.isArray() || value.isNull();
        return list && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isObject);
    }

    private static Refused invalid(String why) {
        return ArmError.gateway(
                400,
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: '" + why + "'.");
    }
}
