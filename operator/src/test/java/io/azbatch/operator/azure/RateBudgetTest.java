package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RateBudgetTest {

    /** Monotonic clocks may be anywhere, also about to overflow. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final RateBudget budget = new RateBudget(now::get);

    @Test
    void staysBelowWhatArmAllowsApartForReadsWritesAndDeletes() {
        assertThat(burst("GET")).isEqualTo(200);
        assertThat(burst("PUT")).isEqualTo(160);
        assertThat(burst("POST")).isZero();
        assertThat(burst("DELETE")).isEqualTo(160);

        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(burst("HEAD")).isEqualTo(20);
        assertThat(burst("PATCH")).isEqualTo(8);
        assertThat(burst("DELETE")).isEqualTo(8);
    }

    @Test
    void tellsWhenThereIsRoomAgain() {
        IntStream.range(0, 160).forEach(i -> assertThat(budget.take("PUT")).isEmpty());

        assertThat(budget.take("PUT")).hasValueSatisfying(trouble -> {
            assertThat(trouble).isInstanceOf(Trouble.Throttled.class);
            assertThat(trouble.code()).isEqualTo(RateBudget.CODE);
            assertThat(trouble.retryAfter()).contains(Duration.ofMillis(125));
        });
        now.addAndGet(Duration.ofMillis(125).toNanos());
        assertThat(budget.take("PUT")).isEmpty();
    }

    @Test
    void manyWhoWaitAreToldTimesOneAfterTheOtherAndGetThroughThen() {
        IntStream.range(0, 200).forEach(i -> assertThat(budget.take("GET")).isEmpty());

        List<Duration> told = IntStream.range(0, 40)
                .mapToObj(i -> budget.take("GET").flatMap(Trouble::retryAfter).orElseThrow())
                .toList();

        assertThat(told).isSorted().doesNotHaveDuplicates();
        assertThat(told.getFirst()).isEqualTo(Duration.ofMillis(50));
        assertThat(told.getLast()).isEqualTo(Duration.ofSeconds(2));
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(burst("GET")).isEqualTo(40);
    }

    @Test
    void nobodyIsToldToWaitLongerThanAMinute() {
        Duration longest = IntStream.range(0, 5_000)
                .mapToObj(i -> budget.take("PUT").flatMap(Trouble::retryAfter).orElse(Duration.ZERO))
                .max(Comparator.naturalOrder())
                .orElseThrow();

        assertThat(longest).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aPauseHoldsForEverythingAndOnlyGetsLonger() {
        budget.close(Optional.of(Duration.ofSeconds(30)));
        budget.close(Optional.of(Duration.ofSeconds(10)));
        now.addAndGet(Duration.ofSeconds(20).toNanos());

        assertThat(budget.take("GET")).flatMap(Trouble::retryAfter).contains(Duration.ofSeconds(10));
        assertThat(budget.take("DELETE")).flatMap(Trouble::retryAfter).contains(Duration.ofSeconds(10));
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(budget.take("GET")).isEmpty();
    }

    @Test
    void aPauseWithoutATimeIsShort() {
        budget.close(Optional.empty());
        assertThat(budget.take("GET")).flatMap(Trouble::retryAfter).contains(Duration.ofSeconds(5));
    }

    @Test
    void retryAfterIsSecondsOrADateAndAtMostAnHour() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-02T08:00:00Z"), ZoneOffset.UTC);

        assertThat(RetryAfter.read("17", clock)).contains(Duration.ofSeconds(17));
        assertThat(RetryAfter.read(" 0 ", clock)).contains(Duration.ZERO);
        assertThat(RetryAfter.read("-5", clock)).contains(Duration.ZERO);
        assertThat(RetryAfter.read("Mon, 02 Nov 2026 08:01:00 GMT", clock)).contains(Duration.ofMinutes(1));
        assertThat(RetryAfter.read("Mon, 02 Nov 2026 07:00:00 GMT", clock)).contains(Duration.ZERO);
        assertThat(RetryAfter.read("3601", clock)).contains(Duration.ofHours(1));
        assertThat(RetryAfter.read("9223372036854775807", clock)).contains(Duration.ofHours(1));
        assertThat(RetryAfter.read("Mon, 02 Nov 2099 08:01:00 GMT", clock)).contains(Duration.ofHours(1));
        assertThat(RetryAfter.read("soon", clock)).isEmpty();
        assertThat(RetryAfter.read("", clock)).isEmpty();
        assertThat(RetryAfter.read(null, clock)).isEmpty();
    }

    private int burst(String method) {
        int taken = 0;
        while (budget.take(method).isEmpty()) {
            taken++;
        }
        return taken;
    }
}
