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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Clients that nobody here wrote walk the whole road on the simulator, from a token to a pool deleted and everything gone; the scripts
 * of {@code judges/} assert what they are told, refusals included. Each prints a line for a step and at its end how many there were.
 */
final class JudgesTest {
    /** Simulated seconds per real second: the clients look once a real second. */
    private static final int SPEED = 240;

    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final Repository REPOSITORY = Repository.find();
    private static final Map<String, Path> CLIENTS = fetchClients();

    @Test
    void azuresSdksForPythonWalkTheRoad() {
        try (Workplace workplace = azure("sdk")) {
            for (String walk : List.of(
                    "sdk image_road.py",
                    "sdk pools.py",
                    "batch14 pools_msrest.py",
                    "sdk vhd_road.py",
                    "sdk jobs.py",
                    "sdk take_down.py")) {
                String[] words = walk.split(" ");
                String script = words[1];
                walk(
                        workplace,
                        script,
                        Map.of(),
                        client(words[0], "python"),
                        judge(script),
                        readyFile(workplace),
                        workplace.file("made.json").toString());
            }
        }
    }

    @Test
    void theAzureCliWalksTheRoad() {
        try (Workplace workplace = azure("az")) {
            walk(
                    workplace,
                    "az_road.sh",
                    Map.of("AZ", client("az", "az"), "PYTHON", client("az", "python")),
                    judge("az_road.sh"),
                    readyFile(workplace),
                    Integer.toString(SPEED));
        }
    }

    /** A simulator of its own, since a road slows its time where it tries what is refused meanwhile. */
    private static Workplace azure(String name) {
        Workplace workplace = Workplace.open(Path.of("target/logs/JudgesTest-" + name));
        SimulatorProcess simulator = SimulatorProcess.start(
                workplace, REPOSITORY.simulatorJar(), SPEED, "9b2d3c1e-5a64-4f0b-8f6e-2d7a1c5e9f30");
        // The clients wait half a minute wherever Azure does not say when to come back.
        simulator.admin().set("pollHintSeconds", 1);
        return workplace;
    }

    private static void walk(Workplace workplace, String script, Map<String, String> environment, String... command) {
        Map<String, String> all = new HashMap<>(environment);
        // No settings of the user's own Azure, no way around by a proxy, and nothing written into the repository.
        all.put("HOME", workplace.directory().toString());
        all.put("NO_PROXY", "127.0.0.1");
        all.put("PYTHONDONTWRITEBYTECODE", "1");
        Program program = workplace.start(script, all, List.of(command));
        Waiting.until(script + " to end", LIMIT, () -> !program.alive());
        assertThat(program.exitCode()).as(script + program.tail()).hasValue(0);
        List<String> lines = program.lines();
        long steps = lines.stream().filter(line -> line.startsWith("ok ")).count();
        assertThat(steps).as("steps of " + script).isPositive();
        assertThat(lines.getLast()).as("last line of " + script).isEqualTo(steps + " steps");
    }

    private static String client(String environment, String program) {
        return CLIENTS.get(environment).resolve("bin").resolve(program).toString();
    }

    private static String judge(String script) {
        return REPOSITORY.root().resolve("judges").resolve(script).toString();
    }

    private static String readyFile(Workplace workplace) {
        return workplace.file("simulator.json").toString();
    }

    /** From the per-user cache; minutes where they have to be installed first. */
    private static Map<String, Path> fetchClients() {
        Path script = REPOSITORY.root().resolve("hack/clients/fetch.sh");
        try {
            Process process = new ProcessBuilder(script.toString())
                    .redirectError(Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(script.toString()).isZero();
            return printed.lines()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> Path.of(pair[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
