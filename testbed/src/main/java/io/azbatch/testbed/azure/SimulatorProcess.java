package io.azbatch.testbed.azure;

import io.azbatch.testbed.process.Java;
import io.azbatch.testbed.process.Program;
import io.azbatch.testbed.process.Waiting;
import io.azbatch.testbed.process.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The simulated Azure as a process; serves when constructed and ends with the workplace. */
public final class SimulatorProcess {
    private static final Duration READY = Duration.ofSeconds(60);

    private final Program program;
    private final Endpoints endpoints;
    private final Https https;

    private SimulatorProcess(Program program, Endpoints endpoints) {
        this.program = program;
        this.endpoints = endpoints;
        this.https = new Https(endpoints.ca());
    }

    /**
     * Starts the simulator; returns when it serves.
     *
     * @param speed simulated seconds per real second
     * @param subscription id of its subscription
     */
    public static SimulatorProcess start(Workplace workplace, Path jar, int speed, String subscription) {
        return start(workplace, "simulator", jar, speed, subscription, Instant.now());
    }

    /**
     * The same on another day.
     *
     * @param name of its log, which no other program of the workplace has
     * @param date first simulated moment
     */
    public static SimulatorProcess start(
            Workplace workplace, String name, Path jar, int speed, String subscription, Instant date) {
        Path readyFile = workplace.file(name + ".json");
        Program program = workplace.start(
                name,
                Map.of(),
                Java.command(
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        jar,
                        List.of(
                                "--ready-file",
                                readyFile.toString(),
                                "--speed",
                                Integer.toString(speed),
                                "--subscription",
                                subscription,
                                "--date",
                                date.toString())));
        Waiting.until("the simulator is ready", READY, program, () -> Files.exists(readyFile));
        return new SimulatorProcess(program, Endpoints.read(readyFile));
    }

    public Program program() {
        return program;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public SimulatorAdmin admin() {
        return new SimulatorAdmin(https, endpoints);
    }

    /** Azure as its administrator sees it. */
    public AzureRest azure() {
        return new AzureRest(https, endpoints);
    }
}
