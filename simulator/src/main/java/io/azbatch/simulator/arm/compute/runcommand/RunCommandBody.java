package io.azbatch.simulator.arm.compute.runcommand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.http.Json;
import java.time.Duration;
import java.util.List;

/** What the body of a run command must say, and what of it is kept. */
final class RunCommandBody {
    private static final List<String> SOURCES = List.of("script", "scriptUri", "commandId", "galleryScriptReferenceId");
    private static final List<String> SECRETS = List.of("protectedParameters", "runAsPassword");
    private static final List<String> READ_ONLY = List.of("provisioningState", "instanceView");
    /** Where none is given. */
    private static final Duration LONGEST = Duration.ofMinutes(90);

    private RunCommandBody() {}

    /** The part of a body that is kept. */
    static ObjectNode writable(ObjectNode body) {
        ObjectNode model = Json.object();
        if (body.hasNonNull("tags")) {
            model.set("tags", body.get("tags").deepCopy());
        }
        ObjectNode properties = body.path("properties") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        properties.remove(SECRETS);
        properties.remove(READ_ONLY);
        properties.remove(List.of("outputBlobManagedIdentity", "errorBlobManagedIdentity"));
        for (String blob : List.of("outputBlobUri", "errorBlobUri")) {
            String uri = Json.text(properties, blob);
            if (uri.contains("?")) {
                properties.put(blob, uri.substring(0, uri.indexOf('?')));
            }
        }
        model.set("properties", properties);
        return model;
    }

    /** Checks a whole model and fills in what the caller left to the service. */
    static ObjectNode complete(ObjectNode model) {
        ObjectNode properties = (ObjectNode) model.get("properties");
        JsonNode source = properties.path("source");
        List<String> given = SOURCES.stream()
                .filter(name -> !Json.text(source, name).isEmpty())
                .toList();
        if (given.isEmpty()) {
            throw ArmError.missingParameter("source");
        }
        if (given.size() > 1) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "Only one of script, scriptUri, commandId and galleryScriptReferenceId may be given, not "
                            + String.join(" and ", given) + ".",
                    "source");
        }
        if (given.getFirst().equals("commandId")
                && Command.find(Json.text(source, "commandId")).isEmpty()) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + Json.text(source, "commandId") + "' of parameter 'source.commandId' is invalid.",
                    "source.commandId");
        }
        if (properties.path("timeoutInSeconds").asInt(0) < 0) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value " + properties.path("timeoutInSeconds").asInt()
                            + " of parameter 'timeoutInSeconds' is invalid.",
                    "timeoutInSeconds");
        }
        if (!properties.hasNonNull("timeoutInSeconds")) {
            properties.put("timeoutInSeconds", 0);
        }
        Json.putDefault(properties, "asyncExecution", false);
        return model;
    }

    /** What is run: a text, or the name of it. */
    static String script(ObjectNode model) {
        JsonNode source = Json.at(model, "properties", "source");
        return SOURCES.stream()
                .map(name -> Json.text(source, name))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    static Duration timeout(ObjectNode model) {
        int seconds = Json.at(model, "properties", "timeoutInSeconds").asInt(0);
        return seconds == 0 ? LONGEST : Duration.ofSeconds(seconds);
    }
}
