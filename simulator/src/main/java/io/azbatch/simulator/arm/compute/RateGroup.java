package io.azbatch.simulator.arm.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Buckets.Bucket;
import io.azbatch.simulator.arm.Buckets.Taken;
import io.azbatch.simulator.http.Handler;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A throttling group of Microsoft.Compute: one or two limits, told in {@code x-ms-ratelimit-remaining-resource}.
 *
 * @param limits as they are called now
 * @param earlier as they were called before the groups of machines and images were renamed
 * @param renamed when that was
 */
public record RateGroup(List<Limit> limits, List<Limit> earlier, Instant renamed) {
    private static final String HEADER = "x-ms-ratelimit-remaining-resource";
    private static final String PREFIX = "Microsoft.Compute/";
    private static final Instant MACHINES_RENAMED = Instant.parse("2023-10-15T00:00:00Z");
    private static final Instant OTHERS_RENAMED = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);

    /**
     * One limit of a group.
     *
     * @param name such as {@code PutVM3Min}
     * @param capacity requests at once
     * @param fills until an empty one is full again
     * @param ofResource whether it counts for one resource and not for the subscription
     */
    public record Limit(String name, int capacity, Duration fills, boolean ofResource) {

        /** A bucket for each subscription, or for each machine and each polled operation. */
        private Bucket bucket(Request request) {
            String owner = ofResource
                    ? request.path().replaceFirst("(?i)(/virtualMachines/[^/]+|/operations/[^/]+).*", "$1")
                    : request.param("subscription");
            return new Bucket(name + " " + owner.toLowerCase(Locale.ROOT), capacity, fills);
        }
    }

    /**
     * Groups of machines: one bucket for the subscription, one for the machine.
     *
     * @param subscription requests that are left in a full bucket after one
     * @param resource the same for the machine's
     */
    public static RateGroup machine(String name, int subscription, int resource) {
        return new RateGroup(
                List.of(
                        new Limit(name + "SubscriptionMaximum", subscription + 1, THREE_MINUTES, false),
                        new Limit(name + "Resource", resource + 1, THREE_MINUTES, true)),
                windowLimits(name, subscription, subscription * 5),
                MACHINES_RENAMED);
    }

    /** Groups that count for the subscription only. */
    public static RateGroup subscription(String name, int remaining) {
        return new RateGroup(
                List.of(new Limit(name + "SubscriptionMaximum", remaining + 1, THREE_MINUTES, false)),
                windowLimits(name, remaining, remaining * 5),
                OTHERS_RENAMED);
    }

    /** Groups of disks and galleries: two windows. */
    public static RateGroup windows(String name, int threeMinutes, int thirtyMinutes) {
        List<Limit> limits = windowLimits(name, threeMinutes, thirtyMinutes);
        return new RateGroup(limits, limits, Instant.MIN);
    }

    /** Groups of look-ups that count in one window. */
    public static RateGroup threeMinutes(String name, int remaining) {
        List<Limit> limits = List.of(new Limit(name + "3Min", remaining + 1, THREE_MINUTES, false));
        return new RateGroup(limits, limits, Instant.MIN);
    }

    private static List<Limit> windowLimits(String name, int threeMinutes, int thirtyMinutes) {
        return List.of(
                new Limit(name + "3Min", threeMinutes + 1, THREE_MINUTES, false),
                new Limit(name + "30Min", thirtyMinutes + 1, Duration.ofMinutes(30), false));
    }

    /** The handler behind this group's limits, with its header on answers, and on refusals unless the gateway made them. */
    public Handler on(Azure azure, Handler handler) {
        return request -> {
            Instant now = azure.world().now();
            List<Limit> valid = now.isBefore(renamed) ? earlier : limits;
            List<Bucket> buckets =
                    valid.stream().map(limit -> limit.bucket(request)).toList();
            return switch (azure.buckets().take(buckets, now)) {
                case Taken.Remaining left -> stamped(request, handler, header(valid, left));
                case Taken.Empty empty -> throw tooMany(azure, valid.get(empty.empty()), empty.again(), now);
            };
        };
    }

    private static Response stamped(Request request, Handler handler, String header) {
        try {
            return handler.handle(request).with(HEADER, header);
        } catch (Refused refused) {
            boolean byGateway = refused.response().headers().containsKey("x-ms-failure-cause");
            throw byGateway ? refused : new Refused(refused.response().with(HEADER, header));
        }
    }

    private static String header(List<Limit> limits, Taken.Remaining left) {
        return IntStream.range(0, limits.size())
                .mapToObj(i ->
                        PREFIX + limits.get(i).name() + ";" + left.remaining().get(i))
                .collect(Collectors.joining(","));
    }

    /** The form in which the documentation shows it. */
    private static Refused tooMany(Azure azure, Limit limit, Duration wait, Instant now) {
        ObjectNode measured = Json.object()
                .put("operationGroup", limit.name())
                .put("startTime", ArmTime.offset(now.minus(limit.fills())))
                .put("endTime", ArmTime.offset(now))
                .put("allowedRequestCount", limit.capacity())
                .put("measuredRequestCount", limit.capacity() + 1);
        ObjectNode error = ArmError.error(
                "OperationNotAllowed",
                "The server rejected the request because too many requests have been received for this subscription.");
        error.putArray("details")
                .addObject()
                .put("code", "TooManyRequests")
                .put("target", limit.name())
                .put("message", measured.toString());
        error.putObject("innererror").put("internalErrorCode", "TooManyRequestsReceived");
        int seconds = (int) Math.max(1, wait.toSeconds());
        return new Refused(ArmError.response(429, error)
                .with("Retry-After", azure.settings().retryAfter(seconds))
                .with(HEADER, PREFIX + limit.name() + ";0"));
    }
}
