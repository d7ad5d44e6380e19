package io.azbatch.simulator.arm.compute;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.http.Handler;
import io.azbatch.simulator.http.Refused;
import java.time.Instant;

/**
 * A throttling group of Microsoft.Compute, told in {@code x-ms-ratelimit-remaining-resource}. The buckets shown are always full but
 * one: a client that stays under Azure's limits never sees them move far. Refusals by throttling are made with a fault.
 *
 * @param value the header's value
 * @param earlier its value before the groups of machines and images were renamed
 * @param renamed when that was
 */
public record RateGroup(String value, String earlier, Instant renamed) {
    private static final String HEADER = "x-ms-ratelimit-remaining-resource";
    private static final String PREFIX = "Microsoft.Compute/";
    private static final Instant MACHINES_RENAMED = Instant.parse("2023-10-15T00:00:00Z");
    private static final Instant OTHERS_RENAMED = Instant.parse("2024-01-01T00:00:00Z");

    /** Groups of machines: one bucket for the subscription, one for the machine. */
    public static RateGroup machine(String name, int subscription, int resource) {
        return new RateGroup(
                PREFIX + name + "SubscriptionMaximum;" + subscription + "," + PREFIX + name + "Resource;" + resource,
                windows(name, subscription, subscription * 5).value(),
                MACHINES_RENAMED);
    }

    /** Groups that count for the subscription only. */
    public static RateGroup subscription(String name, int remaining) {
        return new RateGroup(
                PREFIX + name + "SubscriptionMaximum;" + remaining,
                windows(name, remaining, remaining * 5).value(),
                OTHERS_RENAMED);
    }

    /** Groups of disks and galleries: two windows. */
    public static RateGroup windows(String name, int threeMinutes, int thirtyMinutes) {
        String value = PREFIX + name + "3Min;" + threeMinutes + "," + PREFIX + name + "30Min;" + thirtyMinutes;
        return new RateGroup(value, value, Instant.MIN);
    }

    /** Groups of look-ups that count in one window. */
    public static RateGroup threeMinutes(String name, int remaining) {
        String value = PREFIX + name + "3Min;" + remaining;
        return new RateGroup(value, value, Instant.MIN);
    }

    /** The handler with this group's header on its answers, and on its refusals unless the gateway made them. */
    public Handler on(Azure azure, Handler handler) {
        return request -> {
            String now = azure.world().now().isBefore(renamed) ? earlier : value;
            try {
                return handler.handle(request).with(HEADER, now);
            } catch (Refused refused) {
                boolean byGateway = refused.response().headers().containsKey("x-ms-failure-cause");
                throw byGateway ? refused : new Refused(refused.response().with(HEADER, now));
            }
        };
    }
}
