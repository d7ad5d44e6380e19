package io.azbatch.simulator.recorded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The differences that are known, each one header or one JSON path of one operation, with its reason. Lines of the file:
 * {@code kind | operation | header or path | recordings | reason}, where recordings is a pattern with {@code *}.
 */
final class KnownDifferences {
    private final List<Entry> entries;
    private final Set<Entry> used = new LinkedHashSet<>();

    /** One line. */
    record Entry(Difference.Kind kind, String operation, String place, String recordings, String reason) {
        boolean covers(String recording, Difference difference) {
            return difference.kind() == kind
                    && difference.operation().equals(operation)
                    && difference.place().equals(place)
                    && isAbout(recording);
        }

        boolean isAbout(String recording) {
            return Pattern.matches(Pattern.quote(recordings).replace("*", "\\E.*\\Q"), recording);
        }
    }

    private KnownDifferences(List<Entry> entries) {
        this.entries = entries;
    }

    /** Reads the file; a line that is none, or that would excuse a status or an error code, is a mistake. */
    static KnownDifferences parse(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                entries.add(entry(line));
            }
        }
        return new KnownDifferences(entries);
    }

    private static Entry entry(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 5 || cells[4].isBlank()) {
            throw new IllegalArgumentException("not 'kind | operation | place | recordings | reason': " + line);
        }
        Difference.Kind kind = Difference.Kind.valueOf(cells[0].strip());
        if (!kind.mayBeKnown() || cells[2].strip().equals("$")) {
            throw new IllegalArgumentException("a known difference is one header or one JSON path: " + line);
        }
        return new Entry(kind, cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
    }

    /** Whether a difference of a recording is known. */
    boolean knows(String recording, Difference difference) {
        List<Entry> fitting = entries.stream()
                .filter(entry -> entry.covers(recording, difference))
                .toList();
        used.addAll(fitting);
        return !fitting.isEmpty();
    }

    /** Entries about any of these recordings of which nothing was seen. */
    List<Entry> unused(List<String> recordings) {
        return entries.stream()
                .filter(entry -> !used.contains(entry))
                .filter(entry -> recordings.stream().anyMatch(entry::isAbout))
                .toList();
    }
}
