package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.testbed.CrashPoint.Moment;
import io.azbatch.testbed.azure.JournalEntry;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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
    private final Testbed testbed;
    private final Map<CrashRoad, CrashRun> calm = new ConcurrentHashMap<>();

    CrashTest(Testbed testbed) {
        this.testbed = testbed;
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
        assertThat(calm.get(road).writes())
                .allMatch(JournalEntry::applied)
                .allMatch(JournalEntry::answered)
                .extracting(JournalEntry::operation)
                .containsExactlyElementsOf(road.writes());
    }

    /** From the journal, not from the list of what is expected. */
    Stream<CrashPoint> points() {
        return Arrays.stream(CrashRoad.values()).flatMap(this::points);
    }

    private Stream<CrashPoint> points(CrashRoad road) {
        List<String> operations =
                calm.get(road).writes().stream().map(JournalEntry::operation).toList();
        return IntStream.range(0, operations.size())
                .boxed()
                .filter(index -> road.killsAt(operations.get(index)))
                .flatMap(index -> {
                    String operation = operations.get(index);
                    int occurrence = Collections.frequency(operations.subList(0, index + 1), operation);
                    return Stream.of(Moment.values())
                            .map(moment -> new CrashPoint(road, operation, occurrence, moment));
                });
    }

    @ParameterizedTest
    @MethodSource("points")
    void theOperatorStartedAgainGoesOnFrom(CrashPoint point) {
        CrashRun crashed = CrashRun.killedAt(testbed, point, classes(point.road()));
        CrashRun undisturbed = calm.get(point.road());
        assertThat(crashed.effects()).as("effects").isEqualTo(undisturbed.effects());
        assertThat(crashed.disksLeftOpen())
                .as("disks opened and not closed again")
                .isZero();
        assertThat(crashed.whenReady()).as("state when Ready").isEqualTo(undisturbed.whenReady());
        assertThat(crashed.atTheEnd()).as("what is left").isEqualTo(undisturbed.atTheEnd());
    }
}
