package io.azbatch.simulator.batch.account;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Long operations on accounts: {@code Location} only, a new one with each pending poll, and a failure is the error itself. Every
 * address that was given out stays good.
 */
final class AccountOperations {
    private static final int POLL_SECONDS = 15;

    /** Addresses were plain until July 2021 at least, and are signed in April 2024; Compute began with it in October 2023. */
    private static final Instant SIGNED_SINCE = Instant.parse("2023-10-25T00:00:00Z");

    private final Map<String, Operation> byPath = new HashMap<>();
    private final Azure azure;

    AccountOperations(Azure azure) {
        this.azure = azure;
    }

    /**
     * One operation.
     *
     * @param end when it ends
     * @param failure how, if not well
     * @param result answer of a poll after a good end
     */
    private record Operation(Instant end, Optional<OperationEnd> failure, Supplier<Response> result) {}

    /** Begins an operation that is polled at a path, and announces it. */
    Response begin(
            Request request,
            String path,
            Duration duration,
            Optional<OperationEnd> failure,
            Supplier<Response> result) {
        Instant end = azure.world().now().plus(duration);
        byPath.put(path.toLowerCase(Locale.ROOT), new Operation(end, failure, result));
        return pending(request, path);
    }

    /** Answers a poll; nothing if the address was never given out. */
    Optional<Response> poll(Request request) {
        return Optional.ofNullable(byPath.get(request.path().toLowerCase(Locale.ROOT)))
                .filter(operation -> request.query()
                        .get("s")
                        .equals(request.query().get("t").map(ticks -> signature(request.path(), ticks))))
                .map(operation -> answer(request, operation));
    }

    private Response answer(Request request, Operation operation) {
        Instant now = azure.world().now();
        if (now.isBefore(operation.end())) {
            return pending(request, request.path());
        }
        return operation
                .failure()
                .map(failed -> AccountError.response(request, now, 409, failed.code(), failed.message()))
                .orElseGet(operation.result());
    }

    private Response pending(Request request, String path) {
        String address = request.endpoint() + path + "?api-version=" + request.apiVersion();
        Instant now = azure.world().now();
        return Response.empty(202)
                .with("Location", now.isBefore(SIGNED_SINCE) ? address : address + signed(path, now))
                .with("Retry-After", azure.settings().retryAfter(POLL_SECONDS));
    }

    private static String signed(String path, Instant now) {
        String ticks = Long.toString(BatchTime.ticks(now));
        return "&t=" + ticks + "&c=" + signature(path, "certificate") + "&s=" + signature(path, ticks) + "&h="
                + signature(path, "hash");
    }

    /** A stand-in for Azure's signature: fixed for a path and a time. */
    private static String signature(String path, String part) {
        long mixed = (path.toLowerCase(Locale.ROOT) + part).hashCode() * 0x9E3779B97F4A7C15L;
        byte[] bytes =
                ByteBuffer.allocate(16).putLong(mixed).putLong(mixed * 31).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
