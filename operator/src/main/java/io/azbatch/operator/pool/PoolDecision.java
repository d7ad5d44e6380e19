package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchAccounts.BatchAccount;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.PoolStep.Remember;
import io.azbatch.operator.pool.PoolStep.Stand;
import java.util.List;
import java.util.Optional;

/**
 * The decision for a pool: an ordered list of rules, each from snapshot to maybe a step; the first answer wins. This
 * table is the documentation of what the operator does.
 */
final class PoolDecision {

    /** A rule of the table. */
    @FunctionalInterface
    interface Rule {
        Optional<PoolStep> step(PoolSnapshot snapshot);
    }

    private static final List<Rule> RULES = List.of(
            PoolDecision::annotationUnderstood,
            PoolDecision::credentialFound,
            PoolDecision::azureAnswered,
            PoolDecision::requestHandled,
            PoolDecision::accountReady,
            Provision::notBeingDeleted,
            Provision::ours,
            Provision::tagsTaken,
            Provision::imageResolved,
            Provision::created,
            Provision::metadataAsDeclared,
            Scaling::fixed,
            Scaling::targetsAsDeclared,
            Scaling::resizeDone,
            Scaling::nodesAllocated,
            NodeHealth::counted,
            NodeHealth::noneBroken,
            NodeHealth::allUp,
            PendingChanges::imageStillThere,
            ResourceTags::refused,
            PendingChanges::atRest);

    private PoolDecision() {}

    static PoolStep decide(PoolSnapshot snapshot) {
        if (snapshot.subject().deleting()) {
            return PoolDeletion.decide(snapshot);
        }
        PoolStep step = RULES.stream()
                .flatMap(rule -> rule.step(snapshot).stream())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no rule answers, the last one must: " + snapshot.subject()));
        return step instanceof PoolStep.Effect effect && snapshot.subject().policy() instanceof ReconcilePolicy.Observe
                ? Stand.blocked(
                        PoolReason.DriftObserved, "reconcile-policy is observe, so this is not done: " + effect.doing())
                : step;
    }

    private static Optional<PoolStep> annotationUnderstood(PoolSnapshot snapshot) {
        return snapshot.subject().policy() instanceof ReconcilePolicy.Unknown(String value)
                ? Optional.of(Stand.blocked(
                        PoolReason.InvalidAnnotation,
                        "annotation azbatch.io/reconcile-policy is '" + value
                                + "': use manage, observe or detach-on-delete"))
                : Optional.empty();
    }

    private static Optional<PoolStep> credentialFound(PoolSnapshot snapshot) {
        return snapshot.access() instanceof Access.Missing(String message)
                ? Optional.of(Stand.blocked(PoolReason.CredentialsMissing, message))
                : Optional.empty();
    }

    private static Optional<PoolStep> azureAnswered(PoolSnapshot snapshot) {
        return snapshot.unread()
                .map(unread -> new Stand(Standing.of(unread.trouble(), PoolReason.AzureBusy.name(), unread.doing())));
    }

    /** A new request begins the budget of a resize that failed again, at once, and is only noted elsewhere. */
    private static Optional<PoolStep> requestHandled(PoolSnapshot snapshot) {
        Optional<String> requested = snapshot.subject().requestedAt();
        if (requested.isEmpty() || requested.equals(snapshot.memory().handledRequest())) {
            return Optional.empty();
        }
        PoolMemory noted = new PoolMemory(snapshot.memory().retry(), requested);
        return Optional.of(Scaling.failed(snapshot)
                .map(pool -> Scaling.announce(snapshot, noted, pool, 1))
                .orElseGet(() -> new Remember(
                        noted,
                        new Standing.Working(
                                PoolReason.Pending.name(), "handling the reconcile request " + requested.get()))));
    }

    private static Optional<PoolStep> accountReady(PoolSnapshot snapshot) {
        var id = snapshot.targets().account();
        return switch (snapshot.account()) {
            case Reading.Absent<?> absent ->
                Optional.of(Stand.blocked(
                        PoolReason.AccountNotFound,
                        "Batch account " + id + " does not exist: check spec.account, or create it; it is looked for"
                                + " again by itself"));
            case Reading.Present<BatchAccount>(var account) ->
                switch (account.provisioningState()) {
                    case "Succeeded" -> Optional.empty();
                    case "Creating" ->
                        Optional.of(Stand.working(
                                PoolReason.AccountNotReady, "Batch account " + id.name() + " is being created"));
                    default ->
                        Optional.of(Stand.blocked(
                                PoolReason.AccountNotReady,
                                "Batch account " + id.name() + " is in state " + account.provisioningState()
                                        + ": look at it in Azure"));
                };
            case Reading.Unread<?> unread -> Optional.empty();
            case Reading.NotLooked<?> notLooked ->
                Optional.of(Stand.working(PoolReason.Pending, "the account has not been looked at yet"));
        };
    }
}
