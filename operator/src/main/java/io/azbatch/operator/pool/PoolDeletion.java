package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.api.v1beta1.BatchPoolSpec.JobsInUse;
import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.cloud.BatchPools.PoolState;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.pool.PoolStep.DeletePool;
import io.azbatch.operator.pool.PoolStep.LetGo;
import io.azbatch.operator.pool.PoolStep.Stand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The decision for a pool object that is being deleted: the Batch pool goes, or stays without our mark, as the policy
 * says. What is gone already is done, and a pool of this id that is not ours is left alone.
 */
final class PoolDeletion {

    private static final List<PoolDecision.Rule> RULES = List.of(
            PoolDeletion::leftAsItIs,
            PoolDeletion::credentialFound,
            PoolDeletion::azureAnswered,
            PoolDeletion::poolLetGo,
            PoolDeletion::jobsOver,
            PoolDeletion::poolGone);

    private static final int NAMED_JOBS = 5;

    private PoolDeletion() {}

    static PoolStep decide(PoolSnapshot snapshot) {
        return RULES.stream()
                .flatMap(rule -> rule.step(snapshot).stream())
                .findFirst()
                .orElseGet(PoolStep.Release::new);
    }

    private static Optional<PoolStep> leftAsItIs(PoolSnapshot snapshot) {
        return switch (snapshot.subject().policy()) {
            case ReconcilePolicy.DetachOnDelete detach -> Optional.of(new PoolStep.Release());
            case ReconcilePolicy.Observe observe -> Optional.of(new PoolStep.Release());
            case ReconcilePolicy.Unknown(String value) ->
                Optional.of(Stand.terminating(
                        PoolReason.InvalidAnnotation,
                        "annotation azbatch.io/reconcile-policy is '" + value
                                + "': use manage, observe or detach-on-delete"));
            case ReconcilePolicy.Manage manage -> Optional.empty();
        };
    }

    private static Optional<PoolStep> credentialFound(PoolSnapshot snapshot) {
        return snapshot.access() instanceof Access.Missing(String message)
                ? Optional.of(
                        Stand.terminating(PoolReason.CredentialsMissing, message + "." + Standing.Terminating.WAY_OUT))
                : Optional.empty();
    }

    private static Optional<PoolStep> azureAnswered(PoolSnapshot snapshot) {
        return snapshot.unread()
                .map(unread -> Standing.of(unread.trouble(), PoolReason.AzureBusy.name(), unread.doing()))
                .map(standing -> new Stand(Standing.Terminating.of(standing, PoolReason.Deleting.name())));
    }

    private static Optional<PoolStep> poolLetGo(PoolSnapshot snapshot) {
        return snapshot.ownPool()
                .filter(pool -> retained(snapshot) && pool.state() == PoolState.ACTIVE)
                .map(pool -> new LetGo(snapshot.place(), OwnerMark.removedFrom(pool.metadata()), pool.etag()));
    }

    /**
     * Azure would delete the pool under running tasks. A job that is disabled runs none, and begins none before somebody
     * enables it again. A schedule that is active makes the next job by itself, and it would wait for a pool in vain.
     */
    private static Optional<PoolStep> jobsOver(PoolSnapshot snapshot) {
        return snapshot.ownPool()
                .filter(pool -> waitsForJobs(snapshot.spec(), pool, Ownership.OURS))
                .map(pool -> users(snapshot, pool))
                .filter(jobs -> !jobs.isEmpty())
                .map(jobs -> Stand.terminating(PoolReason.WaitingForJobs, jobsMessage(snapshot, jobs)));
    }

    /** Whether the jobs matter: the pool is ours to delete, and has not begun to go. */
    static boolean waitsForJobs(BatchPoolSpec spec, Pool pool, Ownership ownership) {
        return ownership == Ownership.OURS
                && pool.state() == PoolState.ACTIVE
                && spec.deletion().policy() == DeletionPolicy.Delete
                && spec.deletion().jobs() == JobsInUse.Wait;
    }

    /** Schedules first: unlike jobs, they do not end by themselves. */
    private static List<String> users(PoolSnapshot snapshot, Pool pool) {
        Stream<String> schedules = snapshot.schedules().found().orElse(List.of()).stream()
                .filter(schedule ->
                        schedule.poolId().filter(pool.id()::equalsIgnoreCase).isPresent())
                .map(schedule -> "job schedule " + schedule.id())
                .sorted();
        Stream<String> jobs = snapshot.jobs().found().orElse(List.of()).stream()
                .filter(job -> job.state().mayRunTasks())
                .filter(job -> job.poolId().filter(pool.id()::equalsIgnoreCase).isPresent())
                .map(job -> "job " + job.id())
                .sorted();
        return Stream.concat(schedules, jobs).toList();
    }

    private static String jobsMessage(PoolSnapshot snapshot, List<String> jobs) {
        int more = jobs.size() - NAMED_JOBS;
        return "Batch pool " + snapshot.poolId() + " is deleted when nothing that uses it may run tasks any more: "
                + String.join(", ", jobs.subList(0, Math.min(jobs.size(), NAMED_JOBS)))
                + (more > 0 ? " and " + more + " more" : "")
                + ". Wait, terminate or disable them, or set spec.deletion.jobs to Ignore: their running tasks are stopped"
                + " and queued again then.";
    }

    private static Optional<PoolStep> poolGone(PoolSnapshot snapshot) {
        return snapshot.ownPool().filter(pool -> !retained(snapshot)).map(pool -> switch (pool.state()) {
            case ACTIVE -> new DeletePool(snapshot.place());
            case DELETING -> Stand.terminating(PoolReason.Deleting, goingMessage(pool));
        });
    }

    private static String goingMessage(Pool pool) {
        int left = pool.currentDedicated() + pool.currentSpot();
        return "waiting for Batch pool " + pool.id() + " to be gone"
                + (left > 0 ? ", " + left + " nodes are left" : "");
    }

    private static boolean retained(PoolSnapshot snapshot) {
        return snapshot.spec().deletion().policy() == DeletionPolicy.Retain;
    }
}
