package io.azbatch.operator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fence is open only while the lease surely holds on a clock that can not jump. */
@EnableKubernetesMockClient(crud = true)
final class LeadershipTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    KubernetesMockServer server;
    KubernetesClient client;

    private final AtomicLong nanos = new AtomicLong(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch leading = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void theFenceIsClosedBeforeTheElection() {
        assertThat(leadership("pod-a").open()).isFalse();
    }

    @Test
    void itIsOpenForTwoThirdsOfTheLeaseAfterTheLastRenewal() throws InterruptedException {
        // So long that no second renewal comes, however slow the machine is.
        Leadership leadership = leadership("pod-a", Duration.ofHours(3), leading);
        leadership.start();
        assertThat(leading.await(2, TimeUnit.MINUTES)).isTrue();
        assertThat(leadership.open()).isTrue();
        nanos.addAndGet(Duration.ofMinutes(119).toNanos());
        assertThat(leadership.open()).isTrue();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(leadership.open()).isFalse();
        leadership.close();
    }

    @Test
    void closingShutsTheFenceAndGivesTheLeaseBack() throws InterruptedException {
        Leadership leadership = leadership("pod-a");
        leadership.start();
        assertThat(leading.await(2, TimeUnit.MINUTES)).isTrue();
        leadership.close();
        assertThat(leadership.open()).isFalse();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(lease().getSpec().getHolderIdentity()).isNullOrEmpty());
    }

    @Test
    void aRestartedContainerOfTheSamePodTakesItsLeaseUpAtOnceAndAnotherPodDoesNot() throws InterruptedException {
        Leadership killed = leadership("pod-a");
        killed.start();
        assertThat(leading.await(2, TimeUnit.MINUTES)).isTrue();

        CountDownLatch other = new CountDownLatch(1);
        Leadership another = leadership("pod-b", other);
        another.start();
        CountDownLatch again = new CountDownLatch(1);
        Leadership restarted = leadership("pod-a", again);
        restarted.start();

        assertThat(again.await(2, TimeUnit.MINUTES)).isTrue();
        assertThat(restarted.open()).isTrue();
        assertThat(other.getCount()).isEqualTo(1);
        assertThat(another.open()).isFalse();
    }

    @Test
    void aRenewalThatWasUnderWayWhenItClosedOpensNothing() {
        AtomicReference<Leadership> leadership = new AtomicReference<>();
        AtomicBoolean closed = new AtomicBoolean();
        leadership.set(new Leadership(
                client,
                "operators",
                "pod-a",
                LEASE,
                threads,
                () -> {
                    // Asked first right before the lease is taken, which then goes out after the closing.
                    if (closed.compareAndSet(false, true)) {
                        leadership.get().close();
                    }
                    return 1;
                },
                leading::countDown,
                () -> {}));

        leadership.get().start();

        await().atMost(Duration.ofMinutes(2)).until(() -> leading.getCount() == 0);
        assertThat(closed).isTrue();
        assertThat(leadership.get().open()).isFalse();
    }

    @Test
    void aLeaseThatSomebodysHandMadeIncompleteDoesNotEndTheElection() throws InterruptedException {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace("operators")
                        .withName(Leadership.LEASE)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("somebody")
                        .withLeaseDurationSeconds(15)
                        .endSpec()
                        .build())
                .create();
        Leadership leadership = new Leadership(
                client, "operators", "pod-a", Duration.ofSeconds(3), threads, nanos::get, leading::countDown, () -> {});

        leadership.start();
        await().atMost(Duration.ofMinutes(2)).until(() -> server.getRequestCount() >= 3);
        client.resource(lease()).delete();

        assertThat(leading.await(2, TimeUnit.MINUTES)).isTrue();
    }

    private Leadership leadership(String identity) {
        return leadership(identity, leading);
    }

    private Leadership leadership(String identity, CountDownLatch onLeading) {
        return leadership(identity, LEASE, onLeading);
    }

    private Leadership leadership(String identity, Duration lease, CountDownLatch onLeading) {
        return new Leadership(
                client, "operators", identity, lease, threads, nanos::get, onLeading::countDown, () -> {});
    }

    private Lease lease() {
        return client.leases()
                .inNamespace("operators")
                .withName(Leadership.LEASE)
                .get();
    }
}
