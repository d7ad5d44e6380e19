package io.azbatch.operator;

import io.azbatch.operator.azure.AzureCloud;
import io.azbatch.operator.control.Credentials;
import io.azbatch.operator.control.Events;
import io.azbatch.operator.control.Leadership;
import io.azbatch.operator.control.Reporter;
import io.azbatch.operator.control.Setting;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the operator by hand and sees it through its life: stand by, lead, stop. */
public final class OperatorMain {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);
    private static final int MISCONFIGURED = 2;
    private static final int LEADERSHIP_LOST = 1;

    private OperatorMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Life life;
        try {
            life = new Life(OperatorConfiguration.from(System.getenv()));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(MISCONFIGURED);
            return;
        }
        life.live();
    }

    /** One process, from start to stop. */
    private static final class Life {

        private final OperatorConfiguration configuration;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final KubernetesClient kubernetes;
        private final Leadership leadership;
        private final AzureCloud azure;
        private final HealthServer health;
        private volatile Optional<Controllers> controllers = Optional.empty();
        private volatile boolean stopping;

        Life(OperatorConfiguration configuration) throws IOException {
            this.configuration = configuration;
            this.kubernetes =
                    new KubernetesClientBuilder().withTaskExecutor(threads).build();
            this.leadership = new Leadership(
                    kubernetes,
                    configuration.namespace(),
                    configuration.podName(),
                    configuration.leaseDuration(),
                    Executors.newCachedThreadPool(
                            Thread.ofPlatform().daemon().name("lease-", 1).factory()),
                    System::nanoTime,
                    () -> Thread.ofPlatform().name("lead").start(this::lead),
                    this::leadershipLost);
            this.azure = new AzureCloud(
                    configuration.azure(),
                    leadership,
                    configuration.cadence().operation().dividedBy(2),
                    System.getenv(),
                    Clock.systemUTC(),
                    System::nanoTime);
            this.health = new HealthServer(
                    configuration.healthAddress(), new HealthServer.Probes(this::liveness, this::readiness), threads);
        }

        void live() throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
            health.start();
            leadership.start();
            LOG.atInfo()
                    .addKeyValue("namespace", configuration.namespace())
                    .addKeyValue("identity", configuration.podName())
                    .log("standing by for the lease");
            stopped.await();
        }

        private void lead() {
            try {
                Setting setting = setting();
                Controllers started = Controllers.start(azure.ports(), setting);
                controllers = Optional.of(started);
                LOG.atInfo().addKeyValue("instance", setting.instance()).log("leading");
            } catch (RuntimeException | Error broken) {
                LOG.atError().setCause(broken).log("the controllers do not start");
                Runtime.getRuntime().halt(LEADERSHIP_LOST);
            }
        }

        private Setting setting() {
            Clock clock = Clock.systemUTC();
            Events events = new Events(kubernetes, configuration.podName(), clock);
            return new Setting(
                    kubernetes,
                    new Credentials(
                            (namespace, name) -> Optional.ofNullable(kubernetes
                                    .secrets()
                                    .inNamespace(namespace)
                                    .withName(name)
                                    .get()),
                            configuration.operatorIdentityNamespaces()),
                    new Reporter(events, configuration.cadence().progress()),
                    configuration.cadence(),
                    configuration.instanceId().orElseGet(this::clusterId),
                    configuration.watchNamespaces(),
                    clock);
        }

        /** The UID of kube-system is what people use to tell clusters apart. */
        private String clusterId() {
            return kubernetes
                    .namespaces()
                    .withName("kube-system")
                    .require()
                    .getMetadata()
                    .getUid();
        }

        private void leadershipLost() {
            if (!stopping) {
                LOG.atError().log("the lease is lost; this process ends, so that only the new leader acts");
                Runtime.getRuntime().halt(LEADERSHIP_LOST);
            }
        }

        private String liveness() {
            return controllers.map(Controllers::wrong).orElse("");
        }

        private String readiness() {
            return stopping ? "stopping" : liveness();
        }

        /** Lets passes that are under way finish, then gives the lease back. */
        private void stop() {
            stopping = true;
            LOG.atInfo().log("stopping");
            controllers.ifPresent(Controllers::close);
            leadership.close();
            health.close();
            azure.close();
            kubernetes.close();
            LOG.atInfo().log("stopped");
            stopped.countDown();
        }
    }
}
