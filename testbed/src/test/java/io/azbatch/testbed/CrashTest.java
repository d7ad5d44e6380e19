package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.testbed.CrashPoint.Moment;
import io.azbatch.testbed.azure.JournalEntry;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator may die anywhere. Each write to Azure of a whole road, from the first to the last of deletion, is a place
 * to be killed at, before it took effect, after it without having heard so, and after its answer. Its pod starts it
 * again, and what comes of it must be what comes of a calm run: the same in Azure and in the cluster, each effect once,
 * nothing left over.
 */
@ExtendWith(Testbed.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
final class CrashTest {
    /** Writes of all roads that are places to be killed at, before, in and after each. */
    private static final int PLACES = 42 * Moment.values().length;

    private final Testbed testbed;
    private final Map<CrashRoad, CrashRun> calm = new ConcurrentHashMap<>();

    CrashTest(Testbed testbed) {
        this.testbed = testbed.earlier();
    }

    @BeforeAll
    void runCalmly() {
        try (ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
            Arrays.stream(CrashRoad.values())
                    .map(road -> CompletableFuture.runAsync(
                            () -> calm.put(road, CrashRun.calm(testbed, road, classes(road))), sideBySide))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private ClassArchive classes(CrashRoad road) {
        return new ClassArchive(testbed.workplace().file("operator-" + road + ".jsa"));
    }

    @ParameterizedTest
    @EnumSource
    void aCalmRunWritesWhatIsExpected(CrashRoad road) {
        CrashRun undisturbed = calm.get(road);
        assertThat(undisturbed.stages().stream().flatMap(stage -> stage.writes().stream()))
                .allMatch(JournalEntry::applied)
                .allMatch(JournalEntry::answered);
        assertThat(undisturbed.stages())
                .extracting(CrashRun.Stage::operations)
                .containsExactlyElementsOf(
                        road.stages().stream().map(CrashStage::writes).toList());
    }

    /** A write that is no place to be killed at on one road is one on another. */
    @ParameterizedTest
    @EnumSource
    void whatIsLeftOutIsAPlaceElsewhere(CrashRoad road) {
        assertThat(road.stages().stream().flatMap(stage -> stage.leftOut().stream()))
                .allMatch(operation -> Arrays.stream(CrashRoad.values())
                        .flatMap(other -> other.stages().stream())
                        .anyMatch(stage -> stage.writes().contains(operation) && stage.killsAt(operation)));
    }

    Stream<CrashRound> rounds() {
        return Arrays.stream(CrashRoad.values()).flatMap(road -> CrashRound.of(road, calm.get(road)).stream());
    }

    @Test
    void everyPlaceIsInOneRound() {
        assertThat(rounds().flatMap(round -> round.points().stream().map(point -> round.road() + " " + point)))
                .doesNotHaveDuplicates()
                .hasSize(PLACES);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void theOperatorStartedAgainGoesOnFrom(CrashRound round) {
        CrashRun crashed = CrashRun.killed(testbed, round, classes(round.road()));
        CrashRun undisturbed = calm.get(round.road());
        for (int i = 0; i < undisturbed.stages().size(); i++) {
            CrashRun.Stage seen = crashed.stages().get(i);
            CrashRun.Stage expected = undisturbed.stages().get(i);
            assertThat(seen.effects()).as("effects of stage %d", i).isEqualTo(expected.effects());
            assertThat(seen.state()).as("state after stage %d", i).isEqualTo(expected.state());
        }
        assertThat(crashed.disksLeftOpen())
                .as("disks opened and not closed again")
                .isZero();
    }
}
