package io.azbatch.simulator.batch.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** OData filters as Batch takes them: comparisons and {@code startswith}, joined by {@code and} or {@code or}. */
public final class Filter {
    private static final Pattern COMPARISON = Pattern.compile(
            "\\s*\\(?\\s*([A-Za-z/]+)\\s+(eq|ne|gt|ge|lt|le)\\s+(?:datetime|DateTime)?('[^']*'|[^\\s')]+)\\s*\\)?\\s*");
    private static final Pattern STARTS_WITH =
            Pattern.compile("\\s*startswith\\(\\s*([A-Za-z/]+)\\s*,\\s*'([^']*)'\\s*\\)\\s*", Pattern.CASE_INSENSITIVE);

    private Filter() {}

    /** The properties that a filter names, each by the first part of its path. */
    public static List<String> names(String filter) {
        return Arrays.stream(filter.split("(?i)\\s+(?:or|and)\\s+"))
                .flatMap(term -> Stream.of(STARTS_WITH, COMPARISON)
                        .map(pattern -> pattern.matcher(term))
                        .filter(Matcher::matches)
                        .map(matcher -> matcher.group(1).replaceFirst("/.*", "")))
                .toList();
    }

    /** What fits; refused if the filter is none. */
    public static Predicate<JsonNode> parse(String filter) {
        return Arrays.stream(filter.split("(?i)\\s+or\\s+"))
                .map(alternative -> all(alternative, filter))
                .reduce(Predicate::or)
                .orElseThrow();
    }

    private static Predicate<JsonNode> all(String terms, String filter) {
        return Arrays.stream(terms.split("(?i)\\s+and\\s+"))
                .map(term -> term(term, filter))
                .reduce(Predicate::and)
                .orElseThrow();
    }

    private static Predicate<JsonNode> term(String term, String filter) {
        Matcher starts = STARTS_WITH.matcher(term);
        if (starts.matches()) {
            return item -> value(item, starts.group(1), filter).startsWith(starts.group(2));
        }
        Matcher comparison = COMPARISON.matcher(term);
        if (!comparison.matches()) {
            throw invalid(filter);
        }
        String wanted = comparison.group(3).replaceAll("^'|'$", "");
        return item -> compare(value(item, comparison.group(1), filter), comparison.group(2), wanted);
    }

    private static boolean compare(String value, String operator, String wanted) {
        int order = order(value, wanted);
        return switch (operator) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "gt" -> order > 0;
            case "ge" -> order >= 0;
            case "lt" -> order < 0;
            default -> order <= 0;
        };
    }

    /** Times are compared as such: they are written with as many decimals as they have. */
    private static int order(String value, String wanted) {
        Optional<Instant> left = instant(value);
        Optional<Instant> right = instant(wanted);
        return left.isPresent() && right.isPresent()
                ? left.get().compareTo(right.get())
                : value.compareToIgnoreCase(wanted);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    private static String value(JsonNode item, String path, String filter) {
        JsonNode here = item;
        for (String name : path.split("/")) {
            here = here.path(name);
        }
        if (here.isContainerNode()) {
            throw invalid(filter);
        }
        return here.asText("");
    }

    private static BatchRefusal invalid(String filter) {
        return Errors.invalidQuery("$filter", filter, "The filter expression is not supported.")
                .refusal();
    }
}
