package io.azbatch.testbed;

import io.azbatch.testbed.azure.SimulatorProcess;
import io.azbatch.testbed.kubernetes.Binaries;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.azbatch.testbed.process.Workplace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One control plane and one simulated Azure, shared by all tests of this JVM. A test opens a
 * {@link Scene} in it, which is its own namespace, resource group and installed operator.
 */
public final class Testbed implements AutoCloseable {
    /** Simulated seconds per real second: a saved image takes about five seconds. */
    static final int SPEED = 120;

    static final String SUBSCRIPTION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    private final Repository repository = Repository.find();
    private final Workplace workplace;
    private final AtomicInteger scenes = new AtomicInteger();
    private final ControlPlane controlPlane;
    private final SimulatorProcess simulator;

    private Testbed(String logs, Instant date, BiFunction<Workplace, Binaries, ControlPlane> start) {
        workplace = Workplace.open(Path.of("target/logs").resolve(logs));
        CompletableFuture<SimulatorProcess> azure = CompletableFuture.supplyAsync(
                () -> SimulatorProcess.start(workplace, repository.simulatorJar(), SPEED, SUBSCRIPTION, date));
        controlPlane = start.apply(workplace, Binaries.fetch(repository));
        // Before the releases of the scenes, which would all bring them at once.
        controlPlane
                .kubectl()
                .run(
                        "apply",
                        "--server-side",
                        "-k",
                        repository.customResourceDefinitions().toString());
        controlPlane.kubectl().run("wait", "--for=condition=Established", "crd", "--all");
        simulator = azure.join();
        // Machines and accounts of all scenes count together.
        simulator.admin().set("coreQuota", 10_000);
        simulator.admin().set("batchAccountQuota", 10_000);
    }

    /**
     * A testbed that nobody shares, whose control plane writes down what ServiceAccounts ask it for.
     *
     * @param logs name of their folder
     * @param policy of the control plane's audit log
     */
    static Testbed audited(String logs, Path policy) {
        return new Testbed(
                logs, Instant.now(), (workplace, binaries) -> ControlPlane.startAudited(workplace, binaries, policy));
    }

    /**
     * A testbed that nobody shares, whose Azure is of another day.
     *
     * @param logs name of their folder
     */
    static Testbed dated(String logs, Instant date) {
        return new Testbed(logs, date, ControlPlane::start);
    }

    /** Gives a test class the testbed as a parameter; it starts when the first one asks and ends with the last. */
    public static final class Extension implements ParameterResolver {
        private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(Testbed.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Testbed.class;
        }

        @Override
        public Testbed resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(OURS)
                    .computeIfAbsent(
                            Testbed.class,
                            key -> new Testbed("tests", Instant.now(), ControlPlane::start),
                            Testbed.class);
        }
    }

    /** The name with a number that no other scene has. */
    String unique(String name) {
        return name + "-" + scenes.incrementAndGet();
    }

    public Repository repository() {
        return repository;
    }

    public Workplace workplace() {
        return workplace;
    }

    public ControlPlane controlPlane() {
        return controlPlane;
    }

    public SimulatorProcess simulator() {
        return simulator;
    }

    @Override
    public void close() {
        controlPlane.close();
        workplace.close();
    }
}
