package io.azbatch.testbed;

import io.azbatch.testbed.azure.SimulatorProcess;
import io.azbatch.testbed.kubernetes.Binaries;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.azbatch.testbed.kubernetes.Installation;
import io.azbatch.testbed.process.Workplace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
    private final AtomicInteger scenes;
    private final ControlPlane controlPlane;
    private final SimulatorProcess simulator;
    private @Nullable Testbed earlier;
    private @Nullable UnaryOperator<String> chart;

    private Testbed(String logs, BiFunction<Workplace, Binaries, ControlPlane> start) {
        scenes = new AtomicInteger();
        workplace = Workplace.open(Path.of("target/logs").resolve(logs));
        CompletableFuture<SimulatorProcess> azure =
                CompletableFuture.supplyAsync(() -> azure("simulator", SPEED, Instant.now()));
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
    }

    private Testbed(Testbed other, SimulatorProcess simulator) {
        this.scenes = other.scenes;
        this.workplace = other.workplace;
        this.controlPlane = other.controlPlane;
        this.simulator = simulator;
    }

    private SimulatorProcess azure(String name, int speed, Instant date) {
        SimulatorProcess started =
                SimulatorProcess.start(workplace, name, repository.simulatorJar(), speed, SUBSCRIPTION, date);
        // Machines and accounts of all scenes count together.
        started.admin().set("coreQuota", 10_000);
        started.admin().set("batchAccountQuota", 10_000);
        return started;
    }

    /**
     * A testbed that nobody shares, whose control plane writes down what ServiceAccounts ask it for.
     *
     * @param logs name of their folder
     * @param policy of the control plane's audit log
     */
    static Testbed audited(String logs, Path policy) {
        return new Testbed(logs, (workplace, binaries) -> ControlPlane.startAudited(workplace, binaries, policy));
    }

    /**
     * The same control plane with an Azure of a day on which unmanaged disks lived, for tests that wait for nothing on
     * the way: its clock runs four times as fast. So a right to read a disk, which is given for a day, still outlasts
     * {@link Scene#LIMIT}, and the day of the retirement is hours away.
     */
    synchronized Testbed earlier() {
        if (earlier == null) {
            earlier = new Testbed(this, azure("simulator-earlier", 4 * SPEED, Instant.parse("2026-01-01T00:00:00Z")));
        }
        return earlier;
    }

    /**
     * The same control plane with an Azure that nobody shares, for a test that changes how it works.
     *
     * @param name of the simulator's log
     */
    Testbed withAzureOfItsOwn(String name) {
        return new Testbed(this, azure(name, SPEED, Instant.now()));
    }

    /** What the chart installs into a namespace that it looks after alone; Helm renders it once. */
    synchronized String chartFor(String namespace) {
        if (chart == null) {
            String name = unique("rendered-chart");
            String rendered = Installation.rendered(controlPlane, repository, simulator.endpoints(), name);
            chart = other -> rendered.replace(name, other);
        }
        return chart.apply(namespace);
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
                    .computeIfAbsent(Testbed.class, key -> new Testbed("tests", ControlPlane::start), Testbed.class);
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
