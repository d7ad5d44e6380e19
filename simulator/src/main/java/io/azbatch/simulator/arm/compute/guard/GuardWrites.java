package io.azbatch.simulator.arm.compute.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Duration;
import java.util.function.Function;

/** How they are written: accepted by 202 with what was asked for, and told as a whole when it is over. */
final class GuardWrites {
    private static final Duration CREATION = Duration.ofMillis(970);
    private static final Duration CHANGE = Duration.ofMillis(60);

    private final Azure azure;

    GuardWrites(Azure azure) {
        this.azure = azure;
    }

    /**
     * Stores a guard that is being created or changed.
     *
     * @param accepted what the answer to the write shows
     * @param full how it is shown when it is over
     */
    <T extends Guard> Response write(
            Request request, T guard, ObjectNode accepted, Class<T> kind, Function<T, ObjectNode> full) {
        azure.resources().put(guard);
        Duration duration = guard.provisioning().equals("Creating") ? CREATION : CHANGE;
        Operations.Plan plan = plan(guard, duration)
                .withOutput(
                        () -> azure.resources().find(guard.id(), kind).map(full).orElse(accepted));
        LongOperation operation = azure.operations().begin(request, plan, failure -> {
            if (azure.resources().holds(guard)) {
                azure.resources().put(guard.with(guard.model(), failure.isPresent() ? "Failed" : "Succeeded"));
            }
        });
        return operation.announceBoth(Response.json(202, accepted));
    }

    Response delete(Request request, Guard guard, Duration duration) {
        Guard leaving = guard.with(guard.model(), "Deleting");
        azure.resources().put(leaving);
        LongOperation operation = azure.operations().begin(request, plan(guard, duration), failure -> {
            if (failure.isPresent() && azure.resources().holds(leaving)) {
                azure.resources().put(guard.with(guard.model(), "Failed"));
            } else if (azure.resources().holds(leaving)) {
                azure.resources().remove(guard.id());
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    private static Operations.Plan plan(Guard guard, Duration duration) {
        return Operations.Plan.of("DiskOperations", "Microsoft.Compute", guard.location(), duration);
    }
}
