package io.azbatch.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.testbed.azure.SimulatorProcess;
import io.azbatch.testbed.process.Program;
import io.azbatch.testbed.process.Waiting;
import io.azbatch.testbed.process.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Clients that nobody here wrote walk the whole road on the simulator, from a token to a pool deleted and everything gone; the scripts
 * of {@code judges/} assert what they are told, refusals included. Each prints a line for a step and at its end how many there were.
 */
final class JudgesTest {
    /** Simulated seconds per real second: the clients look once a real second. */
    private static final int SPEED = 240;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Map<String, Path> CLIENTS = new HashMap<>();

    private static Repository repository;
    private static Workplace workplace;
    private static SimulatorProcess simulator;

    @BeforeAll
    static void start() {
        repository = Repository.find();
        fetchClients();
        workplace = Workplace.open(Path.of("target/logs/JudgesTest"));
        simulator = SimulatorProcess.start(
                workplace, repository.simulatorJar(), SPEED, "9b2d3c1e-5a64-4f0b-8f6e-2d7a1c5e9f30");
        // The clients wait half a minute wherever Azure does not say when to come back.
        simulator.admin().set("pollHintSeconds", 1);
    }

    @AfterAll
    static void stop() {
        workplace.close();
    }

    @Test
    void azuresSdksForPythonWalkTheRoad() {
        Path made = workplace.file("made.json");
        python("sdk", "image_road.py", made);
        python("sdk", "pools.py", made);
        python("batch14", "pools_msrest.py", made);
        python("sdk", "take_down.py", made);
    }

    @Test
    void theAzureCliWalksTheRoad() {
        walk(
                "az_road.sh",
                Map.of(
                        "AZ", CLIENTS.get("az").resolve("bin/az").toString(),
                        "PYTHON", CLIENTS.get("az").resolve("bin/python").toString()),
                List.of(judge("az_road.sh").toString(), readyFile().toString()));
    }

    private static void python(String client, String script, Path made) {
        walk(
                script,
                Map.of(),
                List.of(
                        CLIENTS.get(client).resolve("bin/python").toString(),
                        judge(script).toString(),
                        readyFile().toString(),
                        made.toString()));
    }

    private static void walk(String script, Map<String, String> environment, List<String> command) {
        Map<String, String> all = new HashMap<>(environment);
        // No settings of the user's own Azure, and nothing written into the repository.
        all.put("HOME", workplace.directory().toString());
        all.put("PYTHONDONTWRITEBYTECODE", "1");
        Program program = workplace.start(script, all, command);
        Waiting.until(script + " to end", LIMIT, () -> !program.alive());
        List<String> lines = program.lines();
        assertThat(program.exitCode()).as(script + program.tail()).hasValue(0);
        long steps = lines.stream().filter(line -> line.startsWith("ok ")).count();
        assertThat(lines.getLast()).as("steps of " + script).isEqualTo(steps + " steps");
        assertThat(steps).isPositive();
    }

    private static Path judge(String script) {
        return repository.root().resolve("judges").resolve(script);
    }

    private static Path readyFile() {
        return workplace.file("simulator.json");
    }

    /** From the per-user cache; minutes where they have to be installed first. */
    private static void fetchClients() {
        Path script = repository.root().resolve("hack/clients/fetch.sh");
        try {
            Process process = new ProcessBuilder(script.toString())
                    .redirectError(Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(script.toString()).isZero();
            printed.lines().forEach(line -> CLIENTS.put(line.split("=", 2)[0], Path.of(line.split("=", 2)[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
