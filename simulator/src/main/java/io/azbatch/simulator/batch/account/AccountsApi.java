package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Route;
import io.azbatch.simulator.http.Router;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Batch accounts over ARM. */
public final class AccountsApi {
    private static final String NAMESPACE = "Microsoft.Batch";
    private static final String TYPE = "batchAccounts";

    private final Azure azure;
    private final Function<ResourceId, Plane> dataPlane;
    private final AccountOperations operations;
    private final AccountChecks checks;
    private final AccountBody body;

    /**
     * @param dataPlane makes what stands behind the listener of an account
     */
    public AccountsApi(Azure azure, Function<ResourceId, Plane> dataPlane) {
        this.azure = azure;
        this.dataPlane = dataPlane;
        this.operations = new AccountOperations(azure);
        this.checks = new AccountChecks(azure);
        this.body = new AccountBody(azure);
    }

    public void routes(Router router) {
        String subscription = "/subscriptions/{subscription}";
        String provider = "/providers/" + NAMESPACE;
        String all = subscription + "/resourceGroups/{group}" + provider + "/" + TYPE;
        String one = all + "/{account}";
        router.add("PUT", one, "batchAccounts PUT", this::put);
        router.add("PATCH", one, "batchAccounts PATCH", this::patch);
        router.add("GET", one, "batchAccounts GET", request -> answer(request, require(request), 200));
        router.add("DELETE", one, "batchAccounts DELETE", this::delete);
        router.add("GET", all, "batchAccounts list", this::list);
        router.add("GET", subscription + provider + "/" + TYPE, "batchAccounts list", this::listAll);
        router.add(Route.of("POST", one + "/listKeys", "batchAccounts/listKeys", request -> keys(require(request)))
                .readOnly());
        router.add("POST", one + "/regenerateKeys", "batchAccounts/regenerateKeys", this::regenerateKeys);
        router.add("POST", one + "/syncAutoStorageKeys", "batchAccounts/syncAutoStorageKeys", this::syncKeys);
        router.add("GET", one + "/operationResults/{operation}", "batchAccounts/operationResults GET", this::poll);
        router.add(
                "GET",
                subscription + provider + "/locations/{location}/accountOperationResults/{operation}",
                "batchAccounts/operationResults GET",
                this::poll);
    }

    private Response put(Request request) {
        ObjectNode asked = Bodies.require(request);
        String location = Regions.require(Bodies.location(asked), NAMESPACE + "/" + TYPE);
        ResourceId id = id(request);
        Optional<BatchAccount> existing = azure.resources().find(id, BatchAccount.class);
        existing.ifPresent(account -> Bodies.refuseMove(account, location));
        checks.check(request, asked, id.name());
        if (existing.isPresent()) {
            return changed(
                    request,
                    existing.get()
                            .asking(stamped(settable(asked)), azure.world().now()));
        }
        checks.refuseTaken(request, location, id);
        return create(request, id, location, stamped(settable(asked)));
    }

    private Response create(Request request, ResourceId id, String location, ObjectNode asked) {
        Instant now = azure.world().now();
        Optional<OperationEnd> failure = request.operationEnd().or(() -> checks.quotaReached(id, location));
        if (failure.isEmpty()) {
            azure.resources()
                    .put(new BatchAccount(
                            id,
                            location,
                            asked,
                            "Creating",
                            now,
                            AccountKeys.fresh(),
                            UUID.randomUUID(),
                            azure.listeners().open(dataPlane.apply(id))));
            azure.world().after(azure.settings().seconds("batchAccountSeconds").dividedBy(2), () -> azure.resources()
                    .change(
                            id,
                            BatchAccount.class,
                            account -> account.in("Succeeded", azure.world().now())));
        }
        return operations.begin(
                request,
                id + "/operationResults/" + request.id(),
                azure.settings().seconds("batchAccountSeconds"),
                failure,
                () -> azure.resources()
                        .find(id, BatchAccount.class)
                        .map(account -> stampedNow(request, account))
                        .orElseGet(() -> Response.empty(200)));
    }

    private Response patch(Request request) {
        BatchAccount account = require(request);
        ObjectNode changes = Bodies.require(request);
        ObjectNode merged = Json.merge(account.asked(), settable(changes));
        for (String whole : List.of("tags", "identity")) {
            if (changes.path(whole).isObject()) {
                merged.set(whole, changes.get(whole));
            }
        }
        checks.check(request, merged, account.name());
        return changed(request, account.asking(stamped(merged), azure.world().now()));
    }

    private Response changed(Request request, BatchAccount account) {
        azure.resources().put(account);
        return answer(request, account, 200);
    }

    private Response delete(Request request) {
        ResourceId id = id(request);
        BatchAccount account = require(request);
        azure.resources().put(account.in("Deleting", azure.world().now()));
        azure.world()
                .after(
                        azure.settings().seconds("batchAccountSeconds"),
                        () -> deleted(id, request.operationEnd().isEmpty()));
        return operations.begin(
                request,
                "/subscriptions/" + id.subscription() + "/providers/" + NAMESPACE + "/locations/" + account.location()
                        + "/accountOperationResults/" + id.name() + "-" + request.id(),
                azure.settings().seconds("batchAccountSeconds"),
                request.operationEnd(),
                () -> Response.empty(200));
    }

    private void deleted(ResourceId id, boolean well) {
        if (well) {
            azure.resources().remove(id);
        } else {
            azure.resources()
                    .change(
                            id,
                            BatchAccount.class,
                            account -> account.in("Succeeded", azure.world().now()));
        }
    }

    private Response list(Request request) {
        return page(
                request,
                azure.resources().list(BatchAccount.class, request.param("subscription"), request.param("group")));
    }

    private Response listAll(Request request) {
        return page(
                request,
                azure.resources().list(BatchAccount.class).stream()
                        .filter(account -> account.id().subscription().equalsIgnoreCase(request.param("subscription")))
                        .toList());
    }

    private Response page(Request request, List<BatchAccount> accounts) {
        return azure.pages()
                .of(
                        request,
                        accounts.stream()
                                .map(account -> body.render(account, request.apiVersion()))
                                .toList());
    }

    private Response regenerateKeys(Request request) {
        BatchAccount account = require(request);
        String key = Json.text(Bodies.require(request), "keyName");
        if (!key.equalsIgnoreCase("Primary") && !key.equalsIgnoreCase("Secondary")) {
            throw AccountError.invalidBody(
                    request, azure.world().now(), "keyName must be Primary or Secondary, not '" + key + "'");
        }
        BatchAccount renewed = account.with(account.keys().renewed(key.equalsIgnoreCase("Primary")));
        azure.resources().put(renewed);
        return keys(renewed);
    }

    private static Response keys(BatchAccount account) {
        return Response.json(
                200,
                Json.object()
                        .put("accountName", account.name())
                        .put("primary", account.keys().primary())
                        .put("secondary", account.keys().secondary()));
    }

    private Response syncKeys(Request request) {
        BatchAccount account = require(request);
        if (!Json.at(account.asked(), "properties", "autoStorage").isObject()) {
            throw AccountError.of(
                    request,
                    azure.world().now(),
                    409,
                    "AccountHasNoAutoStorage",
                    "The specified account does not have auto storage configured.");
        }
        azure.resources()
                .put(account.asking(stamped(account.asked()), azure.world().now()));
        return Response.empty(204);
    }

    private Response poll(Request request) {
        return operations
                .poll(request)
                .orElseThrow(() -> AccountError.of(
                        request,
                        azure.world().now(),
                        404,
                        "OperationNotFound",
                        "The specified operation does not exist."));
    }

    private Response answer(Request request, BatchAccount account, int status) {
        return headed(Response.json(status, body.render(account, request.apiVersion())), account.modified());
    }

    /** The answer of an operation is modified now, whenever the account was. */
    private Response stampedNow(Request request, BatchAccount account) {
        return headed(
                Response.json(200, body.render(account, request.apiVersion())),
                azure.world().now());
    }

    private static Response headed(Response response, Instant modified) {
        return response.with("ETag", "\"" + BatchTime.etag(modified) + "\"")
                .with("Last-Modified", BatchTime.http(modified));
    }

    private BatchAccount require(Request request) {
        ResourceId id = id(request);
        return azure.resources().find(id, BatchAccount.class).orElseThrow(() -> notFound(request, id));
    }

    private Refused notFound(Request request, ResourceId id) {
        return azure.resources().deletedJustNow(id)
                ? AccountError.of(
                        request, azure.world().now(), 404, "AccountNotFound", "The specified account does not exist.")
                : ArmError.resourceNotFound(id);
    }

    private static ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"), request.param("group"), NAMESPACE, TYPE, request.param("account"));
    }

    private static ObjectNode settable(ObjectNode asked) {
        ObjectNode kept = Json.object();
        for (String field : List.of("tags", "identity", "properties")) {
            if (asked.path(field).isObject()) {
                kept.set(field, asked.get(field));
            }
        }
        return kept;
    }

    /** A storage account that is linked gets the moment when its keys were read. */
    private ObjectNode stamped(ObjectNode asked) {
        ObjectNode copy = asked.deepCopy();
        Identities.complete(copy);
        if (Json.at(copy, "properties", "autoStorage") instanceof ObjectNode storage) {
            storage.put("lastKeySync", BatchTime.iso(azure.world().now()));
            if (!storage.has("authenticationMode")) {
                storage.put("authenticationMode", "StorageKeys");
            }
        }
        return copy;
    }
}
