package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code $filter} of lists of resource groups: {@code tagName eq 'T'}, with {@code and tagValue eq 'V'} behind it or not. */
final class GroupFilter {
    private static final Pattern FORM =
            Pattern.compile("(?i)\\s*tagName\\s+eq\\s+'([^']*)'(?:\\s+and\\s+tagValue\\s+eq\\s+'([^']*)')?\\s*");

    private GroupFilter() {}

    /** An empty text lets everything pass; what can not be read is refused. */
    static Predicate<ObjectNode> parse(String filter) {
        if (filter.isBlank()) {
            return group -> true;
        }
        Matcher form = FORM.matcher(filter);
        if (!form.matches()) {
            throw ArmError.gateway(
                    400,
                    "InvalidFilterInQueryString",
                    "Invalid $filter '" + filter + "' specified in the query string.");
        }
        String name = form.group(1);
        String value = form.group(2);
        return group -> Json.at(group, "tags").properties().stream()
                .filter(tag -> tag.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .anyMatch(found -> value == null || found.asText("").equals(value));
    }
}
