package io.azbatch.simulator;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * The command line.
 *
 * @param readyFile where the ready file is written
 * @param speed virtual seconds per real second, 0 for time that stands still until it is moved
 * @param start first virtual instant
 * @param armPort port of ARM, 0 for any
 * @param subscription id of the subscription that is there from the start, in lower case
 * @param azurite the command of Azurite, absent where it is looked for
 */
record Options(
        Optional<Path> readyFile,
        double speed,
        Instant start,
        int armPort,
        String subscription,
        Optional<String> azurite) {
    private static final int MAX_PORT = 65535;
    static final String USAGE = """
            Usage: java -jar azure-simulator.jar --ready-file FILE [--speed N] [--date ISO] [--arm-port PORT]
                     [--subscription ID] [--azurite COMMAND]
              --ready-file FILE  written when everything serves: one JSON object with the endpoints and a credential
              --speed N          simulated seconds per real second (default 1); 0: time moves by the admin endpoint alone
              --date ISO         first simulated moment, such as 2026-11-01 or 2026-11-01T12:00:00Z (default now)
              --arm-port PORT    port of Azure Resource Manager (default: any free one)
              --subscription ID  the subscription that is there from the start, a GUID (default: a new one)
              --azurite COMMAND  azurite-blob, which keeps the blobs (default: $AZURITE_BLOB, else where
                                 hack/azurite/fetch.sh puts it); started when the first blob is asked for
            """;

    /**
     * @throws IllegalArgumentException with a text for the user
     */
    static Options parse(String... args) {
        Options options = new Options(
                Optional.empty(), 1, Instant.now(), 0, UUID.randomUUID().toString(), Optional.empty());
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            options = options.with(args[i], args[i + 1]);
        }
        if (options.readyFile.isEmpty()) {
            throw new IllegalArgumentException("--ready-file is missing");
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--ready-file" ->
                new Options(Optional.of(Path.of(value)), speed, start, armPort, subscription, azurite);
            case "--speed" -> new Options(readyFile, speed(name, value), start, armPort, subscription, azurite);
            case "--date" -> new Options(readyFile, speed, date(value), armPort, subscription, azurite);
            case "--arm-port" -> new Options(readyFile, speed, start, port(name, value), subscription, azurite);
            case "--subscription" -> new Options(readyFile, speed, start, armPort, guid(name, value), azurite);
            case "--azurite" -> new Options(readyFile, speed, start, armPort, subscription, Optional.of(value));
            default -> throw new IllegalArgumentException("unknown option " + name);
        };
    }

    private static double speed(String name, String value) {
        double speed;
        try {
            speed = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, not '" + value + "'", e);
        }
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException(name + " must be 0 or more, not '" + value + "'");
        }
        return speed;
    }

    private static int port(String name, String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > MAX_PORT) {
            throw new IllegalArgumentException(name + " must be a port from 0 to 65535, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    private static String guid(String name, String value) {
        try {
            return UUID.fromString(value).toString();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " must be a GUID, not '" + value + "'", e);
        }
    }

    private static Instant date(String value) {
        try {
            return value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--date must look like 2026-11-01 or 2026-11-01T12:00:00Z, not '" + value + "'", e);
        }
    }
}
