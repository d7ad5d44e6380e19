package io.azbatch.testbed;

import io.azbatch.testbed.CrashPoint.Moment;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A road on which the operator is killed at most once in each stage.
 *
 * @param points at most one of each stage
 */
record CrashRound(CrashRoad road, List<CrashPoint> points) {

    /**
     * Every place to be killed at, in as few rounds as there are places in the stage with the most.
     *
     * @param calm whose journal tells the places
     */
    static List<CrashRound> of(CrashRoad road, CrashRun calm) {
        List<List<CrashPoint>> byStage = IntStream.range(0, road.stages().size())
                .mapToObj(stage ->
                        points(stage, road.stages().get(stage), calm.stages().get(stage)))
                .toList();
        int most = byStage.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .mapToObj(round -> new CrashRound(
                        road,
                        byStage.stream()
                                .filter(points -> round < points.size())
                                .map(points -> points.get(round))
                                .toList()))
                .toList();
    }

    /** From the journal, not from the list of what is expected. */
    private static List<CrashPoint> points(int stage, CrashStage driven, CrashRun.Stage calm) {
        List<String> operations = calm.operations();
        return IntStream.range(0, operations.size())
                .boxed()
                .filter(index -> driven.killsAt(operations.get(index)))
                .flatMap(index -> {
                    String operation = operations.get(index);
                    int occurrence = Collections.frequency(operations.subList(0, index + 1), operation);
                    return Stream.of(Moment.values())
                            .map(moment -> new CrashPoint(stage, operation, occurrence, moment));
                })
                .toList();
    }

    Optional<CrashPoint> in(int stage) {
        return points.stream().filter(point -> point.stage() == stage).findFirst();
    }

    @Override
    public String toString() {
        return road + ": " + points.stream().map(CrashPoint::toString).collect(Collectors.joining(", "));
    }
}
