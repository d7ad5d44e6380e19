package io.azbatch.simulator.arm.compute;

import io.azbatch.simulator.http.Handler;
import io.azbatch.simulator.http.Response;

/**
 * A throttling group of Microsoft.Compute, told in {@code x-ms-ratelimit-remaining-resource}. The buckets shown are always full but
 * one: a client that stays under Azure's limits never sees them move far. Refusals by throttling are made with a fault.
 *
 * @param value the header's value
 */
public record RateGroup(String value) {
    private static final String PREFIX = "Microsoft.Compute/";

    /** Groups of machines since 2023: one bucket for the subscription, one for the machine. */
    public static RateGroup machine(String name, int subscription, int resource) {
        return new RateGroup(
                PREFIX + name + "SubscriptionMaximum;" + subscription + "," + PREFIX + name + "Resource;" + resource);
    }

    /** Groups that count for the subscription only. */
    public static RateGroup subscription(String name, int remaining) {
        return new RateGroup(PREFIX + name + "SubscriptionMaximum;" + remaining);
    }

    /** Groups of disks and galleries: two windows. */
    public static RateGroup windows(String name, int threeMinutes, int thirtyMinutes) {
        return new RateGroup(PREFIX + name + "3Min;" + threeMinutes + "," + PREFIX + name + "30Min;" + thirtyMinutes);
    }

    /** The handler with this group's header on its answers. */
    public Handler on(Handler handler) {
        return request -> {
            Response response = handler.handle(request);
            return response.with("x-ms-ratelimit-remaining-resource", value);
        };
    }
}
