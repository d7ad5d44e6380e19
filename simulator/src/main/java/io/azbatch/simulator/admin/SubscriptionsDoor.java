package io.azbatch.simulator.admin;

import io.azbatch.simulator.arm.Subscriptions;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import io.azbatch.simulator.state.World;
import java.util.UUID;

/** Adds subscriptions: {@code PUT /subscriptions/{id}}; one that is there already stays as it is. */
public final class SubscriptionsDoor {
    private final World world;
    private final Subscriptions subscriptions;

    public SubscriptionsDoor(World world, Subscriptions subscriptions) {
        this.world = world;
        this.subscriptions = subscriptions;
    }

    /** Adds the route of this door. */
    public void routes(Router router) {
        router.add("PUT", "/subscriptions/{id}", "subscriptions", this::put);
    }

    private Response put(Request request) {
        UUID id = UUID.fromString(request.param("id"));
        return world.look(() -> {
            subscriptions.add(id.toString());
            return Response.json(200, Json.object().put("subscription", id.toString()));
        });
    }
}
