package io.azbatch.simulator.batch.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Batch accounts over ARM. */
public final class AccountsApi {
    private final Azure azure;
    private final AccountStore store;
    private final Function<ResourceId, Plane> dataPlane;
    private final AccountOperations operations;
    private final AccountChecks checks;
    private final AccountBody body;

    /**
     * @param tenant in which the accounts' own identities are
     * @param dataPlane makes what stands behind the listener of an account
     */
    public AccountsApi(Azure azure, String tenant, Function<ResourceId, Plane> dataPlane) {
        this.azure = azure;
        this.store = new AccountStore(azure);
        this.dataPlane = dataPlane;
        this.operations = new AccountOperations(azure);
        this.checks = new AccountChecks(azure);
        this.body = new AccountBody(azure, tenant);
    }

    public void routes(Router router) {
        String subscription = "/subscriptions/{subscription}";
        String provider = "/providers/" + AccountStore.NAMESPACE;
        String all = subscription + "/resourceGroups/{group}" + provider + "/" + AccountStore.TYPE;
        String one = all + "/{account}";
        router.add("PUT", one, "batchAccounts PUT", this::put);
        router.add("PATCH", one, "batchAccounts PATCH", this::patch);
        router.add("GET", one, "batchAccounts GET", request -> answer(request, store.require(request)));
        router.add("DELETE", one, "batchAccounts DELETE", this::delete);
        router.add("GET", all, "batchAccounts list", this::list);
        router.add("GET", subscription + provider + "/" + AccountStore.TYPE, "batchAccounts list", this::listAll);
        new AccountKeysApi(store).routes(router, one);
        new AccountPartsApi(azure, store).routes(router, one);
        router.add("GET", one + "/operationResults/{operation}", "batchAccounts/operationResults GET", this::poll);
        router.add(
                "GET",
                subscription + provider + "/locations/{location}/accountOperationResults/{operation}",
                "batchAccounts/operationResults GET",
                this::poll);
    }

    private Response put(Request request) {
        ObjectNode asked = Bodies.require(request);
        String location = Regions.require(Bodies.location(asked), AccountStore.NAMESPACE + "/" + AccountStore.TYPE);
        ResourceId id = AccountStore.id(request);
        Optional<BatchAccount> existing = store.find(id);
        existing.ifPresent(account -> Bodies.refuseMove(store.refuseDeleting(request, account), location));
        checks.check(request, asked, id.name());
        ObjectNode settings = AccountSettings.of(asked, store.now());
        if (existing.isPresent()) {
            return changed(request, existing.get(), settings);
        }
        checks.refuseTaken(request, location, id);
        return create(request, id, location, settings);
    }

    private Response create(Request request, ResourceId id, String location, ObjectNode settings) {
        Optional<OperationEnd> failure = request.operationEnd().or(() -> checks.quotaReached(id, location));
        if (failure.isEmpty()) {
            BatchAccount account = store.put(new BatchAccount(
                    id,
                    location,
                    settings,
                    BatchAccount.CREATING,
                    store.now(),
                    AccountKeys.fresh(),
                    UUID.randomUUID(),
                    azure.listeners().open(dataPlane.apply(id))));
            azure.world().after(duration().dividedBy(2), () -> store.change(account, this::created));
        }
        return operations.begin(
                request, id + "/operationResults/" + request.id(), duration(), failure, () -> store.find(id)
                        .map(account -> stampedNow(request, account))
                        .orElseGet(() -> Response.empty(200)));
    }

    /** A deletion may have overtaken the creation. */
    private BatchAccount created(BatchAccount account) {
        return account.state().equals(BatchAccount.CREATING)
                ? account.in(BatchAccount.SUCCEEDED, store.now())
                : account;
    }

    private Response patch(Request request) {
        BatchAccount account = store.requireWritable(request);
        ObjectNode settings = AccountSettings.patched(account.asked(), Bodies.require(request), store.now());
        checks.check(request, settings, account.name());
        return changed(request, account, settings);
    }

    private Response changed(Request request, BatchAccount account, ObjectNode settings) {
        BatchAccount changed = account.asking(settings, store.now());
        checks.refuseOtherMode(request, account, changed);
        return answer(request, store.put(changed));
    }

    private Response delete(Request request) {
        ResourceId id = AccountStore.id(request);
        Optional<BatchAccount> existing = store.find(id);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        BatchAccount account = store.put(existing.get().in(BatchAccount.DELETING, store.now()));
        boolean well = request.operationEnd().isEmpty();
        azure.world().after(duration(), () -> deleted(account, well));
        return operations.begin(
                request,
                "/subscriptions/" + id.subscription() + "/providers/" + AccountStore.NAMESPACE + "/locations/"
                        + account.location() + "/accountOperationResults/" + id.name() + "-" + request.id(),
                duration(),
                request.operationEnd(),
                () -> Response.empty(200));
    }

    private void deleted(BatchAccount account, boolean well) {
        if (well) {
            store.remove(account);
        } else {
            store.change(account, one -> one.in(BatchAccount.SUCCEEDED, store.now()));
        }
    }

    private Duration duration() {
        return azure.settings().seconds("batchAccountSeconds");
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

    private Response poll(Request request) {
        return operations
                .poll(request)
                .orElseThrow(() -> AccountError.of(
                        request, store.now(), 404, "OperationNotFound", "The specified operation does not exist."));
    }

    private Response answer(Request request, BatchAccount account) {
        return rendered(request, account, account.modified());
    }

    /** The answer of an operation is modified now, whenever the account was. */
    private Response stampedNow(Request request, BatchAccount account) {
        return rendered(request, account, store.now());
    }

    private Response rendered(Request request, BatchAccount account, Instant modified) {
        return Response.json(200, body.render(account, request.apiVersion()))
                .with("ETag", "\"" + BatchTime.etag(modified) + "\"")
                .with("Last-Modified", BatchTime.http(modified));
    }
}
