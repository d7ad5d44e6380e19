package io.azbatch.operator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.api.v1beta1.Condition;
import io.azbatch.operator.control.Conditions.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ConditionsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.5Z");

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @MethodSource
    void standing(Standing standing, Duration delayed, String expected) {
        List<Condition> built =
                new Conditions(List.of(), 3, NOW).standing(standing, delayed).build();
        assertThat(String.join(
                        " ",
                        built.stream().map(c -> c.type() + "=" + c.status()).toList()))
                .isEqualTo(expected);
        assertThat(built).allMatch(condition -> condition.observedGeneration() == 3);
    }

    static Stream<Arguments> standing() {
        return Stream.of(
                Arguments.of(new Standing.Working("R", "m"), Duration.ZERO, "Ready=Unknown Reconciling=True"),
                Arguments.of(new Standing.Delayed("R", "m"), Duration.ofMinutes(10), "Ready=Unknown Reconciling=True"),
                Arguments.of(new Standing.Delayed("R", "m"), Duration.ofMinutes(11), "Ready=False Reconciling=True"),
                Arguments.of(new Standing.Blocked("R", "m"), Duration.ZERO, "Ready=False Stalled=True"),
                Arguments.of(new Standing.Settled("R", "m"), Duration.ZERO, "Ready=True"),
                Arguments.of(new Standing.Terminating("R", "m"), Duration.ZERO, "Ready=False Reconciling=True"));
    }

    @Test
    void theTransitionTimeMovesOnlyWithTheStatus() {
        Condition before = new Condition("Saved", "True", 1L, "2026-01-01T00:00:00Z", "A", "a");
        assertThat(new Conditions(List.of(before), 2, NOW)
                        .add("Saved", Truth.True, "B", "b")
                        .build())
                .containsExactly(new Condition("Saved", "True", 2L, "2026-01-01T00:00:00Z", "B", "b"));
        assertThat(new Conditions(List.of(before), 2, NOW)
                        .add("Saved", Truth.False, "B", "b")
                        .build())
                .containsExactly(new Condition("Saved", "False", 2L, "2026-11-23T10:00:00Z", "B", "b"));
    }

    @Test
    void azuresCodesBecomeValidReasonsAndMessagesStayBelowTheLimit() {
        Condition built = new Conditions(List.of(), 1, NOW)
                .add("Ready", Truth.False, "429/Too many-requests", "x".repeat(5000))
                .build()
                .getFirst();
        assertThat(built.reason())
                .isEqualTo("Azure429Toomanyrequests")
                .matches("[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?");
        assertThat(built.message()).hasSize(1024).endsWith("…");
    }
}
