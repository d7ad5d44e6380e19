package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchAccounts.BatchAccount;
import io.azbatch.operator.cloud.BatchPools.Pool;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tags of the resources behind the nodes. Azure takes them only where those resources are the user's own: in Batch
 * accounts of pool allocation mode {@code UserSubscription}, which an account has for life. Source: Batch service REST
 * API, property {@code resourceTags} of a pool.
 */
final class ResourceTags {

    private ResourceTags() {}

    /** Why the account does not take the tags that the spec has, and what to do; empty when it does. */
    static Optional<String> objection(PoolSnapshot snapshot) {
        return snapshot.spec().resourceTags().isEmpty()
                ? Optional.empty()
                : snapshot.account()
                        .found()
                        .filter(account -> !account.userSubscription())
                        .map(ResourceTags::message);
    }

    private static String message(BatchAccount account) {
        return "spec.resourceTags needs a Batch account in user-subscription mode, and Batch account "
                + account.id().name() + " is in mode " + account.poolAllocationMode()
                + ", which can not be changed: take resourceTags out, or use an account that was made with pool"
                + " allocation mode UserSubscription";
    }

    static Optional<PoolStep> refused(PoolSnapshot snapshot) {
        return objection(snapshot)
                .map(message -> PoolStep.Stand.blocked(PoolReason.AccountNotUserSubscription, message));
    }

    /** Whether a pool that is there has other tags than the spec, in an account that takes them. */
    static boolean differ(PoolSnapshot snapshot, Pool pool) {
        return objection(snapshot).isEmpty()
                && !byName(pool.resourceTags()).equals(byName(snapshot.spec().resourceTags()));
    }

    /** Azure does not tell names of tags apart by case. */
    private static Map<String, String> byName(Map<String, String> tags) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(tags);
        return byName;
    }
}
