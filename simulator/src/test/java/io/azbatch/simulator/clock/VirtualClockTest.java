package io.azbatch.simulator.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A clock that stands still: it moves by hand alone. */
final class VirtualClockTest {
    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    private final VirtualClock still = new VirtualClock(START, 0);

    @Test
    void itShowsTheSameUntilItIsMoved() {
        assertThat(still.instant()).isEqualTo(START);
        still.advance(Duration.ofHours(1));
        assertThat(still.instant()).isEqualTo(START.plus(Duration.ofHours(1)));
    }

    @Test
    void itsPausesAreThoseOfSpeedOne() {
        assertThat(still.realSeconds(Duration.ofSeconds(10))).isEqualTo(10);
        still.setSpeed(4);
        assertThat(still.realSeconds(Duration.ofSeconds(10))).isEqualTo(3);
    }

    @Test
    @Timeout(120)
    void whoWaitsGoesOnWhenItIsMoved() throws InterruptedException {
        Thread waiting = Thread.ofVirtual().start(this::awaitTheNextHour);
        assertThat(waiting.isAlive()).isTrue();
        still.advance(Duration.ofHours(1));
        waiting.join();
    }

    private void awaitTheNextHour() {
        try {
            still.awaitInstant(START.plus(Duration.ofHours(1)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itNeverRunsBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> still.setSpeed(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> still.advance(Duration.ofSeconds(-1)));
    }
}
