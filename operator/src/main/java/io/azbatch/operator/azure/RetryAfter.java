package io.azbatch.operator.azure;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Retry-After}: seconds, or the date of HTTP. What cannot be read was not said, and nothing is more than
 * an hour: no single answer may silence the operator for longer.
 */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    static Optional<Duration> read(@Nullable String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(within(Duration.ofSeconds(Long.parseLong(header.strip()))));
        } catch (NumberFormatException noSeconds) {
            return date(header.strip(), clock);
        }
    }

    private static Optional<Duration> date(String header, Clock clock) {
        try {
            ZonedDateTime until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(within(Duration.between(clock.instant(), until.toInstant())));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Duration within(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
