package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.settings.Settings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One long-running operation: the headers that announce it and the answers of its two poll addresses. Poll addresses carry opaque
 * values that must come back untouched, more of them in later years.
 */
public final class LongOperation {
    private static final long TICKS_AT_EPOCH = 621_355_968_000_000_000L;
    private static final Instant SIGNED_SINCE = Instant.parse("2023-10-25T00:00:00Z");
    private static final Instant NOTIFIED_SINCE = Instant.parse("2019-01-01T00:00:00Z");
    private static final Instant ACTIONS_NOTIFIED_SINCE = Instant.parse("2022-09-01T00:00:00Z");
    private static final Map<String, Instant> OPAQUE_SINCE = Map.of(
            "DiskOperations",
            Instant.parse("2021-11-01T00:00:00Z"),
            "operations",
            Instant.parse("2022-06-01T00:00:00Z"));

    private final Request request;
    private final Operations.Plan plan;
    private final String opaque;
    private final Instant start;
    private final Instant end;
    private final Optional<OperationEnd> failure;
    private final Settings settings;
    private boolean polled;

    LongOperation(
            Request request,
            Operations.Plan plan,
            String opaque,
            Instant start,
            Instant end,
            Optional<OperationEnd> failure,
            Settings settings) {
        this.request = request;
        this.plan = plan;
        this.opaque = opaque;
        this.start = start;
        this.end = end;
        this.failure = failure;
        this.settings = settings;
    }

    /** Equals the request id of the answer that announced it. */
    String id() {
        return request.id();
    }

    Operations.Plan plan() {
        return plan;
    }

    /** Announces it by {@code Azure-AsyncOperation} only. */
    public Response announce(Response response) {
        Response announced = response.with("Azure-AsyncOperation", request.endpoint() + path() + "?" + query(false));
        return isNotified() ? announced.with("Azure-AsyncNotification", "Enabled") : announced;
    }

    /** Announces it by {@code Azure-AsyncOperation} and {@code Location}. */
    public Response announceBoth(Response response) {
        return announce(response).with("Location", request.endpoint() + path() + "?" + query(true));
    }

    /** The same with the Retry-After that Azure was seen to send. */
    public Response announceBoth(Response response, int retryAfter) {
        return announceBoth(response).with("Retry-After", settings.retryAfter(retryAfter));
    }

    /** Announces it by {@code Location} only, as providers older than the asynchronous header do. */
    public Response announceLocation(Response response, int retryAfter) {
        return response.with("Location", request.endpoint() + path() + "?" + query(true))
                .with("Retry-After", settings.retryAfter(retryAfter));
    }

    /** Whether a poll came back to where it was sent, with exactly the opaque values that were given out. */
    public boolean recognises(Request poll) {
        boolean monitor = poll.query().get("monitor").isPresent();
        return poll.path().equalsIgnoreCase(path()) && poll.rawQuery().equals(query(monitor));
    }

    /** Answer of the {@code Azure-AsyncOperation} address: always 200. */
    public Response status(Instant now) {
        ObjectNode body = Json.object().put("startTime", ArmTime.offset(start));
        if (now.isBefore(end)) {
            body.put("status", "InProgress");
        } else {
            body.put("endTime", ArmTime.offset(end))
                    .put("status", failure.map(OperationEnd::status).orElse("Succeeded"));
            failure.ifPresent(one -> body.set("error", ArmError.error(one.code(), one.message())));
            if (failure.isEmpty() && plan.output().isPresent()) {
                body.set(
                        "properties",
                        Json.object().set("output", plan.output().get().get()));
            }
        }
        return firstPollHint(Response.json(200, body.put(nameField(), id())), now);
    }

    /** Versions of 2015 called it {@code operationId}. */
    private String nameField() {
        return request.apiVersion().startsWith("2015") ? "operationId" : "name";
    }

    /** Answer of the {@code Location} address: 202 while running, then 200 with the output or nothing. */
    public Response monitor(Instant now) {
        if (now.isBefore(end)) {
            return firstPollHint(
                    Response.empty(202).with("Location", request.endpoint() + path() + "?" + query(true)), now);
        }
        if (failure.isPresent()) {
            OperationEnd one = failure.get();
            return ArmError.response(409, ArmError.error(one.code(), one.message()));
        }
        return plan.output().map(output -> Response.json(200, output.get())).orElseGet(() -> Response.empty(200));
    }

    private Response firstPollHint(Response response, Instant now) {
        boolean first = !polled;
        polled = true;
        boolean hint = first && plan.firstPollRetryAfter() > 0 && now.isBefore(end);
        return hint ? response.with("Retry-After", settings.retryAfter(plan.firstPollRetryAfter())) : response;
    }

    /** Operations on machines and images also notify ARM of their end; on disks and galleries they never did. */
    private boolean isNotified() {
        Instant since = request.method().equals("POST") ? ACTIONS_NOTIFIED_SINCE : NOTIFIED_SINCE;
        return plan.collection().equals("operations") && !start.isBefore(since);
    }

    private String path() {
        return "/subscriptions/" + request.param("subscription") + "/providers/" + plan.namespace() + "/locations/"
                + plan.location() + "/" + plan.collection() + "/" + id();
    }

    private String query(boolean monitor) {
        Instant opaqueSince = OPAQUE_SINCE.getOrDefault(plan.collection(), Instant.MAX);
        String first = start.isBefore(opaqueSince) ? "" : "p=" + opaque + "&";
        String query = first + (monitor ? "monitor=true&" : "") + "api-version=" + request.apiVersion();
        if (start.isBefore(SIGNED_SINCE)) {
            return query;
        }
        long ticks = TICKS_AT_EPOCH + start.getEpochSecond() * 10_000_000L + start.getNano() / 100;
        return query + "&t=" + ticks + "&c=" + signature("certificate") + "&s=" + signature("signature") + "&h="
                + signature("hash");
    }

    /** A stand-in for Azure's signature: fixed for the operation, not to be guessed from the id. */
    private String signature(String part) {
        long mixed = (id() + part + opaque).toLowerCase(Locale.ROOT).hashCode() * 0x9E3779B97F4A7C15L;
        byte[] bytes = ByteBuffer.allocate(24)
                .putLong(mixed)
                .putLong(mixed * 31)
                .putLong(start.toEpochMilli() ^ mixed)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
