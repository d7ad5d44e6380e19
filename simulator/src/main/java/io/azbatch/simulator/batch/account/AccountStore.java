package io.azbatch.simulator.batch.account;

import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where accounts are kept. Used inside a look at the world only. */
public final class AccountStore {
    static final String NAMESPACE = "Microsoft.Batch";
    static final String TYPE = "batchAccounts";

    private final Azure azure;

    public AccountStore(Azure azure) {
        this.azure = azure;
    }

    /** The id of the account that a request names. */
    public static ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"), request.param("group"), NAMESPACE, TYPE, request.param("account"));
    }

    Optional<BatchAccount> find(ResourceId id) {
        return azure.resources().find(id, BatchAccount.class);
    }

    /** The account that a request names; refused if there is none. */
    public BatchAccount require(Request request) {
        ResourceId id = id(request);
        return find(id).orElseThrow(() -> notFound(request, id));
    }

    /** The same for a write; one that is being deleted takes none. Azure's words for it are a guess. */
    public BatchAccount requireWritable(Request request) {
        return refuseDeleting(request, require(request));
    }

    BatchAccount refuseDeleting(Request request, BatchAccount account) {
        if (account.state().equals(BatchAccount.DELETING)) {
            throw AccountError.of(
                    request, now(), 409, "AccountBeingDeleted", "The specified account has been marked for deletion.");
        }
        return account;
    }

    BatchAccount put(BatchAccount account) {
        azure.resources().put(account);
        return account;
    }

    /** Changes the account if it still is the one that is meant, and not a later one of the same name. */
    void change(BatchAccount meant, UnaryOperator<BatchAccount> change) {
        current(meant).ifPresent(account -> put(change.apply(account)));
    }

    /** Removes the account, with its pools and its listener, if it still is the one that is meant. */
    void remove(BatchAccount meant) {
        current(meant).ifPresent(account -> azure.resources().remove(account.id()));
    }

    public Instant now() {
        return azure.world().now();
    }

    private Optional<BatchAccount> current(BatchAccount meant) {
        return find(meant.id()).filter(account -> account.nodeManagement().equals(meant.nodeManagement()));
    }

    private Refused notFound(Request request, ResourceId id) {
        return azure.resources().deletedJustNow(id)
                ? AccountError.of(request, now(), 404, "AccountNotFound", "The specified account does not exist.")
                : ArmError.resourceNotFound(id);
    }
}
