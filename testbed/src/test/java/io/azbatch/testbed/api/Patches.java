package io.azbatch.testbed.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON merge patches with the short forms of the corpus, and where two manifests differ. */
final class Patches {
    private static final Pattern REPEATED = Pattern.compile("<(.) x (\\d+)>");

    private Patches() {}

    /** RFC 7396: a null removes, maps are merged, all else is replaced. */
    static ObjectNode patched(ObjectNode base, JsonNode patch) {
        ObjectNode result = base.deepCopy();
        patch.properties().forEach(change -> {
            String key = change.getKey();
            JsonNode value = change.getValue();
            if (value.isNull()) {
                result.remove(key);
            } else if (value.isObject() && !value.has("times")) {
                JsonNode before = result.path(key);
                ObjectNode inner = before.isObject() ? (ObjectNode) before : JsonNodeFactory.instance.objectNode();
                result.set(key, patched(inner, value));
            } else {
                result.set(key, expanded(value));
            }
        });
        return result;
    }

    private static JsonNode expanded(JsonNode value) {
        if (value.isTextual()) {
            Matcher repeated = REPEATED.matcher(value.textValue());
            return JsonNodeFactory.instance.textNode(
                    repeated.replaceAll(match -> match.group(1).repeat(Integer.parseInt(match.group(2)))));
        }
        if (value.has("times")) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            for (int number = 0; number < value.get("times").intValue(); number++) {
                items.add(numbered(value.get("each"), number));
            }
            return items;
        }
        if (value.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            value.forEach(item ->
                    items.add(item.isObject() ? patched(JsonNodeFactory.instance.objectNode(), item) : expanded(item)));
            return items;
        }
        return value;
    }

    private static JsonNode numbered(JsonNode item, int number) {
        if (item.isTextual()) {
            return JsonNodeFactory.instance.textNode(item.textValue().replace("#", "" + number));
        }
        ObjectNode result = item.deepCopy();
        result.properties().forEach(field -> field.setValue(numbered(field.getValue(), number)));
        return result;
    }

    /** Paths of all values that are in one only or not the same in both; items of lists as []. */
    static Set<String> differences(JsonNode one, JsonNode other) {
        Set<String> paths = new TreeSet<>();
        differences("", one, other, paths);
        return paths;
    }

    private static void differences(String path, JsonNode one, JsonNode other, Set<String> paths) {
        if (one.isObject() && other.isObject()) {
            Set<String> keys = new TreeSet<>();
            one.fieldNames().forEachRemaining(keys::add);
            other.fieldNames().forEachRemaining(keys::add);
            keys.forEach(
                    key -> differences(path.isEmpty() ? key : path + "." + key, one.path(key), other.path(key), paths));
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            Iterator<JsonNode> others = other.iterator();
            one.forEach(item -> differences(path + "[]", item, others.next(), paths));
        } else if (!one.equals(other)) {
            paths.add(path);
        }
    }
}
