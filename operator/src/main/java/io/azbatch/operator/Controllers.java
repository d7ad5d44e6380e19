package io.azbatch.operator;

import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.control.Setting;
import io.azbatch.operator.control.StatusPatch;
import io.azbatch.operator.image.ImageReconciler;
import io.azbatch.operator.pool.PoolReconciler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The two controllers in the framework, with the framework's defaults that do not fit changed: no end to retries, since
 * only bugs and an API server that is down come as exceptions; a status is written by server-side apply; passes run on
 * virtual threads; a stop waits for passes that are under way.
 */
final class Controllers implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Operator operator;

    private Controllers(Operator operator) {
        this.operator = operator;
    }

    static Controllers start(Cloud cloud, Setting setting) {
        // An executor of its own: the framework shuts it down when it stops.
        ExecutorService passes = Executors.newVirtualThreadPerTaskExecutor();
        Operator operator = new Operator(overrider -> overrider
                .withKubernetesClient(setting.kubernetes())
                .withCloseClientOnStop(false)
                .withExecutorService(passes)
                .withUseSSAToPatchPrimaryResource(true)
                .withReconciliationTerminationTimeout(GRACE));
        operator.register(new ImageReconciler(cloud, setting), controller(setting));
        operator.register(new PoolReconciler(cloud, setting), controller(setting));
        operator.start();
        return new Controllers(operator);
    }

    private static <R extends HasMetadata> Consumer<ControllerConfigurationOverrider<R>> controller(Setting setting) {
        return overrider -> {
            overrider
                    .withGenerationAware(false)
                    .withOnUpdateFilter(Controllers::concernsUs)
                    .withFieldManager(StatusPatch.FIELD_MANAGER)
                    .withReconciliationMaxInterval(setting.cadence().resync())
                    .withRetry(new GenericRetry()
                            .setInitialInterval(1_000)
                            .setIntervalMultiplier(2)
                            .setMaxInterval(60_000)
                            .withoutMaxAttempts());
            if (setting.namespaces().isEmpty()) {
                overrider.watchingAllNamespaces();
            } else {
                overrider.settingNamespaces(setting.namespaces());
            }
        };
    }

    /** A pass is worth it when spec, annotations or deletion changed, not when our own status did. */
    private static boolean concernsUs(HasMetadata after, HasMetadata before) {
        var is = after.getMetadata();
        var was = before.getMetadata();
        return !Objects.equals(is.getGeneration(), was.getGeneration())
                || !Objects.equals(is.getAnnotations(), was.getAnnotations())
                || !Objects.equals(is.getDeletionTimestamp(), was.getDeletionTimestamp())
                || !Objects.equals(is.getFinalizers(), was.getFinalizers());
    }

    /** What is wrong with the watches, or an empty text. */
    String wrong() {
        var info = operator.getRuntimeInfo();
        return info.isStarted() && info.allEventSourcesAreHealthy() ? "" : "watches are not healthy";
    }

    @Override
    public void close() {
        operator.stop();
    }
}
