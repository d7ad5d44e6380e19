package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code $filter} of lists of all resources: {@code FIELD eq 'VALUE'}, joined by {@code and}. Fields are {@code resourceType},
 * {@code name}, {@code location}, {@code resourceGroup}, {@code tagName} and {@code tagValue}, the last only beside a tag's name.
 */
final class ResourceFilter {
    private static final Pattern TERM = Pattern.compile("\\s*(\\w+)\\s+eq\\s+'((?:[^']|'')*)'\\s*");

    private ResourceFilter() {}

    /** An empty text lets everything pass; what can not be read is refused. */
    static Predicate<ObjectNode> parse(String filter) {
        if (filter.isBlank()) {
            return item -> true;
        }
        Predicate<ObjectNode> all = item -> true;
        String tag = "";
        for (String text : filter.split("(?i)\\s+and\\s+")) {
            Matcher term = TERM.matcher(text);
            if (!term.matches()) {
                throw invalid(filter);
            }
            String value = term.group(2).replace("''", "'");
            tag = term.group(1).equalsIgnoreCase("tagName") ? value : tag;
            all = all.and(term(term.group(1), value, tag, filter));
        }
        return all;
    }

    private static Predicate<ObjectNode> term(String field, String value, String tag, String filter) {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "resourcetype" -> item -> Json.text(item, "type").equalsIgnoreCase(value);
            case "name" -> item -> Json.text(item, "name").equalsIgnoreCase(value);
            case "location" -> item -> Json.text(item, "location").equals(Regions.normalise(value));
            case "resourcegroup" ->
                item -> ResourceId.parse(Json.text(item, "id"))
                        .filter(id -> id.group().equalsIgnoreCase(value))
                        .isPresent();
            case "tagname" -> item -> tag(item, value).isTextual();
            case "tagvalue" -> item -> tag(item, tag).asText().equals(value);
            default -> throw invalid(filter);
        };
    }

    private static JsonNode tag(ObjectNode item, String name) {
        return item.path("tags").properties().stream()
                .filter(one -> one.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Json.object());
    }

    private static Refused invalid(String filter) {
        return ArmError.gateway(
                400, "InvalidFilterInQueryString", "Invalid $filter '" + filter + "' specified in the query string.");
    }
}
