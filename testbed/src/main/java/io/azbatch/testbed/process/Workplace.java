package io.azbatch.testbed.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Owns the processes and files of one run. {@link #close} stops all processes, last started first, and deletes the
 * directory; the end of the JVM does the same, so that Ctrl-C leaves nothing behind. Safe for use by many threads.
 */
public final class Workplace implements AutoCloseable {
    private final Path directory;
    private final Path logs;
    private final Deque<Program> programs = new ArrayDeque<>();
    private final Thread atEnd = new Thread(this::cleanUp, "workplace");

    private Workplace(Path directory, Path logs) {
        this.directory = directory;
        this.logs = logs;
    }

    /**
     * Opens a workplace.
     *
     * @param logs where the output of programs goes; made if missing, and stays
     */
    public static Workplace open(Path logs) {
        try {
            Files.createDirectories(logs);
            Workplace workplace = new Workplace(Files.createTempDirectory("azbatch-"), logs.toAbsolutePath());
            Runtime.getRuntime().addShutdownHook(workplace.atEnd);
            return workplace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory that goes with the run; readable by this user only. */
    public Path directory() {
        return directory;
    }

    /** Where the output of programs goes. */
    public Path logs() {
        return logs;
    }

    /** A file in the directory. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Writes a file into the directory, or into a folder of it that is made. */
    public Path write(String name, String content) {
        try {
            Files.createDirectories(file(name).getParent());
            return Files.writeString(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a program; its output is appended to {@code NAME.log} of the logs.
     *
     * @param environment beside the inherited variables, of which those that steer the programs of a run are left out
     */
    public synchronized Program start(String name, Map<String, String> environment, List<String> command) {
        Program program = Program.start(name, logs.resolve(name + ".log"), directory, environment, command);
        programs.removeIf(earlier -> !earlier.alive());
        programs.push(program);
        return program;
    }

    @Override
    public void close() {
        cleanUp();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException alreadyEnding) {
            // The hook is running: it has the same work to do.
        }
    }

    private synchronized void cleanUp() {
        programs.forEach(Program::close);
        programs.clear();
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("could not delete " + directory + ": " + e);
        }
    }
}
