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
 */
final class RecordedTrafficTest {
    private static final List<String> ROOMS = List.of("vm", "gallery", "disk", "batch-account", "batch-pool");

    /** The number only rises. */
    private static final int COMPARED_AT_LEAST = 1363;

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
        assertThat(tally.unknown).as("differences that are not known").isEmpty();
        assertThat(known.unused(recordings.stream().map(Recording::name).toList()))
                .as("known differences that are not seen any more")
                .isEmpty();
        assertThat(tally.compared).isGreaterThanOrEqualTo(whole ? COMPARED_AT_LEAST : 1);
    }

    private static void replay(Recording recording, KnownDifferences known, Tally tally) {
        try (Replay replay = new Replay(recording)) {
            for (Exchange exchange : recording.exchanges()) {
                switch (replay.run(exchange)) {
                    case Outcome.NotReplayed left -> tally.notReplayed.merge(left.reason(), 1, Integer::sum);
                    case Outcome.Compared result -> tally.count(recording, exchange, result.differences(), known);
                }
            }
        }
    }

    /** What came of all exchanges. */
    private static final class Tally {
        private final Map<String, Integer> notReplayed = new TreeMap<>();
        private final List<String> unknown = new ArrayList<>();
        private int compared;
        private int equal;
        private int listed;

        void count(Recording recording, Exchange exchange, List<Difference> differences, KnownDifferences known) {
            compared++;
            List<Difference> others = differences.stream()
                    .filter(difference -> !known.knows(recording.name(), difference))
                    .toList();
            equal += differences.isEmpty() ? 1 : 0;
            listed += others.isEmpty() && !differences.isEmpty() ? 1 : 0;
            others.forEach(difference -> unknown.add(recording.name() + " #" + exchange.number() + " " + difference));
        }

        String summary() {
            StringBuilder summary = new StringBuilder("recorded exchanges: compared " + compared + ", equal " + equal
                    + ", with listed differences " + listed + ", with others " + (compared - equal - listed)
                    + ", not replayed "
                    + notReplayed.values().stream().mapToInt(Integer::intValue).sum());
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
