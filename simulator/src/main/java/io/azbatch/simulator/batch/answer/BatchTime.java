package io.azbatch.simulator.batch.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Instants as the Batch service writes them; its smallest step of time is 100 nanoseconds. */
public final class BatchTime {
    /** What two writes of one resource are apart at least, so that their ETags differ. */
    public static final Duration TICK = Duration.ofNanos(100);

    private static final long TICKS_AT_EPOCH = 621_355_968_000_000_000L;
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private BatchTime() {}

    /** {@code 2024-04-18T19:19:31.2269048Z}. */
    public static String iso(Instant instant) {
        return ISO.format(instant);
    }

    /** {@code Thu, 18 Apr 2024 19:19:31 GMT}, the form of Last-Modified. */
    public static String http(Instant instant) {
        return HTTP.format(instant);
    }

    /** The ETag of what was last modified then, without quotes: the moment in ticks, as Azure makes it. */
    public static String etag(Instant lastModified) {
        return "0x" + Long.toHexString(ticks(lastModified)).toUpperCase(Locale.ROOT);
    }

    /** Ticks since year 1, as poll addresses of ARM carry them. */
    public static long ticks(Instant instant) {
        return TICKS_AT_EPOCH + instant.getEpochSecond() * 10_000_000L + instant.getNano() / 100;
    }

    /** The moment of a write: now, but always after the previous one. */
    public static Instant after(Instant previous, Instant now) {
        return now.isAfter(previous) ? now : previous.plus(TICK);
    }
}
