package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class SharedReadsTest {

    private static final Credential ALICE = new Credential.ClientSecret("t", "alice", "a");
    private static final Credential BOB = new Credential.ClientSecret("t", "bob", "b");
    private static final Duration AGE = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 3);
    private final AtomicInteger asked = new AtomicInteger();
    private final SharedReads shared = new SharedReads(now::get);

    @Test
    void anAnswerServesUntilItIsOldCountedFromTheQuestion() {
        assertThat(get(ALICE, "gallery/g")).isEqualTo(Reading.present(1));
        now.addAndGet(AGE.toNanos() - 1);
        assertThat(get(ALICE, "Gallery/G")).isEqualTo(Reading.present(1));
        now.addAndGet(1);
        assertThat(get(ALICE, "gallery/g")).isEqualTo(Reading.present(2));
    }

    @Test
    void credentialsShareNothing() {
        assertThat(get(ALICE, "g")).isEqualTo(Reading.present(1));
        assertThat(get(BOB, "g")).isEqualTo(Reading.present(2));
    }

    @Test
    void absenceIsAnAnswerAndTroubleIsNot() {
        Supplier<Reading<Integer>> absent = () -> {
            asked.incrementAndGet();
            return new Reading.Absent<>("NotFound", "");
        };
        shared.get(ALICE, "what", "absent", AGE, absent);
        shared.get(ALICE, "what", "absent", AGE, absent);
        assertThat(asked).hasValue(1);

        Supplier<Reading<Integer>> unread = () -> {
            asked.incrementAndGet();
            return new Reading.Unread<>(new Trouble.Unavailable("Http500", "", Optional.empty()));
        };
        shared.get(ALICE, "what", "unread", AGE, unread);
        shared.get(ALICE, "what", "unread", AGE, unread);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aWriteEndsTheSharingInItsScopeAndBelowForEverybody() {
        get(ALICE, "g/images/d");
        get(BOB, "g/images/d/versions/1");
        get(ALICE, "g");
        get(ALICE, "g/images/d2");

        shared.forget("G/images/d");

        assertThat(get(ALICE, "g/images/d")).isEqualTo(Reading.present(5));
        assertThat(get(BOB, "g/images/d/versions/1")).isEqualTo(Reading.present(6));
        assertThat(get(ALICE, "g")).isEqualTo(Reading.present(3));
        assertThat(get(ALICE, "g/images/d2")).isEqualTo(Reading.present(4));
    }

    @Test
    void manyWhoAskAtOnceAreServedByOneRead() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reading<Integer>>> all = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> shared.get(ALICE, "what", "scope", AGE, slow(answer))))
                    .toList();
            while (asked.get() == 0) {
                Thread.sleep(1);
            }
            now.addAndGet(AGE.toNanos() * 10);
            answer.countDown();
            for (Future<Reading<Integer>> one : all) {
                assertThat(one.get()).isInstanceOf(Reading.Present.class);
            }
        }
        assertThat(asked).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void whoAsksAfterAWriteIsNotServedByAReadThatBeganBefore() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Reading<Integer>> before =
                    threads.submit(() -> shared.get(ALICE, "what", "scope", AGE, slow(answer)));
            while (asked.get() == 0) {
                Thread.sleep(1);
            }
            shared.forget("scope");
            assertThat(get(ALICE, "scope")).isEqualTo(Reading.present(2));
            answer.countDown();
            assertThat(before.get()).isEqualTo(Reading.present(1));
        }
        assertThat(get(ALICE, "scope")).isEqualTo(Reading.present(2));
    }

    @Test
    void aBugIsThrownAndNotKept() {
        assertThatThrownBy(() -> shared.get(ALICE, "what", "g", AGE, () -> {
                    throw new IllegalArgumentException("bug");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(get(ALICE, "g")).isEqualTo(Reading.present(1));
    }

    private Reading<Integer> get(Credential credential, String scope) {
        return shared.get(credential, "what", scope, AGE, () -> Reading.present(asked.incrementAndGet()));
    }

    private Supplier<Reading<Integer>> slow(CountDownLatch answer) {
        return () -> {
            int mine = asked.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Reading.present(mine);
        };
    }
}
