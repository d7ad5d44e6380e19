package io.azbatch.operator.pool;

import static io.azbatch.operator.pool.Given.NOW;
import static io.azbatch.operator.pool.Given.QUOTA;
import static io.azbatch.operator.pool.Given.thePoolThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.BatchPools.AllocationState;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.PoolMemory.Retry;
import io.azbatch.operator.pool.PoolStep.Remember;
import io.azbatch.operator.pool.PoolStep.RetryResize;
import io.azbatch.operator.pool.PoolStep.Stand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A resize that Azure can not meet, watched pass by pass. */
final class ResizeRetryTest {

    private static final PoolMemory NOTHING = new PoolMemory(Optional.empty(), Optional.empty());

    /** A pool that never gets its nodes, with a pass every ten seconds. */
    private static final class Shortage {

        private PoolMemory memory = NOTHING;
        private Instant now = NOW;
        private int resizes;
        private final List<Duration> sentAfter = new ArrayList<>();
        private final List<String> standings = new ArrayList<>();

        void watch(Duration span) {
            for (Instant end = now.plus(span); now.isBefore(end); now = now.plusSeconds(10)) {
                PoolStep step = PoolDecision.decide(
                        shortage("0x" + resizes).at(now).remembering(memory).snapshot());
                switch (step) {
                    case Remember(PoolMemory written, Standing standing) -> {
                        memory = written;
                        note(standing);
                    }
                    case RetryResize retry -> {
                        resizes++;
                        sentAfter.add(Duration.between(NOW, now));
                        note(retry.standing());
                    }
                    case Stand(Standing standing) -> note(standing);
                    default -> throw new AssertionError("unexpected: " + step);
                }
            }
        }

        private void note(Standing standing) {
            String told = standing.getClass().getSimpleName() + " " + standing.reason();
            if (standings.isEmpty() || !standings.getLast().equals(told)) {
                standings.add(told);
            }
        }
    }

    @Test
    void isAskedForAgainAtAGrowingPaceThenSlowlyForEver() {
        Shortage shortage = new Shortage();
        shortage.watch(Duration.ofMinutes(140));

        assertThat(shortage.sentAfter.stream().map(Duration::toMinutes))
                .containsExactly(2L, 7L, 17L, 37L, 67L, 97L, 127L);
        assertThat(shortage.standings).containsExactly("Delayed ResizeFailed", "Blocked ResizeBudgetSpent");
    }

    @Test
    void anAttemptIsSentOnceAlsoWhenItsMemoryIsOld() {
        Given announced = shortage("0x0").retried(1, "2026-11-23T10:00:00Z", "0x0");
        assertThat(PoolDecision.decide(announced.snapshot())).isInstanceOf(RetryResize.class);

        Given sent = shortage("0x1").retried(1, "2026-11-23T10:00:00Z", "0x0");
        assertThat(PoolDecision.decide(sent.snapshot())).isInstanceOf(Stand.class);
    }

    @Test
    void anAttemptUnderWayIsStillTheSameTrouble() {
        Given underWay = thePoolThere()
                .there(pool -> pool.current(1, 0).allocation(AllocationState.RESIZING))
                .retried(2, "2026-11-23T09:59:00Z", "0x0");
        assertThat(PoolDecision.decide(underWay.snapshot()))
                .isInstanceOfSatisfying(
                        Stand.class, stand -> assertThat(stand.standing()).isInstanceOf(Standing.Delayed.class));

        Given beyondTheBudget = thePoolThere()
                .there(pool -> pool.current(1, 0).allocation(AllocationState.RESIZING))
                .retried(6, "2026-11-23T09:59:00Z", "0x0");
        assertThat(PoolDecision.decide(beyondTheBudget.snapshot()))
                .isInstanceOfSatisfying(
                        Stand.class, stand -> assertThat(stand.standing()).isInstanceOf(Standing.Blocked.class));
    }

    @Test
    void aReconcileRequestBeginsTheBudgetAgainAtOnce() {
        Given requested =
                shortage("0x7").retried(6, "2026-11-23T09:59:00Z", "0x6").requested("now");
        Remember noted = (Remember) PoolDecision.decide(requested.snapshot());
        assertThat(noted.memory())
                .isEqualTo(
                        new PoolMemory(Optional.of(new Retry("3+0", 1, NOW, Optional.of("0x7"))), Optional.of("now")));
        assertThat(PoolDecision.decide(requested.remembering(noted.memory()).snapshot()))
                .isInstanceOf(RetryResize.class);
    }

    @Test
    void whatIsRememberedOfAnotherTargetDoesNotCount() {
        Given otherTarget = shortage("0x0").retried("9+0", 5, "2026-11-23T09:59:00Z", "0x9");
        Remember begun = (Remember) PoolDecision.decide(otherTarget.snapshot());
        assertThat(begun.memory().retry()).contains(new Retry("3+0", 0, NOW, Optional.empty()));
    }

    @Test
    void tooManyNodesAreAFailureToo() {
        Given tooMany = thePoolThere().there(pool -> pool.current(5, 0)).nodes(Map.of("running", 5));
        assertThat(PoolDecision.decide(tooMany.snapshot())).isInstanceOf(Remember.class);
    }

    private static Given shortage(String etag) {
        return thePoolThere()
                .there(pool -> pool.etag(etag).current(1, 0).failed(QUOTA))
                .nodes(Map.of("idle", 1));
    }
}
