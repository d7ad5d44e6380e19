package io.azbatch.operator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Azure asks for counts before our own intervals, whether a read or a write met it, and on the way out too. */
final class CadenceTest {

    private static final Cadence CADENCE = new Cadence(
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15));

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void afterARead(String name, Trouble trouble, Duration expected) {
        Standing standing = Standing.of(trouble, "AzureBusy", "reading");
        assertThat(CADENCE.of(standing)).isEqualTo(expected);
        assertThat(CADENCE.of(Standing.Terminating.of(standing, "Deleting"))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("afterARead")
    void afterAWrite(String name, Trouble trouble, Duration expected) {
        assertThat(CADENCE.after(trouble)).isEqualTo(expected);
    }

    static Stream<Arguments> afterARead() {
        return Stream.of(
                Arguments.of("throttled with a time", throttled(Duration.ofSeconds(40)), Duration.ofSeconds(40)),
                Arguments.of("throttled without", new Trouble.Throttled("C", "m", none()), Duration.ofSeconds(15)),
                Arguments.of("called back at once, no loop", throttled(Duration.ZERO), Duration.ofSeconds(2)),
                Arguments.of(
                        "down with a time",
                        new Trouble.Unavailable("C", "m", Optional.of(Duration.ofMinutes(1))),
                        Duration.ofMinutes(1)),
                Arguments.of("down", new Trouble.Unavailable("C", "m", none()), Duration.ofSeconds(15)),
                Arguments.of("denied", new Trouble.Denied("C", "m"), Duration.ofMinutes(2)),
                Arguments.of("refused by Entra", new Trouble.Unauthenticated("C", "m"), Duration.ofMinutes(2)),
                Arguments.of("invalid", new Trouble.Invalid("C", "m"), Duration.ofMinutes(2)));
    }

    @Test
    void withoutTroubleEachStandingHasItsInterval() {
        assertThat(List.of(
                        CADENCE.of(new Standing.Working("R", "m")),
                        CADENCE.of(new Standing.Terminating("R", "m")),
                        CADENCE.of(new Standing.Settled("R", "m")),
                        CADENCE.afterEffect()))
                .containsExactly(
                        Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(2));
    }

    private static Trouble throttled(Duration retryAfter) {
        return new Trouble.Throttled("C", "m", Optional.of(retryAfter));
    }

    private static Optional<Duration> none() {
        return Optional.empty();
    }
}
