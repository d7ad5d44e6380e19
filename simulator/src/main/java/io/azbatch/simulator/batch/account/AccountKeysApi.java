package io.azbatch.simulator.batch.account;

import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Route;
import io.azbatch.simulator.http.Router;

/** The keys of an account, and those of its storage account. */
final class AccountKeysApi {
    private final AccountStore store;

    AccountKeysApi(AccountStore store) {
        this.store = store;
    }

    /** @param account path of an account */
    void routes(Router router, String account) {
        router.add(Route.of("POST", account + "/listKeys", "batchAccounts/listKeys", this::list)
                .readOnly());
        router.add("POST", account + "/regenerateKeys", "batchAccounts/regenerateKeys", this::regenerate);
        router.add(
                "POST", account + "/syncAutoStorageKeys", "batchAccounts/syncAutoStorageKeys", this::syncAutoStorage);
    }

    private Response list(Request request) {
        return answer(keyed(request));
    }

    private Response regenerate(Request request) {
        BatchAccount account = store.refuseDeleting(request, keyed(request));
        String key = Json.text(Bodies.require(request), "keyName");
        if (!key.equalsIgnoreCase("Primary") && !key.equalsIgnoreCase("Secondary")) {
            throw AccountError.invalidBody(
                    request, store.now(), "keyName must be Primary or Secondary, not '" + key + "'");
        }
        return answer(store.put(account.with(account.keys().renewed(key.equalsIgnoreCase("Primary")))));
    }

    private Response syncAutoStorage(Request request) {
        BatchAccount account = store.requireWritable(request);
        if (!Json.at(account.asked(), "properties", "autoStorage").isObject()) {
            throw AccountError.of(
                    request,
                    store.now(),
                    409,
                    "AccountHasNoAutoStorage",
                    "The specified account does not have auto storage configured.");
        }
        store.put(account.asking(AccountSettings.synced(account.asked(), store.now()), store.now()));
        return Response.empty(204);
    }

    /** The documents say that keys cannot be had where they cannot be used; status and code are a guess. */
    private BatchAccount keyed(Request request) {
        BatchAccount account = store.require(request);
        if (!account.allows(BatchAccount.SHARED_KEY)) {
            throw AccountError.because(
                    request,
                    store.now(),
                    409,
                    "OperationInvalidForCurrentState",
                    "The specified operation is not valid for the current state of the resource.",
                    "The allowedAuthenticationModes of the account do not contain SharedKey");
        }
        return account;
    }

    private static Response answer(BatchAccount account) {
        return Response.json(
                200,
                Json.object()
                        .put("accountName", account.name())
                        .put("primary", account.keys().primary())
                        .put("secondary", account.keys().secondary()));
    }
}
