package io.azbatch.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What real Azure was recorded to answer, replayed against the simulator from an empty start: status, long-running
 * headers, error code and envelope, the body's keys and types, and its words of state. A difference that is not known
 * fails, and so does a known one that is not seen any more.
 *
 * <p>Some recorders did not keep request bodies. Where such a body can be read from Azure's answers ({@link LostBody}), the exchange is
 * compared all the same, and counted apart: that settings come back which were read from there proves nothing. Such an exchange
 * still fails on its status, error code and headers, on what the service adds or leaves out, and on the words of state.
 */
final class RecordedTrafficTest {
    private static final List<String> ROOMS = List.of(
            "vm",
            "vm-capture",
            "gallery",
            "disk",
            "image",
            "extension",
            "run-command",
            "errors",
            "batch-account",
            "batch-pool");

    private static final double LISTED_AT_MOST_PERCENT = 3;

    /** The number only rises. */
    private static final int COMPARED_AT_LEAST = 2237;

    @Test
    void theSimulatorAnswersAsAzureWasRecordedTo() throws IOException {
        Path beside = Path.of("../../shared/azure/recordings");
        boolean whole = Files.isDirectory(beside);
        KnownDifferences known = KnownDifferences.parse(Files.readAllLines(resource("known-differences.txt")));
        Tally tally = new Tally();
        List<Recording> recordings = Recording.in(whole ? beside : resource("recordings"), ROOMS);
        for (Recording recording : recordings) {
            replay(recording, known, tally);
        }
        System.out.println(tally.summary());
        Files.write(Path.of("target/recorded-differences.txt"), tally.unknown);
        Files.write(Path.of("target/recorded-left-out.txt"), tally.left);
        assertThat(tally.unknown).as("differences that are not known").isEmpty();
        assertThat(known.unused(recordings.stream().map(Recording::name).toList()))
                .as("known differences that are not seen any more")
                .isEmpty();
        assertThat(tally.all().compared).isGreaterThanOrEqualTo(whole ? COMPARED_AT_LEAST : 1);
        assertThat(tally.all().listed * 100.0 / tally.all().fields)
                .as("percent of the compared fields that are listed as known differences")
                .isLessThanOrEqualTo(LISTED_AT_MOST_PERCENT);
    }

    private static void replay(Recording recording, KnownDifferences known, Tally tally) {
        try (Replay replay = new Replay(recording)) {
            for (Exchange exchange : recording.exchanges()) {
                switch (replay.run(exchange)) {
                    case Outcome.NotReplayed left -> tally.leave(recording, exchange, left.reason());
                    case Outcome.Compared result -> tally.count(recording, exchange, result, known);
                }
            }
        }
    }

    /** What came of the exchanges of a room. */
    private static final class Room {
        private int compared;
        private int bodyFound;
        private int equal;
        private int fields;
        private int listed;
        private int notReplayed;

        void add(Room other) {
            compared += other.compared;
            bodyFound += other.bodyFound;
            equal += other.equal;
            fields += other.fields;
            listed += other.listed;
            notReplayed += other.notReplayed;
        }

        @Override
        public String toString() {
            return "compared " + compared + ", of them with a body read from answers " + bodyFound + ", equal " + equal
                    + ", fields " + fields + ", of them listed as known " + "differences " + listed + ", not replayed "
                    + notReplayed;
        }
    }

    /** What came of all exchanges. */
    private static final class Tally {
        private final Map<String, Room> rooms = new TreeMap<>();
        private final Map<String, Integer> notReplayed = new TreeMap<>();
        private final List<String> unknown = new ArrayList<>();
        private final List<String> left = new ArrayList<>();

        Room room(Recording recording) {
            String name = recording.name();
            return rooms.computeIfAbsent(name.substring(0, name.indexOf('/')), key -> new Room());
        }

        Room all() {
            Room all = new Room();
            rooms.values().forEach(all::add);
            return all;
        }

        void leave(Recording recording, Exchange exchange, String reason) {
            room(recording).notReplayed++;
            left.add(recording.name() + " #" + exchange.number() + " "
                    + exchange.address().operation() + " " + exchange.status() + ": " + reason);
            notReplayed.merge(reason, 1, Integer::sum);
        }

        void count(Recording recording, Exchange exchange, Outcome.Compared result, KnownDifferences known) {
            Room room = room(recording);
            room.compared++;
            room.bodyFound += exchange.bodyFound() ? 1 : 0;
            room.fields += result.fields();
            room.equal += result.differences().isEmpty() ? 1 : 0;
            for (Difference difference : result.differences()) {
                if (known.knows(recording.name(), difference)) {
                    room.listed++;
                } else {
                    unknown.add(recording.name() + " #" + exchange.number() + " " + difference);
                }
            }
        }

        String summary() {
            StringBuilder summary = new StringBuilder(
                    "recorded exchanges: " + all() + ", differences that are not known " + unknown.size());
            rooms.forEach((name, room) ->
                    summary.append("\n  ").append(name).append(": ").append(room));
            notReplayed.forEach((reason, number) -> summary.append("\n  not replayed ")
                    .append(number)
                    .append(": ")
                    .append(reason));
            return summary.toString();
        }
    }

    private static Path resource(String name) {
        return Path.of("src/test/resources/recorded", name);
    }
}
