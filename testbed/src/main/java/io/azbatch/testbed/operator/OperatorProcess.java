package io.azbatch.testbed.operator;

import io.azbatch.testbed.Repository;
import io.azbatch.testbed.process.Java;
import io.azbatch.testbed.process.Ports;
import io.azbatch.testbed.process.Program;
import io.azbatch.testbed.process.Waiting;
import io.azbatch.testbed.process.Workplace;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The operator as it ships, as a process: its jar with the options of {@code operator/jvm.options}. It can be ended and
 * killed; another one with the same settings takes over as in a cluster. Its log is JSON, a line each.
 */
public final class OperatorProcess implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration GOODBYE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final String pod;
    private final Program program;
    private final URI health;

    private OperatorProcess(String pod, Program program, URI health) {
        this.pod = pod;
        this.program = program;
        this.health = health;
    }

    /** Starts an operator without waiting for it. */
    public static OperatorProcess launch(Workplace workplace, Repository repository, OperatorSettings settings) {
        int port = Ports.free();
        Map<String, String> environment = new TreeMap<>(settings.environment());
        environment.put("KUBECONFIG", settings.kubeconfig().toString());
        environment.put("AZBATCH_HEALTH_ADDRESS", "127.0.0.1:" + port);
        Program program = workplace.start(
                "operator-" + settings.pod(),
                environment,
                Java.command(List.of("@" + repository.jvmOptions()), repository.operatorJar(), List.of()));
        return new OperatorProcess(settings.pod(), program, URI.create("http://127.0.0.1:" + port));
    }

    /** Starts an operator; returns when it is ready. */
    public static OperatorProcess start(Workplace workplace, Repository repository, OperatorSettings settings) {
        OperatorProcess operator = launch(workplace, repository, settings);
        operator.awaitReady();
        return operator;
    }

    /**
     * Waits until the operator is ready.
     *
     * @return time since its start
     */
    public Duration awaitReady() {
        long end = System.nanoTime() + READY.toNanos();
        while (!ready()) {
            if (!program.alive()) {
                throw new IllegalStateException("the operator ended with "
                        + program.exitCode().orElse(-1) + " before it was ready" + program.tail());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the operator is not ready after " + READY + program.tail());
            }
            Waiting.pause(POLL);
        }
        return Duration.between(program.startedAt(), Instant.now());
    }

    /** Whether {@code /readyz} says so. */
    public boolean ready() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) health.resolve("/readyz").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Name of its pod: what the lease says while it leads. */
    public String pod() {
        return pod;
    }

    public Program program() {
        return program;
    }

    /** Physical memory in use, in KiB, where the system tells it. */
    public OptionalLong residentKiB() {
        return program.residentKiB();
    }

    /** SIGKILL: no goodbye to anybody, its lease is not given back. */
    public void kill() {
        program.kill();
    }

    /** SIGSTOP: it stands still, as on a machine that is paused, until {@link #unfreeze}. */
    public void freeze() {
        program.freeze();
    }

    /** SIGCONT: it goes on and does not know that time has passed. */
    public void unfreeze() {
        program.unfreeze();
    }

    /** Waits until it ends by itself; returns the exit code. */
    public int awaitEnd() {
        return program.awaitEnd(GOODBYE);
    }

    /** SIGTERM, as Kubernetes ends it; returns the exit code. */
    public int terminate() {
        return program.terminate(GOODBYE);
    }

    @Override
    public void close() {
        program.close();
    }
}
