package io.azbatch.simulator.batch.service;

import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.http.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** {@code If-Match} and its kin: a write that fails one is refused with 412, a read with 304. */
final class Conditions {
    private Conditions() {}

    static void check(Request request, Pool pool) {
        check(request, pool.modified());
    }

    /** The same for whatever was last written then. */
    static void check(Request request, Instant written) {
        String etag = BatchTime.etag(written);
        Instant modified = written.truncatedTo(ChronoUnit.SECONDS);
        boolean met = request.header("if-match").map(tags -> names(tags, etag)).orElse(true)
                && !request.header("if-none-match")
                        .map(tags -> names(tags, etag))
                        .orElse(false)
                && request.header("if-modified-since")
                        .map(since -> modified.isAfter(instant("If-Modified-Since", since)))
                        .orElse(true)
                && request.header("if-unmodified-since")
                        .map(since -> !modified.isAfter(instant("If-Unmodified-Since", since)))
                        .orElse(true);
        if (!met) {
            throw (request.changesSomething() ? Errors.conditionNotMet() : notModified()).refusal();
        }
    }

    private static BatchError notModified() {
        return BatchError.of(304, "ConditionNotMet", "");
    }

    private static boolean names(String tags, String etag) {
        return Arrays.stream(tags.split(","))
                .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", ""))
                .anyMatch(tag -> tag.equals("*") || tag.equalsIgnoreCase(etag));
    }

    private static Instant instant(String header, String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException malformed) {
            throw BatchError.of(
                            400,
                            "InvalidHeaderValue",
                            "The value provided for one of the HTTP headers was not in the correct format.")
                    .with("HeaderName", header)
                    .with("HeaderValue", text)
                    .refusal();
        }
    }
}
