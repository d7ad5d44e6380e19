package io.azbatch.simulator.arm;

import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;

/** The remaining-quota headers of the ARM front end. Its buckets refill faster than one client empties them, so they stay full. */
final class RateLimits {
    private RateLimits() {}

    static Response add(Request request, Response response) {
        String kind =
                switch (request.method()) {
                    case "GET", "HEAD" -> "reads";
                    case "DELETE" -> "deletes";
                    default -> "writes";
                };
        int own = kind.equals("reads") ? 249 : 199;
        int all = kind.equals("reads") ? 3749 : 2999;
        return response.withDefault("x-ms-ratelimit-remaining-subscription-" + kind, Integer.toString(own))
                .withDefault("x-ms-ratelimit-remaining-subscription-global-" + kind, Integer.toString(all));
    }
}
