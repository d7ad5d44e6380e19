package io.azbatch.operator.control;

import io.azbatch.operator.cloud.WriteFence;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who leads, by a Kubernetes Lease, and until when this process surely does.
 *
 * <p>The elector compares wall clocks, which may differ between machines and jump. The fence does not: it counts from
 * the monotonic instant right before the last renewal was sent, and closes after two thirds of the lease, so that a
 * process that was paused or cut off has stopped writing well before another can take over.
 */
public final class Leadership implements WriteFence, AutoCloseable {

    /** Name of the Lease in the operator's namespace. */
    public static final String LEASE = "azure-batch-operator";

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final KubernetesClient client;
    private final LeaderElector elector;
    private final LongSupplier nanoTime;
    private final long holdNanos;
    private final Duration margin;
    /** {@link Long#MIN_VALUE} while the lease is not held. */
    private final AtomicLong renewedAt = new AtomicLong(Long.MIN_VALUE);

    private volatile boolean closed;
    private volatile CompletableFuture<?> election = CompletableFuture.completedFuture(null);

    /**
     * @param identity of this process; must differ between processes that can run at the same time
     * @param leaseDuration how long others wait after the last renewal
     * @param executor of platform threads: the elector holds a monitor while it asks the API server, and a renewal must
     *     not wait until passes leave it a carrier
     * @param onLeading called once, when this process becomes leader
     * @param onLost called when leadership is lost; the process should end
     */
    public Leadership(
            KubernetesClient client,
            String namespace,
            String identity,
            Duration leaseDuration,
            ExecutorService executor,
            LongSupplier nanoTime,
            Runnable onLeading,
            Runnable onLost) {
        this.client = client;
        this.nanoTime = nanoTime;
        this.margin = leaseDuration.dividedBy(3);
        this.holdNanos = leaseDuration.minus(margin).toNanos();
        this.elector = new LeaderElector(
                client,
                new LeaderElectionConfigBuilder()
                        .withName(LEASE)
                        .withLock(new TimedLock(new LeaseLock(namespace, LEASE, identity)))
                        .withLeaseDuration(leaseDuration)
                        .withRenewDeadline(leaseDuration.minus(margin))
                        .withRetryPeriod(leaseDuration.dividedBy(5))
                        .withReleaseOnCancel(true)
                        .withLeaderCallbacks(new LeaderCallbacks(onLeading, onLost, leader -> {}))
                        .build(),
                executor);
    }

    /** Begins to stand for election. */
    public void start() {
        election = elector.start();
    }

    /** Closed for good once the lease is being given back, also when a renewal that was under way ends after. */
    @Override
    public boolean open() {
        long renewed = renewedAt.get();
        return !closed && renewed != Long.MIN_VALUE && nanoTime.getAsLong() - renewed < holdNanos;
    }

    /** The third of the lease that is left when the fence closes. */
    @Override
    public Duration margin() {
        return margin;
    }

    /** Closes the fence, then gives the lease back, so that the next leader need not wait. */
    @Override
    public void close() {
        closed = true;
        election.cancel(true);
        giveBack();
    }

    /**
     * The elector gives the lease back by itself, but in a thread that the cancelling may interrupt: right after the
     * election the lease would stay ours until it runs out.
     */
    private void giveBack() {
        try {
            elector.release();
        } catch (KubernetesClientException notNow) {
            LOG.atWarn().log("the lease is not given back and runs out by itself: {}", notNow.getMessage());
        }
    }

    /** The lease lock, noting when it was last surely renewed. */
    private final class TimedLock implements Lock {

        private final Lock lock;

        TimedLock(Lock lock) {
            this.lock = lock;
        }

        /** The elector ends for ever, and tells nobody, when it meets anything but the client's own exception. */
        @Override
        public @Nullable LeaderElectionRecord get(KubernetesClient ignored) {
            try {
                return lock.get(client);
            } catch (KubernetesClientException expected) {
                throw expected;
            } catch (RuntimeException unreadable) {
                throw new KubernetesClientException("the lease is not complete: delete it", unreadable);
            }
        }

        @Override
        public void create(KubernetesClient ignored, LeaderElectionRecord record) {
            timed(record, () -> lock.create(client, record));
        }

        @Override
        public void update(KubernetesClient ignored, LeaderElectionRecord record) {
            timed(record, () -> lock.update(client, record.getHolderIdentity() == null ? nobodys(record) : record));
        }

        /** A merge patch leaves out what is null, and so would leave the holder; an empty text is nobody too. */
        private static LeaderElectionRecord nobodys(LeaderElectionRecord record) {
            return new LeaderElectionRecord(
                    "",
                    record.getLeaseDuration(),
                    record.getAcquireTime(),
                    record.getRenewTime(),
                    record.getLeaderTransitions());
        }

        private void timed(LeaderElectionRecord record, Runnable write) {
            boolean ours = identity().equals(record.getHolderIdentity());
            if (closed && ours) {
                throw new KubernetesClientException("closed: a lease that was given back is not taken again");
            }
            long before = nanoTime.getAsLong();
            write.run();
            renewedAt.set(ours ? before : Long.MIN_VALUE);
        }

        @Override
        public String identity() {
            return lock.identity();
        }

        @Override
        public String describe() {
            return lock.describe();
        }
    }
}
