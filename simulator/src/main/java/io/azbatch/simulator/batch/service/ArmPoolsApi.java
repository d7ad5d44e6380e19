package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.account.BatchAccount;
import io.azbatch.simulator.batch.answer.BatchError;
import io.azbatch.simulator.batch.answer.BatchRefusal;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.batch.answer.BatchVersion;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.answer.Filter;
import io.azbatch.simulator.batch.answer.MaxResults;
import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.entra.Directory;
import io.azbatch.simulator.http.Handler;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Optional;

/** Pools over ARM: the same pools as on the data plane of their account, in ARM's names, and with identities. */
public final class ArmPoolsApi {
    /** The front end let the token pass; this finds whose it was. */
    private static final int POLL_SECONDS = 15;

    private static final int MOST = 1000;

    private final Azure azure;
    private final Directory directory;
    private final BatchWorld world;
    private final NewPools newPools;
    private final PoolChanges changes;

    public ArmPoolsApi(Azure azure, Directory directory, BatchWorld world, NewPools newPools, PoolChanges changes) {
        this.azure = azure;
        this.directory = directory;
        this.world = world;
        this.newPools = newPools;
        this.changes = changes;
    }

    /** Answers a call about the pools of an account that is there. */
    @FunctionalInterface
    private interface PoolHandler {
        Response handle(Call call);
    }

    public void routes(Router router) {
        String account = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Batch/batchAccounts/"
                + "{account}";
        String one = account + "/pools/{pool}";
        router.add("GET", account + "/pools", "batchAccounts/pools list", on(this::list));
        router.add("GET", one, "batchAccounts/pools GET", on(call -> answer(call, require(call))));
        router.add("PUT", one, "batchAccounts/pools PUT", on(this::put));
        router.add("PATCH", one, "batchAccounts/pools PATCH", on(this::patch));
        router.add("DELETE", one, "batchAccounts/pools DELETE", on(this::delete));
        router.add(
                "POST",
                one + "/stopResize",
                "batchAccounts/pools/stopResize",
                on(call -> answer(call, world.pools().stopResize(require(call)))));
        router.add(
                "POST",
                one + "/disableAutoScale",
                "batchAccounts/pools/disableAutoScale",
                on(call -> answer(call, world.pools().endAutoScale(require(call)))));
        router.add(
                "GET",
                account + "/poolOperationResults/{operation}",
                "batchAccounts/poolOperationResults GET",
                on(this::poll));
    }

    private Handler on(PoolHandler handler) {
        return request -> {
            try {
                return handler.handle(call(request));
            } catch (BatchRefusal refusal) {
                return refused(request, refusal.error());
            }
        };
    }

    private Call call(Request request) {
        ResourceId account = ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                "Microsoft.Batch",
                "batchAccounts",
                request.param("account"));
        BatchAccount there = azure.resources()
                .find(account, BatchAccount.class)
                .orElseThrow(() -> request.method().equals("PUT")
                        ? ArmError.parentNotFound(account.child("pools", request.param("pool")))
                        : ArmError.resourceNotFound(account));
        if (there.deleting() && request.changesSomething()) {
            throw Errors.accountDisabled().refusal();
        }
        BatchVersion version = BatchVersion.behind(request.apiVersion());
        return new Call(
                request,
                there,
                version,
                directory.bearer(request),
                azure.world().now());
    }

    private Response list(Call call) {
        Optional<String> filter = call.request().query().get("$filter");
        int most = MaxResults.read(call.request(), MOST);
        List<ObjectNode> pools = world.store().of(call.account().id()).stream()
                .map(pool -> ArmPoolForm.render(pool, call.version()))
                .filter(filter.map(Filter::parse).orElse(any -> true))
                .toList();
        return azure.pages().of(call.request(), pools, most);
    }

    private Response put(Call call) {
        ObjectNode asked = Bodies.require(call.request());
        JsonNode properties = properties(asked);
        Optional<Pool> existing = world.store().find(call.account().id(), call.param("pool"));
        if (existing.isPresent()) {
            Conditions.check(call.request(), existing.get());
            return answer(call, changes.replace(call, existing.get(), properties, identity(asked)));
        }
        if (call.request().header("if-match").isPresent()) {
            throw Errors.conditionNotMet().refusal();
        }
        ObjectNode body = ArmPoolForm.toService(properties);
        body.put("id", call.param("pool")).setAll(ArmPoolForm.scale(properties));
        body.remove("nodeDeallocationOption");
        return answer(call, newPools.add(call, body, identity(asked)));
    }

    private Response patch(Call call) {
        Pool pool = require(call);
        Conditions.check(call.request(), pool);
        ObjectNode asked = Bodies.require(call.request());
        return answer(call, changes.patch(call, pool, properties(asked), identity(asked)));
    }

    private Response delete(Call call) {
        Optional<Pool> pool = world.store().find(call.account().id(), call.param("pool"));
        if (pool.isEmpty()) {
            return Response.empty(204);
        }
        world.pools().delete(pool.get());
        return pending(
                call,
                call.account().id() + "/poolOperationResults/delete-"
                        + pool.get().name());
    }

    /** A deletion is over when the pool is gone. */
    private Response poll(Call call) {
        String pool = call.param("operation").replaceFirst("^(?i)delete-", "");
        boolean goes = world.store()
                .find(call.account().id(), pool)
                .filter(Pool::deleting)
                .isPresent();
        return goes ? pending(call, call.request().path()) : Response.empty(200);
    }

    private Response pending(Call call, String path) {
        return Response.empty(202)
                .with(
                        "Location",
                        call.endpoint() + path + "?api-version="
                                + call.request().apiVersion())
                .with("Retry-After", azure.settings().retryAfter(POLL_SECONDS));
    }

    private Pool require(Call call) {
        return world.store().find(call.account().id(), call.param("pool")).orElseThrow(() -> Errors.poolNotFound()
                .refusal());
    }

    private static JsonNode properties(ObjectNode asked) {
        JsonNode properties = asked.path("properties");
        return properties.isObject() ? properties : Json.object();
    }

    /** Only identities of their own may be given to nodes. */
    private static Optional<ObjectNode> identity(ObjectNode asked) {
        if (!(asked.path("identity") instanceof ObjectNode identity)) {
            return Optional.empty();
        }
        String type = Json.text(identity, "type");
        boolean none = type.equalsIgnoreCase("None");
        if (!none
                && (!type.equalsIgnoreCase("UserAssigned")
                        || identity.path("userAssignedIdentities").isEmpty())) {
            throw Errors.invalidProperty(
                            "identity", "The specified identity must be of type UserAssigned and name one.")
                    .refusal();
        }
        return Optional.of(none ? Json.object().put("type", "None") : PoolIdentities.resolved(identity));
    }

    private static Response answer(Call call, Pool pool) {
        return Response.json(200, ArmPoolForm.render(pool, call.version()))
                .with("ETag", ArmPoolForm.etag(pool))
                .with("Last-Modified", BatchTime.http(pool.modified()));
    }

    private Response refused(Request request, BatchError error) {
        if (error.status() == 304) {
            return Response.empty(304);
        }
        String text = error.message() + "\nRequestId:" + request.id() + "\nTime:"
                + BatchTime.iso(azure.world().now());
        ObjectNode body = ArmError.error(error.code(), text).put("target", "BatchAccount");
        if (!error.values().isEmpty()) {
            ArrayNode details = body.putArray("details");
            error.values()
                    .forEach(detail ->
                            details.add(Json.object().put("code", detail.key()).put("message", detail.value())));
        }
        return ArmError.response(error.status(), body);
    }
}
