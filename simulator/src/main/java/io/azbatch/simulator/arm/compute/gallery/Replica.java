package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import java.time.Instant;

/**
 * A version in one region.
 *
 * @param region display name, such as {@code West Europe}
 * @param start when copying began, virtual
 * @param end when it is or was complete, virtual
 * @param failed whether it came to nothing
 */
public record Replica(String region, Instant start, Instant end, boolean failed) {

    boolean isComplete(Instant now) {
        return !failed && !now.isBefore(end);
    }

    boolean isFailed(Instant now) {
        return failed && !now.isBefore(end);
    }

    Replica asFailed(Instant now) {
        return new Replica(region, start, now, true);
    }

    ObjectNode view(Instant now) {
        String state = isFailed(now) ? "Failed" : isComplete(now) ? "Completed" : "Replicating";
        return Json.object().put("region", region).put("state", state).put("progress", progress(now));
    }

    /** 0 to 100; 100 only when complete. */
    private int progress(Instant now) {
        if (isComplete(now)) {
            return 100;
        }
        double whole = Math.max(1, end.toEpochMilli() - start.toEpochMilli());
        double done = (now.toEpochMilli() - start.toEpochMilli()) / whole;
        return Math.clamp((long) (done * 100), 0, failed ? 50 : 99);
    }
}
