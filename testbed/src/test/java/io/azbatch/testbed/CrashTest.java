package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.testbed.CrashPoint.Moment;
import io.azbatch.testbed.azure.JournalEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator may die anywhere. Each write to Azure of the whole road, from the first to the last of deletion, is a
 * place to be killed at, before it took effect, after it without having heard so, and after its answer. Another operator
 * takes over, and what comes of it must be what comes of a calm run: the same in Azure and in the cluster, each effect
 * once, nothing left over.
 */
@ExtendWith(Testbed.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
final class CrashTest {

    /** All writes of a calm run. Another write means other places to be killed at: then this list wants a thought. */
    private static final List<String> WRITES = List.of(
            "galleries PUT",
            "galleries/images PUT",
            "virtualMachines PATCH",
            "virtualMachines/deallocate",
            "virtualMachines/generalize",
            "galleries/images/versions PUT",
            "pools add",
            "pools delete",
            "galleries/images/versions DELETE");

    private final Testbed testbed;
    private CrashRun calm;

    CrashTest(Testbed testbed) {
        this.testbed = testbed;
    }

    @BeforeAll
    void runCalmly() {
        calm = CrashRun.calm(testbed);
    }

    @Test
    void theCalmRunWritesWhatIsExpected() {
        assertThat(calm.writes()).extracting(JournalEntry::operation).containsExactlyElementsOf(WRITES);
        assertThat(calm.writes()).allMatch(JournalEntry::applied).allMatch(JournalEntry::answered);
    }

    Stream<CrashPoint> points() {
        Map<String, Integer> seen = new HashMap<>();
        return calm.writes().stream().map(JournalEntry::operation).flatMap(operation -> {
            int occurrence = seen.merge(operation, 1, Integer::sum);
            return Stream.of(Moment.values()).map(moment -> new CrashPoint(operation, occurrence, moment));
        });
    }

    @ParameterizedTest
    @MethodSource("points")
    void anotherOperatorGoesOnFrom(CrashPoint point) {
        CrashRun crashed = CrashRun.killedAt(testbed, point);
        assertThat(crashed.effects()).as("effects").isEqualTo(calm.effects());
        assertThat(crashed.whenReady()).as("state when Ready").isEqualTo(calm.whenReady());
        assertThat(crashed.atTheEnd()).as("what is left").isEqualTo(calm.atTheEnd());
    }
}
