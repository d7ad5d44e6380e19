package io.azbatch.simulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.settings.Settings;
import io.azbatch.simulator.state.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Long-running operations of ARM providers, by id. An operation lives on after its end, as in Azure, until the simulator stops. */
public final class Operations {
    private final Map<String, LongOperation> byId = new HashMap<>();
    private final Map<String, String> opaqueByRegion = new HashMap<>();
    private final World world;
    private final Settings settings;

    public Operations(World world, Settings settings) {
        this.world = world;
        this.settings = settings;
    }

    /**
     * What an operation is to be.
     *
     * @param collection where it is polled: {@code operations}, {@code DiskOperations}, {@code capsOperations}
     * @param namespace such as {@code Microsoft.Compute}
     * @param location region
     * @param duration virtual
     * @param firstPollRetryAfter recorded seconds of Retry-After on the first poll, 0 for none
     * @param output the body of a successful end, read when it is asked for; absent if the operation has none
     */
    public record Plan(
            String collection,
            String namespace,
            String location,
            Duration duration,
            int firstPollRetryAfter,
            Optional<Supplier<JsonNode>> output) {

        /** An operation without output. */
        public static Plan of(String collection, String namespace, String location, Duration duration) {
            return new Plan(collection, namespace, location, duration, 0, Optional.empty());
        }

        public Plan withOutput(Supplier<JsonNode> result) {
            return new Plan(collection, namespace, location, duration, firstPollRetryAfter, Optional.of(result));
        }

        public Plan withFirstPoll(int retryAfter) {
            return new Plan(collection, namespace, location, duration, retryAfter, output);
        }
    }

    /**
     * Begins an operation. A fault on the request decides how it ends, else it succeeds.
     *
     * @param atEnd called once at the virtual end, with the failure if it failed
     */
    public LongOperation begin(Request request, Plan plan, Consumer<Optional<OperationEnd>> atEnd) {
        return begin(request, plan, Optional.empty(), atEnd);
    }

    /** The same for an operation that is accepted although it will fail. */
    public LongOperation begin(
            Request request, Plan plan, Optional<OperationEnd> failure, Consumer<Optional<OperationEnd>> atEnd) {
        Optional<OperationEnd> end = request.operationEnd().or(() -> failure);
        String opaque = opaqueByRegion.computeIfAbsent(
                plan.namespace() + plan.location(), key -> UUID.randomUUID().toString());
        LongOperation operation = new LongOperation(
                request, plan, opaque, world.now(), world.now().plus(plan.duration()), end, settings);
        byId.put(operation.id(), operation);
        world.after(plan.duration(), () -> atEnd.accept(end));
        return operation;
    }

    /** The operation with an id, in the collection it belongs to. */
    public Optional<LongOperation> find(String collection, String id) {
        return Optional.ofNullable(byId.get(id.toLowerCase(Locale.ROOT)))
                .filter(operation -> operation.plan().collection().equalsIgnoreCase(collection));
    }
}
