package io.azbatch.simulator.storage.azurite;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One running Azurite with a folder of its own. It ends with {@link #close} and, since it watches the pipe to us, also when we are
 * killed; either way its folder goes.
 */
final class AzuriteProcess implements AutoCloseable {
    /** Accounts are fixed at its start, so it has many from the start: every account ever made gets the next one. */
    static final int SLOTS = 1000;

    private static final Pattern SERVES = Pattern.compile("successfully listens on (http://127\\.0\\.0\\.1:[0-9]+)");
    private static final long ENDING_SECONDS = 5;
    /** Loaded into it before its own code. */
    private static final String WATCH = """
            const folder = process.env.AZURITE_FOLDER;
            process.stdin.resume();
            process.stdin.on('end', () => {
              require('fs').rmSync(folder, { recursive: true, force: true });
              process.exit(0);
            });
            """;

    private final Process process;
    private final Path folder;
    private final String url;

    private AzuriteProcess(Process process, Path folder, String url) {
        this.process = process;
        this.folder = folder;
        this.url = url;
    }

    /**
     * Starts it; returns when it serves.
     *
     * @throws AzuriteMissing if it can not be started
     */
    static AzuriteProcess start(AzuriteCommand command, String key) {
        if (!command.isThere()) {
            throw new AzuriteMissing("The simulator keeps blobs in Azurite, which is not at " + command.executable()
                    + ": run hack/azurite/fetch.sh (make azurite), or give --azurite COMMAND or AZURITE_BLOB.");
        }
        try {
            Path folder = Files.createTempDirectory("azure-simulator-blobs-");
            Process process = builder(command, folder, key).start();
            return new AzuriteProcess(process, folder, awaitUrl(process, folder));
        } catch (IOException e) {
            throw new AzuriteMissing("Azurite at " + command.executable() + " can not be started: " + e.getMessage());
        }
    }

    /** {@code http://127.0.0.1:port}. */
    String url() {
        return url;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    static String account(int slot) {
        return "s%04d".formatted(slot);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    private static ProcessBuilder builder(AzuriteCommand command, Path folder, String key) throws IOException {
        Path watch = Files.writeString(folder.resolve("watch.cjs"), WATCH);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                command.executable().toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                "0",
                "--location",
                folder.toString(),
                "--silent",
                "--skipApiVersionCheck",
                "--disableTelemetry",
                "--disableProductStyleUrl"));
        builder.environment()
                .putAll(Map.of(
                        "AZURITE_ACCOUNTS",
                        String.join(
                                ";",
                                IntStream.range(0, SLOTS)
                                        .mapToObj(slot -> account(slot) + ":" + key)
                                        .toList()),
                        "AZURITE_FOLDER",
                        folder.toString(),
                        "NODE_OPTIONS",
                        "--require " + watch));
        return builder.redirectErrorStream(false)
                .redirectError(folder.resolve("azurite.log").toFile());
    }

    /** Its port is known when it says so; what it says after that is not read by anybody and must not block it. */
    private static String awaitUrl(Process process, Path folder) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher serves = SERVES.matcher(line);
            if (serves.find()) {
                Thread.ofVirtual().name("azurite-output").start(() -> drain(output));
                return serves.group(1);
            }
        }
        String log = Files.readString(folder.resolve("azurite.log"));
        delete(folder);
        throw new AzuriteMissing("Azurite ended at its start: " + log.strip());
    }

    private static void drain(BufferedReader output) {
        try (output) {
            while (output.readLine() != null) {
                // Nothing in it is of use once it serves.
            }
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException alreadyGoing) {
            // It deletes the folder too, at the same time.
            return;
        }
    }
}
