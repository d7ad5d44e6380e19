package io.azbatch.simulator.arm.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.azbatch.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The functions of template expressions, for one template in one group. */
final class Functions {
    private static final int UNIQUE_LENGTH = 13;

    private final Template template;
    private final String group;
    private final UnaryOperator<JsonNode> reference;

    /**
     * @param group id of the resource group
     * @param reference from the arguments of {@code reference} as a list to the properties of what they name
     */
    Functions(Template template, String group, UnaryOperator<JsonNode> reference) {
        this.template = template;
        this.group = group;
        this.reference = reference;
    }

    /** A value of the template with all expressions in it worked out. */
    JsonNode resolve(JsonNode value) {
        if (value.isTextual()) {
            return resolve(value.asText());
        }
        if (value.isArray()) {
            ArrayNode array = Json.array();
            value.forEach(one -> array.add(resolve(one)));
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = Json.object();
            value.properties().forEach(field -> object.set(field.getKey(), resolve(field.getValue())));
            return object;
        }
        return value;
    }

    /** Text in brackets is an expression; two brackets at its beginning stand for one and nothing else. */
    private JsonNode resolve(String text) {
        if (text.startsWith("[[")) {
            return TextNode.valueOf(text.substring(1));
        }
        return text.startsWith("[") && text.endsWith("]")
                ? Expression.evaluate(text.substring(1, text.length() - 1), this)
                : TextNode.valueOf(text);
    }

    JsonNode call(String name, List<JsonNode> arguments) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "parameters" -> template.parameter(text(arguments, 0));
            case "variables" -> resolve(template.variable(text(arguments, 0)));
            case "concat" -> concat(arguments);
            case "format" -> format(arguments);
            case "tolower" -> TextNode.valueOf(text(arguments, 0).toLowerCase(Locale.ROOT));
            case "toupper" -> TextNode.valueOf(text(arguments, 0).toUpperCase(Locale.ROOT));
            case "equals" -> BooleanNode.valueOf(argument(arguments, 0).equals(argument(arguments, 1)));
            case "not" -> BooleanNode.valueOf(!argument(arguments, 0).asBoolean());
            case "empty" ->
                BooleanNode.valueOf(
                        argument(arguments, 0).isEmpty() && text(arguments, 0).isEmpty());
            case "if" -> argument(arguments, argument(arguments, 0).asBoolean() ? 1 : 2);
            case "uniquestring" -> unique(arguments);
            case "resourceid" -> TextNode.valueOf(resourceId(arguments));
            case "reference" -> reference.apply(list(arguments));
            case "resourcegroup" -> template.group();
            case "subscription" -> subscription();
            default ->
                throw Template.invalid("The template function '" + name + "' is not valid, or is not simulated.");
        };
    }

    private static JsonNode list(List<JsonNode> arguments) {
        ArrayNode list = Json.array();
        arguments.forEach(list::add);
        return list;
    }

    private JsonNode subscription() {
        String id = group.split("/")[2];
        return Json.object().put("id", "/subscriptions/" + id).put("subscriptionId", id);
    }

    private static JsonNode concat(List<JsonNode> arguments) {
        if (!arguments.isEmpty() && arguments.getFirst().isArray()) {
            ArrayNode all = Json.array();
            arguments.forEach(array -> array.forEach(all::add));
            return all;
        }
        StringBuilder text = new StringBuilder();
        arguments.forEach(argument -> text.append(argument.asText()));
        return TextNode.valueOf(text.toString());
    }

    private static JsonNode format(List<JsonNode> arguments) {
        String text = text(arguments, 0);
        for (int i = 1; i < arguments.size(); i++) {
            text = text.replace("{" + (i - 1) + "}", arguments.get(i).asText());
        }
        return TextNode.valueOf(text);
    }

    /** Some fixed text of 13 small letters and digits; Azure's own algorithm is not public. */
    private static JsonNode unique(List<JsonNode> arguments) {
        String all = concat(arguments).asText();
        UUID hash = UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
        return TextNode.valueOf(hash.toString().replace("-", "").substring(0, UNIQUE_LENGTH));
    }

    /** {@code resourceId([subscription,] [group,] type, name...)}. */
    private String resourceId(List<JsonNode> arguments) {
        List<String> words =
                new ArrayList<>(arguments.stream().map(JsonNode::asText).toList());
        List<String> scope = new ArrayList<>();
        while (!words.isEmpty() && !words.getFirst().contains("/")) {
            scope.add(words.removeFirst());
        }
        if (words.isEmpty()) {
            throw Template.invalid("The template function 'resourceId' needs a resource type.");
        }
        String[] here = group.split("/");
        String subscription = scope.size() > 1 ? scope.getFirst() : here[2];
        String inGroup = scope.isEmpty() ? here[here.length - 1] : scope.getLast();
        return "/subscriptions/" + subscription + "/resourceGroups/" + inGroup + "/providers/"
                + Template.path(words.removeFirst(), String.join("/", words));
    }

    private static JsonNode argument(List<JsonNode> arguments, int index) {
        if (index >= arguments.size()) {
            throw Template.invalid("A template function has too few arguments.");
        }
        return arguments.get(index);
    }

    private static String text(List<JsonNode> arguments, int index) {
        return argument(arguments, index).asText();
    }
}
