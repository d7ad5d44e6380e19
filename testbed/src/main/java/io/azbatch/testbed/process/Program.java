package io.azbatch.testbed.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A started process with its log. Waiting here is not interruptible, because it ends by itself within seconds. */
public final class Program implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Settings of the user's shell that would lead a program of a run to the user's own cluster or cloud. */
    private static final List<String> LEFT_OUT =
            List.of("KUBECONFIG", "KUBERNETES_", "AZURE_", "AZBATCH_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private final String name;
    private final Path log;
    private final Process process;
    private final Instant startedAt;
    private final long logStart;

    private Program(String name, Path log, Process process, Instant startedAt, long logStart) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.startedAt = startedAt;
        this.logStart = logStart;
    }

    static Program start(String name, Path log, Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(key -> LEFT_OUT.stream().anyMatch(key::startsWith));
        builder.environment().putAll(environment);
        try {
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            Instant now = Instant.now();
            return new Program(name, log, builder.start(), now, logStart);
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + name + ": " + e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** The exit code, absent while the program runs. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** SIGSTOP: the process stands still, with all that it has begun, until {@link #unfreeze}. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: the process goes on as if no time had passed. */
    public void unfreeze() {
        signal("CONT");
    }

    /**
     * Waits for the end of the process.
     *
     * @return the exit code
     * @throws IllegalStateException if it has not ended in time
     */
    public int awaitEnd(Duration limit) {
        if (!gone(limit)) {
            throw new IllegalStateException(name + " has not ended after " + limit + tail());
        }
        return process.exitValue();
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        gone(GRACE);
    }

    /**
     * SIGTERM; returns when the process is gone.
     *
     * @return the exit code
     * @throws IllegalStateException if it has not ended in time; it is killed then
     */
    public int terminate(Duration limit) {
        process.destroy();
        if (!gone(limit)) {
            kill();
            throw new IllegalStateException(name + " did not end within " + limit + " of SIGTERM" + tail());
        }
        return process.exitValue();
    }

    /** The same as {@link #kill}: what a run leaves behind is thrown away, so nobody has to say goodbye. */
    @Override
    public void close() {
        kill();
    }

    /** Physical memory in use, in KiB, where the system tells it. */
    public OptionalLong residentKiB() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException noSuchFile) {
            return OptionalLong.empty();
        }
    }

    /** What this process has written so far, without what earlier ones wrote to the same log. */
    public List<String> lines() {
        try {
            byte[] all = Files.readAllBytes(log);
            int from = (int) Math.min(logStart, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines that it wrote, ready to stand at the end of an error message. */
    public String tail() {
        List<String> lines = lines();
        String last = String.join("\n  ", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        return "; see " + log + (last.isEmpty() ? " (empty)" : ", which ends in\n  " + last);
    }

    /** Java knows only two signals; every shell knows all. */
    private void signal(String signal) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start();
            if (shell.waitFor() != 0) {
                throw new IllegalStateException(name + " did not take SIG" + signal + tail());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean gone(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended && System.nanoTime() < end) {
            try {
                ended = process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended || !process.isAlive();
    }
}
