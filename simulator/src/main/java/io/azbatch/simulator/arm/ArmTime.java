package io.azbatch.simulator.arm;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** How ARM providers write instants: with an offset and up to seven digits of a second. */
public final class ArmTime {
    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
            .appendLiteral("+00:00")
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private ArmTime() {}

    /** {@code 2024-12-13T00:37:56.838514+00:00}. */
    public static String offset(Instant instant) {
        return OFFSET.format(instant);
    }
}
