package io.azbatch.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.azurite.AzuriteCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;

/** Starts a simulator, writes the ready file when everything serves, and ends on SIGTERM. */
public final class SimulatorMain {
    private SimulatorMain() {}

    public static void main(String... args) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        try {
            serve(options);
        } catch (IOException | IllegalStateException failed) {
            // Listeners that are open already would keep the process alive.
            System.err.println("the simulator cannot serve: " + failed.getMessage());
            System.exit(1);
        }
    }

    private static void serve(Options options) throws IOException, InterruptedException {
        Path readyFile = options.readyFile().orElseThrow().toAbsolutePath();
        Azurite azurite = new Azurite(AzuriteCommand.find(options.azurite(), System.getenv()));
        Simulator simulator =
                new Simulator(options.start(), options.speed(), options.armPort(), options.subscription(), azurite);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            azurite.close();
            stopped.countDown();
        }));
        announce(simulator, readyFile);
        stopped.await();
    }

    /** The certificate lies beside the ready file; both appear whole or not at all. */
    private static void announce(Simulator simulator, Path readyFile) throws IOException {
        Path ca = readyFile.resolveSibling(readyFile.getFileName() + ".ca.pem");
        replace(ca, simulator.caPem().getBytes(StandardCharsets.US_ASCII));
        ObjectNode ready = simulator.endpoints().put("ca", ca.toString());
        replace(readyFile, Json.bytes(ready));
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path parent = file.getParent();
        Files.createDirectories(parent);
        Path part = Files.createTempFile(parent, file.getFileName().toString(), ".part");
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
