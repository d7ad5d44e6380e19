package io.azbatch.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON as trees: bodies are kept as the caller sent them, so fields that the simulator does not know survive. */
public final class Json {
    /** Shared mapper; never reconfigured. */
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private static final ObjectMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Bytes of a tree. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Parses a body.
     *
     * @throws IOException if it is not JSON
     */
    public static JsonNode parse(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    /**
     * Parses a body as ARM does, whose reader takes more than JSON: comments, names without quotes, single quotes, commas at the end.
     *
     * @throws IOException if it is not even that
     */
    public static JsonNode parseAsArm(byte[] body) throws IOException {
        return LENIENT.readTree(body);
    }

    /** The text at a path of field names, or empty text where nothing is there. */
    public static String text(JsonNode node, String... path) {
        return at(node, path).asText("");
    }

    /** The node at a path of field names; a missing node where nothing is there. */
    public static JsonNode at(JsonNode node, String... path) {
        JsonNode here = node;
        for (String name : path) {
            here = here.path(name);
        }
        return here;
    }

    /** The object in a field; a new one if there is none. */
    public static ObjectNode objectIn(ObjectNode parent, String name) {
        return parent.path(name) instanceof ObjectNode there ? there : parent.putObject(name);
    }

    /** Fills a field that is absent or null. */
    public static void putDefault(ObjectNode object, String name, String value) {
        if (!object.hasNonNull(name)) {
            object.put(name, value);
        }
    }

    /** Fills a field that is absent or null. */
    public static void putDefault(ObjectNode object, String name, boolean value) {
        if (!object.hasNonNull(name)) {
            object.put(name, value);
        }
    }

    /** A copy without the fields that are null, at any depth. */
    public static ObjectNode withoutNulls(ObjectNode object) {
        ObjectNode copy = object();
        object.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> copy.set(field.getKey(), withoutNulls(field.getValue())));
        return copy;
    }

    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return withoutNulls(object);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array();
            array.forEach(element -> copy.add(withoutNulls(element)));
            return copy;
        }
        return node;
    }

    /** Laid over another object: objects are merged, everything else replaces, an explicit null removes. */
    public static ObjectNode merge(ObjectNode base, JsonNode patch) {
        ObjectNode merged = base.deepCopy();
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                merged.remove(field.getKey());
            } else if (value.isObject() && merged.get(field.getKey()) instanceof ObjectNode inner) {
                merged.set(field.getKey(), merge(inner, value));
            } else {
                merged.set(field.getKey(), value.deepCopy());
            }
        });
        return merged;
    }
}
