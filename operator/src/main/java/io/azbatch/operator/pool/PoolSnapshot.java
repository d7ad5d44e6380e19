package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.operator.cloud.BatchAccounts.BatchAccount;
import io.azbatch.operator.cloud.BatchJobs.Job;
import io.azbatch.operator.cloud.BatchJobs.Schedule;
import io.azbatch.operator.cloud.BatchPools.NodeCounts;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.cloud.BatchPools.SupportedImage;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.control.Subject;
import io.azbatch.operator.pool.PoolStep.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything one pass knows, at one instant. Complete and immutable: the decision and the status view look at nothing
 * else.
 *
 * @param account looked at first; the rest of Azure is not looked at without it
 * @param image which version the spec means; checked for Batch unless the pool boots from it already
 * @param supportedImages looked at only when a pool is to be made
 * @param pool the Batch pool of our id, whoever made it; where the id is derived and free, the pool with our mark
 * @param jobs unfinished ones of the account; looked at only when the pool is to be deleted and waits for them
 * @param schedules active ones of the account; looked at with the jobs
 */
public record PoolSnapshot(
        Instant now,
        Subject subject,
        OwnerMark owner,
        BatchPoolSpec spec,
        PoolTargets targets,
        PoolMemory memory,
        ResizeBudget budget,
        Access access,
        Reading<BatchAccount> account,
        ImageResolution image,
        Reading<List<SupportedImage>> supportedImages,
        Reading<Pool> pool,
        Reading<NodeCounts> nodeCounts,
        Reading<List<Job>> jobs,
        Reading<List<Schedule>> schedules) {

    /** What could not be read and without which nothing can be done. */
    Optional<Unread> unread() {
        return account.unread()
                .map(trouble ->
                        new Unread("reading Batch account " + targets.account().name(), trouble))
                .or(() -> pool.unread().map(trouble -> new Unread("reading Batch pool " + poolId(), trouble)))
                .or(() -> jobs.unread()
                        .map(trouble -> new Unread(
                                "listing the jobs of Batch account "
                                        + targets.account().name(),
                                trouble)))
                .or(() -> schedules
                        .unread()
                        .map(trouble -> new Unread(
                                "listing the job schedules of Batch account "
                                        + targets.account().name(),
                                trouble)));
    }

    /** @param doing what could not be done */
    record Unread(String doing, Trouble trouble) {}

    /** Where the pool is; only with an account. */
    Place place() {
        return new Place(account.found().orElseThrow().endpoint(), poolId());
    }

    /** Id of the pool that is there, or of the one that is to be made. */
    String poolId() {
        return pool.found().map(Pool::id).orElse(targets.poolId());
    }

    Ownership ownership(Pool there) {
        return owner.read(there.metadata());
    }

    /** The pool, if it is there and this object's. */
    Optional<Pool> ownPool() {
        return pool.found().filter(there -> ownership(there) == Ownership.OURS);
    }
}
