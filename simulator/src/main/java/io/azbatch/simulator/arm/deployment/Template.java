package io.azbatch.simulator.arm.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.util.Locale;
import java.util.Map;

/**
 * A template with the values of its parameters.
 *
 * @param body the template itself
 * @param values values of parameters as the caller gave them, {@code {NAME: {"value": ...}}}
 * @param group the resource group as GET answers it
 */
record Template(JsonNode body, JsonNode values, ObjectNode group) {

    /** What a caller wants deployed; refused where it is no template, or one that is not simulated. */
    static Template of(JsonNode deployment, ObjectNode group) {
        JsonNode properties = deployment.path("properties");
        JsonNode body = properties.path("template");
        if (!body.isObject() || !body.path("resources").isArray()) {
            throw ArmError.gateway(
                    400,
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: 'Required property 'template' with a"
                            + " list of 'resources' not found in JSON.'.");
        }
        if (!Json.text(properties, "mode").equalsIgnoreCase("Incremental")) {
            throw invalid("The deployment mode '" + Json.text(properties, "mode") + "' is not simulated.");
        }
        Template template = new Template(body, properties.path("parameters"), group);
        template.check();
        return template;
    }

    private void check() {
        for (Map.Entry<String, JsonNode> given : values.properties()) {
            if (!body.path("parameters").has(given.getKey())) {
                throw invalid(
                        "The following parameters were supplied, but do not correspond to any parameters defined in"
                                + " the template: '" + given.getKey() + "'.");
            }
        }
        body.path("parameters").properties().forEach(declared -> parameter(declared.getKey()));
        for (JsonNode resource : body.path("resources")) {
            if (resource.has("copy") || resource.has("resources") || isDeployment(resource)) {
                throw invalid("Loops, nested resources and nested deployments are not simulated.");
            }
        }
    }

    private static boolean isDeployment(JsonNode resource) {
        return Json.text(resource, "type").equalsIgnoreCase("Microsoft.Resources/deployments");
    }

    JsonNode parameter(String name) {
        JsonNode declared = body.path("parameters").path(name);
        if (declared.isMissingNode()) {
            throw invalid("The template parameter '" + name + "' is not found.");
        }
        JsonNode value = values.path(name).path("value");
        if (!value.isMissingNode()) {
            return value;
        }
        JsonNode otherwise = declared.path("defaultValue");
        if (otherwise.isMissingNode()) {
            throw invalid("The value for the template parameter '" + name + "' is not provided.");
        }
        return otherwise;
    }

    JsonNode variable(String name) {
        JsonNode value = body.path("variables").path(name);
        if (value.isMissingNode()) {
            throw invalid("The template variable '" + name + "' is not found.");
        }
        return value;
    }

    /** Parameters as a deployment shows them: with their types, secrets without values. */
    ObjectNode shownParameters() {
        ObjectNode shown = Json.object();
        body.path("parameters").properties().forEach(declared -> {
            String type = Json.text(declared.getValue(), "type");
            ObjectNode one = shown.putObject(declared.getKey()).put("type", type);
            if (!type.toLowerCase(Locale.ROOT).startsWith("secure")) {
                one.set("value", parameter(declared.getKey()));
            }
        });
        return shown;
    }

    ArrayNode resources() {
        return (ArrayNode) body.get("resources");
    }

    /** {@code Microsoft.Compute/virtualMachines/vm/extensions/e} for a type of two levels and a name of two. */
    static String path(String type, String name) {
        String[] types = type.split("/");
        String[] names = name.split("/");
        if (types.length != names.length + 1) {
            throw invalid(
                    "The template resource '" + name + "' for type '" + type + "' has incorrect segment lengths.");
        }
        StringBuilder path = new StringBuilder(types[0]);
        for (int i = 0; i < names.length; i++) {
            path.append('/').append(types[i + 1]).append('/').append(names[i]);
        }
        return path.toString();
    }

    static Refused invalid(String why) {
        return ArmError.gateway(400, "InvalidTemplate", "Deployment template validation failed: '" + why + "'.");
    }
}
