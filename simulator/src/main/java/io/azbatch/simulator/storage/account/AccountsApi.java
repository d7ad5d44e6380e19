package io.azbatch.simulator.storage.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Route;
import io.azbatch.simulator.http.Router;
import io.azbatch.simulator.storage.Storage;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Storage accounts and their keys. A new one takes its time; whatever else is done to them is done at once. */
public final class AccountsApi {
    private static final String TYPE = "Microsoft.Storage/storageAccounts";
    private static final String SUBSCRIPTION = "/subscriptions/{subscription}/providers/Microsoft.Storage";
    private static final String GROUP =
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Storage/storageAccounts";
    private static final int CREATE_RETRY_AFTER = 17;
    private static final int KEY_BYTES = 64;
    /** Accounts that a subscription can have in a region. */
    private static final int MOST = 250;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Azure azure;
    private final Storage storage;
    private final AccountNames names;
    private final AccountView view;

    public AccountsApi(Azure azure, Storage storage) {
        this.azure = azure;
        this.storage = storage;
        this.names = new AccountNames(storage.accounts());
        this.view = new AccountView(storage::endpoint);
    }

    public void routes(Router router) {
        String one = GROUP + "/{account}";
        router.add(
                "GET",
                SUBSCRIPTION + "/storageAccounts",
                "storageAccounts list",
                request -> list(request, account -> true));
        router.add(
                "GET",
                GROUP,
                "storageAccounts list",
                request -> list(request, account -> account.id().group().equalsIgnoreCase(request.param("group"))));
        router.add("GET", one, "storageAccounts GET", request -> Response.json(200, view.full(require(request))));
        router.add("PUT", one, "storageAccounts PUT", this::put);
        router.add("PATCH", one, "storageAccounts PATCH", this::patch);
        router.add("DELETE", one, "storageAccounts DELETE", this::delete);
        router.add(Route.of("POST", one + "/listKeys", "storageAccounts/listKeys", this::listKeys)
                .readOnly());
        router.add("POST", one + "/regenerateKey", "storageAccounts/regenerateKey", this::regenerateKey);
        router.add(Route.of(
                        "POST",
                        SUBSCRIPTION + "/checkNameAvailability",
                        "storage/checkNameAvailability",
                        names::available)
                .readOnly());
        router.add("GET", SUBSCRIPTION + "/locations/{location}/usages", "storageUsages list", this::usages);
        router.add(
                "GET", SUBSCRIPTION + "/locations/{location}/asyncoperations/{id}", "asyncoperations GET", this::poll);
    }

    private Response usages(Request request) {
        String location = Regions.normalise(request.param("location"));
        long used = azure.resources().list(StorageAccount.class).stream()
                .filter(account -> account.id().subscription().equalsIgnoreCase(request.param("subscription")))
                .filter(account -> account.location().equals(location))
                .count();
        ObjectNode usage =
                Json.object().put("unit", "Count").put("currentValue", used).put("limit", MOST);
        usage.putObject("name").put("value", "StorageAccounts").put("localizedValue", "Storage Accounts");
        return Response.json(200, Json.object().set("value", Json.array().add(usage)));
    }

    private Response list(Request request, Predicate<StorageAccount> wanted) {
        List<ObjectNode> items = azure.resources().list(StorageAccount.class).stream()
                .filter(account -> account.id().subscription().equalsIgnoreCase(request.param("subscription")))
                .filter(wanted)
                .map(view::full)
                .toList();
        return azure.pages().of(request, items);
    }

    private Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), TYPE);
        Optional<StorageAccount> existing = azure.resources().find(id(request), StorageAccount.class);
        if (existing.isEmpty()) {
            return create(request, location, body);
        }
        Bodies.refuseMove(existing.get(), location);
        return update(existing.get(), body, true);
    }

    private Response create(Request request, String location, ObjectNode body) {
        ResourceId id = id(request);
        names.check(id);
        StorageAccount account = new StorageAccount(
                id,
                location,
                AccountBody.forNew(body, request.apiVersion()),
                "Creating",
                azure.world().now(),
                storage.newSlot(),
                List.of(newKey("key1"), newKey("key2")));
        azure.resources().put(account);
        Operations.Plan plan = Operations.Plan.of(
                        "asyncoperations",
                        Accounts.NAMESPACE,
                        location,
                        azure.settings().seconds("storageAccountSeconds"))
                .withOutput(() -> view.full(
                        azure.resources().find(id, StorageAccount.class).orElse(account)));
        LongOperation operation = azure.operations().begin(request, plan, failure -> {
            if (failure.isPresent()) {
                azure.resources().remove(id);
            } else {
                azure.resources().change(id, StorageAccount.class, StorageAccount::made);
            }
        });
        return operation.announceLocation(Response.text(202, "text/plain; charset=utf-8", ""), CREATE_RETRY_AFTER);
    }

    private Response patch(Request request) {
        return update(require(request), Bodies.require(request), false);
    }

    private Response update(StorageAccount account, ObjectNode body, boolean put) {
        StorageAccount changed = account.with(AccountBody.forExisting(account, body, put));
        azure.resources().put(changed);
        return Response.json(200, view.full(changed));
    }

    private Response delete(Request request) {
        boolean there = azure.resources().exists(id(request).toString());
        if (there) {
            azure.resources().remove(id(request));
        }
        return Response.empty(there ? 200 : 204);
    }

    private Response listKeys(Request request) {
        return Response.json(200, AccountView.keys(require(request)));
    }

    private Response regenerateKey(Request request) {
        StorageAccount account = require(request);
        String name = Json.text(Bodies.require(request), "keyName");
        if (account.keys().stream().noneMatch(key -> key.name().equals(name))) {
            throw ArmError.of(
                    400, "InvalidValuesForRequestParameters", "Values for request parameters are invalid: keyName.");
        }
        StorageAccount changed = account.with(account.keys().stream()
                .map(key -> key.name().equals(name) ? newKey(name) : key)
                .toList());
        azure.resources().put(changed);
        return Response.json(200, AccountView.keys(changed));
    }

    private Response poll(Request request) {
        Response state = azure.operations()
                .find("asyncoperations", request.param("id"))
                .filter(found -> found.recognises(request))
                .orElseThrow(() -> ArmError.of(404, "NotFound", "Operation " + request.param("id") + " is not found."))
                .monitor(azure.world().now());
        return state.status() == 202
                ? state.with("Retry-After", azure.settings().retryAfter(CREATE_RETRY_AFTER))
                : state;
    }

    private StorageAccount.Key newKey(String name) {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return new StorageAccount.Key(
                name, Base64.getEncoder().encodeToString(bytes), azure.world().now());
    }

    private StorageAccount require(Request request) {
        ResourceId id = id(request);
        return azure.resources().find(id, StorageAccount.class).orElseThrow(() -> ArmError.resourceNotFound(id));
    }

    static ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                Accounts.NAMESPACE,
                "storageAccounts",
                request.param("account"));
    }
}
