package io.azbatch.testbed;

import io.azbatch.testbed.azure.SimulatorProcess;
import io.azbatch.testbed.kubernetes.Binaries;
import io.azbatch.testbed.kubernetes.ControlPlane;
import io.azbatch.testbed.kubernetes.Installation;
import io.azbatch.testbed.process.Workplace;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One control plane with the chart installed and one simulated Azure, shared by all tests of this JVM. A test opens a
 * {@link Scene} in it, which is its own namespace, resource group and operator.
 */
public final class Testbed implements AutoCloseable {
    /** Simulated seconds per real second: a saved image takes about five seconds. */
    static final int SPEED = 120;

    static final String SUBSCRIPTION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    private final Repository repository = Repository.find();
    private final Workplace workplace = Workplace.open(Path.of("target/logs/tests"));
    private final ControlPlane controlPlane;
    private final SimulatorProcess simulator;
    private final Installation installation;

    private Testbed() {
        CompletableFuture<SimulatorProcess> azure = CompletableFuture.supplyAsync(
                () -> SimulatorProcess.start(workplace, repository.simulatorJar(), SPEED, SUBSCRIPTION));
        controlPlane = ControlPlane.start(workplace, Binaries.fetch(repository));
        simulator = azure.join();
        installation = Installation.of(controlPlane, repository, simulator.endpoints());
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
            return context.getRoot().getStore(OURS).computeIfAbsent(Testbed.class, key -> new Testbed(), Testbed.class);
        }
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

    public Installation installation() {
        return installation;
    }

    @Override
    public void close() {
        controlPlane.close();
        workplace.close();
    }
}
