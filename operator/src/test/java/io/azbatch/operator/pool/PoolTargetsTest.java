package io.azbatch.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a spec means in Azure's terms. */
final class PoolTargetsTest {

    @ParameterizedTest(name = "{1} of {0} is {2}")
    @MethodSource
    void spot(int replicas, IntOrString declared, int expected) {
        assertThat(PoolTargets.spot(replicas, declared)).isEqualTo(expected);
    }

    static Stream<Arguments> spot() {
        return Stream.of(
                arguments(10, null, 0),
                arguments(10, new IntOrString(3), 3),
                arguments(2, new IntOrString(3), 2),
                arguments(0, new IntOrString(3), 0),
                arguments(10, new IntOrString("50%"), 5),
                arguments(3, new IntOrString("50%"), 1),
                arguments(3, new IntOrString("33%"), 0),
                arguments(3, new IntOrString("99%"), 2),
                arguments(3, new IntOrString("100%"), 3),
                arguments(3, new IntOrString("0%"), 0),
                arguments(0, new IntOrString("100%"), 0),
                arguments(100_000_000, new IntOrString("75%"), 75_000_000));
    }

    @Test
    void theRestIsDedicated() {
        PoolTargets targets =
                Given.thePool().spot(new IntOrString("50%")).snapshot().targets();
        assertThat(targets.target()).isEqualTo("2+1");
        assertThat(targets.replicas()).isEqualTo(3);
        assertThat(targets.resizeTimeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(targets.deallocation()).isEqualTo("taskcompletion");
    }

    @Test
    void aDerivedIdIsTheSameInEveryPassAndAnotherForAnotherObject() {
        String id = PoolTargets.derivedId("render", "uid-1");
        assertThat(id).isEqualTo(PoolTargets.derivedId("render", "uid-1")).startsWith("render-");
        assertThat(PoolTargets.derivedId("render", "uid-2")).isNotEqualTo(id);
    }

    @Test
    void aDerivedIdFollowsAzuresRules() {
        assertThat(PoolTargets.derivedId("n".repeat(253), "uid-1")).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(PoolTargets.derivedId("render.v2.example", "uid-1")).matches("render-v2-example-[0-9a-f]{8}");
    }
}
