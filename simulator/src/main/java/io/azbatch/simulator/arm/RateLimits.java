package io.azbatch.simulator.arm;

import io.azbatch.simulator.arm.Buckets.Bucket;
import io.azbatch.simulator.arm.Buckets.Taken;
import io.azbatch.simulator.entra.Principal;
import io.azbatch.simulator.http.Handler;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Duration;
import java.util.List;

/**
 * The limits of the ARM front end: a bucket for each principal and subscription, and a larger one for all principals together, apart
 * for reads, writes and deletes. How full they are stands on every answer that a provider made.
 */
final class RateLimits {
    private static final String HEADER = "x-ms-ratelimit-remaining-subscription-";
    private static final int ALL_TOGETHER = 15;

    private final Azure azure;

    RateLimits(Azure azure) {
        this.azure = azure;
    }

    /** What the buckets of a kind of request hold: as many as are refilled in these seconds. */
    private record Kind(String word, int capacity, int refillPerSecond) {
        static Kind of(Request request) {
            return switch (request.method()) {
                case "GET", "HEAD" -> new Kind("reads", 250, 25);
                case "DELETE" -> new Kind("deletes", 200, 10);
                default -> new Kind("writes", 200, 10);
            };
        }

        Bucket bucket(String owner, int times) {
            return new Bucket(owner + " " + word, capacity * times, Duration.ofSeconds(capacity / refillPerSecond));
        }
    }

    /** Lets a request pass to its handler, or refuses it when a bucket is empty. */
    Response admit(Request request, Principal caller, String subscription, Handler handler) {
        Kind kind = Kind.of(request);
        List<Bucket> buckets = List.of(
                kind.bucket(subscription + " " + caller.objectId(), 1), kind.bucket(subscription, ALL_TOGETHER));
        return switch (azure.buckets().take(buckets, azure.world().now())) {
            case Taken.Remaining left -> answer(request, kind, left, handler);
            case Taken.Empty empty -> throw tooMany(subscription, kind, empty);
        };
    }

    private static Response answer(Request request, Kind kind, Taken.Remaining left, Handler handler) {
        try {
            return stamp(handler.handle(request), kind, left);
        } catch (Refused refused) {
            boolean byGateway = refused.response().headers().containsKey("x-ms-failure-cause");
            throw byGateway ? refused : new Refused(stamp(refused.response(), kind, left));
        }
    }

    private static Response stamp(Response response, Kind kind, Taken.Remaining left) {
        return response.withDefault(
                        HEADER + kind.word(), left.remaining().get(0).toString())
                .withDefault(
                        HEADER + "global-" + kind.word(),
                        left.remaining().get(1).toString());
    }

    private Refused tooMany(String subscription, Kind kind, Taken.Empty empty) {
        long seconds = Math.max(1, empty.again().toSeconds());
        Response response = ArmError.gatewayResponse(
                429,
                "SubscriptionRequestsThrottled",
                "Number of '" + kind.word() + "' requests for subscription '" + subscription
                        + "' exceeded the limit. Please try again after '" + seconds + "' seconds.");
        return new Refused(response.with("Retry-After", azure.settings().retryAfter((int) seconds))
                .with(HEADER + kind.word(), "0"));
    }
}
