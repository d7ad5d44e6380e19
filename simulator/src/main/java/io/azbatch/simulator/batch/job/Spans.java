package io.azbatch.simulator.batch.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.http.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations of jobs and tasks. They may have years, months and weeks, and a longest one that means for ever. */
public final class Spans {
    /** What an answer shows for no limit: the longest span of .NET. */
    public static final String FOR_EVER = "P10675199DT2H48M5.4775807S";

    private static final Pattern SPAN =
            Pattern.compile("P(?:(\\d{1,9})Y)?(?:(\\d{1,9})M)?(?:(\\d{1,9})W)?(?:(\\d{1,9})D)?"
                    + "(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9}(?:\\.\\d+)?)S)?)?");
    private static final int[] DAYS = {365, 30, 7, 1};

    private Spans() {}

    /** Reads a span; nothing if the text is none. */
    public static Optional<Duration> parse(String text) {
        Matcher span = SPAN.matcher(text);
        if (text.length() < 3 || text.endsWith("T") || !span.matches()) {
            return Optional.empty();
        }
        long days = 0;
        for (int i = 0; i < DAYS.length; i++) {
            days += number(span.group(i + 1)) * DAYS[i];
        }
        Duration whole = Duration.ofDays(days).plusHours(number(span.group(5))).plusMinutes(number(span.group(6)));
        String seconds = span.group(7);
        return Optional.of(
                seconds == null
                        ? whole
                        : whole.plusNanos(
                                new BigDecimal(seconds).movePointRight(9).longValue()));
    }

    /** The span as answers write it: years, months and weeks as days. */
    public static String write(Duration span) {
        long days = span.toDays();
        String time = span.minusDays(days).toString().substring(1);
        return "P" + (days > 0 ? days + "D" : "") + (time.equals("T0S") && days > 0 ? "" : time);
    }

    /** The limit of a job or a task, absent if there is none. */
    static Optional<Duration> ofConstraint(JsonNode settings) {
        String limit = Json.text(settings, "constraints", "maxWallClockTime");
        return limit.isEmpty() || limit.equals(FOR_EVER) ? Optional.empty() : parse(limit);
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
