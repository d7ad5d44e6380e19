package io.azbatch.simulator.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Work on the store that was decided inside a look at the world and must not be done there. One after the other, in the order of
 * the decisions. Safe for use by many threads.
 */
public final class Backstage implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Backstage.class.getName());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** Adds work; returns at once. */
    public synchronized void add(Runnable work) {
        last = last.thenRunAsync(() -> run(work), threads);
    }

    /** Waits until all that was added by now is done. Never called with the world's lock held: the work may need it. */
    public void await() {
        CompletableFuture<Void> all;
        synchronized (this) {
            all = last;
        }
        all.join();
    }

    /** What fails here fails for nobody who could be told. */
    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "a blob of the service's own: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
