package io.azbatch.operator.pool;

import static io.azbatch.operator.pool.Given.OWNER;
import static io.azbatch.operator.pool.Given.QUOTA;
import static io.azbatch.operator.pool.Given.SOMEBODY;
import static io.azbatch.operator.pool.Given.UBUNTU;
import static io.azbatch.operator.pool.Given.UBUNTU_AGENT;
import static io.azbatch.operator.pool.Given.V2;
import static io.azbatch.operator.pool.Given.job;
import static io.azbatch.operator.pool.Given.resolved;
import static io.azbatch.operator.pool.Given.thePool;
import static io.azbatch.operator.pool.Given.thePoolThere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchJobs.Job;
import io.azbatch.operator.cloud.BatchJobs.JobState;
import io.azbatch.operator.cloud.BatchJobs.Schedule;
import io.azbatch.operator.cloud.BatchPools.AllocationState;
import io.azbatch.operator.cloud.BatchPools.SupportedImage;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Trouble;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Standing;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of rules, as situations and what is done in each. */
final class PoolDecisionTest {

    private static final Trouble THROTTLED =
            new Trouble.Throttled("TooManyRequests", "slow down", Optional.of(Duration.ofSeconds(7)));
    private static final Trouble DENIED = new Trouble.Denied("AuthorizationFailed", "no right");

    @Test
    void aPoolThatWaitsNamesFiveOfThoseItWaitsForAndSchedulesFirst() {
        List<Job> seven = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> job("job-" + number, JobState.ACTIVE))
                .toList();
        PoolStep step = PoolDecision.decide(thePoolThere()
                .jobs(Reading.present(seven))
                .schedules(Reading.present(List.of(new Schedule("nightly", Optional.of("render-1")))))
                .deleting(DeletionPolicy.Delete)
                .snapshot());
        assertThat(((PoolStep.Stand) step).standing().message())
                .contains(
                        "job schedule nightly, job job-1, job job-2, job job-3, job job-4 and 3 more",
                        "spec.deletion.jobs to Ignore")
                .doesNotContain("job-5");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"beforeThePool", "thePoolToBeMade", "thePoolOfThisId", "scale", "nodes", "atRest", "deletion"})
    void does(String situation, Given given, String expected) {
        assertThat(told(PoolDecision.decide(given.snapshot()))).isEqualTo(expected);
    }

    private static String told(PoolStep step) {
        return switch (step) {
            case PoolStep.Effect effect -> effect.doing();
            case PoolStep.Remember remember -> "remember, " + told(remember.standing());
            case PoolStep.Stand stand -> told(stand.standing());
            case PoolStep.AwaitImage await -> "await the image, " + told(await.standing());
            case PoolStep.Release release -> "release";
        };
    }

    private static String told(Standing standing) {
        return standing.getClass().getSimpleName() + " " + standing.reason();
    }

    static Stream<Arguments> beforeThePool() {
        return Stream.of(
                arguments(
                        "unknown policy",
                        thePool().policy(new ReconcilePolicy.Unknown("pause")),
                        "Blocked InvalidAnnotation"),
                arguments(
                        "no credential",
                        thePool().access(new Access.Missing("create a Secret")),
                        "Blocked CredentialsMissing"),
                arguments("account throttled", thePool().account(unread(THROTTLED)), "Delayed AzureBusy"),
                arguments("account denied", thePool().account(unread(DENIED)), "Blocked AuthorizationFailed"),
                arguments("pool throttled", thePool().pool(unread(THROTTLED)), "Delayed AzureBusy"),
                arguments("account missing", thePool().account(absent()), "Blocked AccountNotFound"),
                arguments(
                        "account being created",
                        thePool().account(Reading.present(Given.account("Creating"))),
                        "Working AccountNotReady"),
                arguments(
                        "account on its way out",
                        thePool().account(Reading.present(Given.account("Deleting"))),
                        "Blocked AccountNotReady"),
                arguments("a reconcile request", thePool().requested("one"), "remember, Working Pending"),
                arguments(
                        "a reconcile request that was handled",
                        thePoolThere().requested("one").handled("one"),
                        "Settled Ready"),
                arguments(
                        "a reconcile request after a failed resize asks at once",
                        shortOfNodes().requested("two").retried(5, "2026-11-23T09:59:00Z", "0x0"),
                        "remember, Delayed ResizeFailed"));
    }

    static Stream<Arguments> thePoolToBeMade() {
        return Stream.of(
                arguments(
                        "all is there",
                        thePool(),
                        "creating Batch pool render-1 with image version 1.0.0 and node agent batch.node.ubuntu 24.04"),
                arguments(
                        "tags that an account of Azure's own nodes does not take, before the image is waited for",
                        thePool().resourceTags(Map.of("costCentre", "42")).image(waitingForImage()),
                        "Blocked AccountNotUserSubscription"),
                arguments(
                        "tags in the account of a user's own nodes",
                        thePool().userSubscription().resourceTags(Map.of("costCentre", "42")),
                        "creating Batch pool render-1 with image version 1.0.0 and node agent batch.node.ubuntu 24.04"),
                arguments(
                        "image waits", thePool().image(waitingForImage()), "await the image, Working WaitingForImage"),
                arguments(
                        "image being replicated",
                        thePool().image(ImageResolution.working(PoolReason.ImageNotReplicated, "40 %")),
                        "Working ImageNotReplicated"),
                arguments(
                        "image refused",
                        thePool().image(ImageResolution.blocked(PoolReason.ImageNotAllowed, "no")),
                        "Blocked ImageNotAllowed"),
                arguments(
                        "image unread",
                        thePool().image(new ImageResolution.Unread("reading image version", THROTTLED)),
                        "Delayed AzureBusy"),
                arguments(
                        "supported images unread", thePool().supported(unread(DENIED)), "Blocked AuthorizationFailed"),
                arguments(
                        "two node agents fit",
                        thePool().supported(Reading.present(List.of(agent("one"), agent("two")))),
                        "Blocked NodeAgentSkuUnknown"),
                arguments(
                        "two node agents fit and one is given",
                        thePool()
                                .supported(Reading.present(List.of(agent("one"), agent("two"))))
                                .nodeAgentSku("two"),
                        "creating Batch pool render-1 with image version 1.0.0 and node agent two"),
                arguments("observed only", thePool().policy(new ReconcilePolicy.Observe()), "Blocked DriftObserved"));
    }

    static Stream<Arguments> thePoolOfThisId() {
        return Stream.of(
                arguments(
                        "made by nobody we know",
                        thePool().there(pool -> pool.metadata(Map.of("team", "render"))),
                        "Blocked PoolNotOurs"),
                arguments(
                        "made by another installation",
                        thePool().there(pool -> pool.metadata(SOMEBODY.tags())),
                        "Blocked PoolNotOurs"),
                arguments(
                        "deleted by somebody",
                        thePoolThere().there(pool -> pool.deleting()),
                        "Working PoolBeingDeleted"),
                arguments(
                        "made by our forerunner of a restored cluster",
                        thePoolThere()
                                .there(pool -> pool.metadata(Map.of(
                                        "team", "render", OwnerMark.OWNER, OWNER.owner(), OwnerMark.UID, "uid-0"))),
                        "putting the metadata of Batch pool render-1 back"),
                arguments(
                        "an item of the metadata is gone",
                        thePoolThere().there(pool -> pool.metadata(OWNER.tags())),
                        "putting the metadata of Batch pool render-1 back"),
                arguments(
                        "metadata is put back while nodes are added",
                        thePoolThere().there(pool -> pool.metadata(OWNER.tags()).allocation(AllocationState.RESIZING)),
                        "putting the metadata of Batch pool render-1 back"),
                arguments(
                        "drift, observed only",
                        thePoolThere()
                                .there(pool -> pool.metadata(OWNER.tags()))
                                .policy(new ReconcilePolicy.Observe()),
                        "Blocked DriftObserved"));
    }

    static Stream<Arguments> scale() {
        return Stream.of(
                arguments(
                        "more replicas declared",
                        thePoolThere().replicas(5),
                        "resizing Batch pool render-1 to 5 dedicated and 0 Spot nodes"),
                arguments(
                        "a third of them Spot",
                        thePoolThere().spot(new IntOrString("40%")),
                        "resizing Batch pool render-1 to 2 dedicated and 1 Spot nodes"),
                arguments(
                        "none declared",
                        thePoolThere().replicas(0),
                        "resizing Batch pool render-1 to 0 dedicated and 0 Spot nodes"),
                arguments(
                        "targets drifted",
                        thePoolThere().there(pool -> pool.target(1, 2).current(1, 2)),
                        "resizing Batch pool render-1 to 3 dedicated and 0 Spot nodes"),
                arguments(
                        "more declared while nodes are added",
                        thePoolThere().replicas(5).there(pool -> pool.allocation(AllocationState.RESIZING)),
                        "Working Resizing"),
                arguments(
                        "more declared while a resize stops",
                        thePoolThere().replicas(5).there(pool -> pool.allocation(AllocationState.STOPPING)),
                        "Working Resizing"),
                arguments(
                        "nodes are added",
                        thePoolThere().there(pool -> pool.allocation(AllocationState.RESIZING)
                                .current(1, 0)),
                        "Working Resizing"),
                arguments(
                        "autoscale switched on by somebody",
                        thePoolThere()
                                .there(pool -> pool.autoscale().target(9, 0).allocation(AllocationState.RESIZING)),
                        "switching autoscale of Batch pool render-1 off, since spec.scale is fixed"),
                arguments(
                        "more declared after a resize failed: the new target has its own budget",
                        shortOfNodes().retried(5, "2026-11-23T09:59:00Z", "0x0").replicas(5),
                        "resizing Batch pool render-1 to 5 dedicated and 0 Spot nodes"));
    }

    static Stream<Arguments> nodes() {
        return Stream.of(
                arguments("count unread", thePoolThere().counts(unread(THROTTLED)), "Delayed AzureBusy"),
                arguments("count lags", thePoolThere().nodes(Map.of("idle", 2)), "Working BringUp"),
                arguments("count does not know the pool", thePoolThere().counts(absent()), "Working BringUp"),
                arguments("nodes start", thePoolThere().nodes(Map.of("idle", 1, "starting", 2)), "Working BringUp"),
                arguments(
                        "nodes wait for their start task",
                        thePoolThere().nodes(Map.of("waitingForStartTask", 3)),
                        "Working BringUp"),
                arguments(
                        "a node reboots",
                        thePoolThere().nodes(Map.of("running", 2, "rebooting", 1)),
                        "Working BringUp"),
                arguments(
                        "a node is unusable",
                        thePoolThere().nodes(Map.of("idle", 2, "unusable", 1)),
                        "Blocked NodesUnhealthy"),
                arguments(
                        "a start task failed, others start",
                        thePoolThere().nodes(Map.of("startTaskFailed", 1, "creating", 2)),
                        "Blocked NodesUnhealthy"),
                arguments(
                        "a node is preempted",
                        thePoolThere().nodes(Map.of("idle", 2, "preempted", 1)),
                        "Delayed NodesInterrupted"),
                arguments(
                        "a node is out of reach",
                        thePoolThere().nodes(Map.of("running", 2, "unknown", 1)),
                        "Delayed NodesInterrupted"),
                arguments(
                        "a state that is new to us",
                        thePoolThere().nodes(Map.of("idle", 2, "daydreaming", 1)),
                        "Delayed NodesInterrupted"));
    }

    static Stream<Arguments> atRest() {
        return Stream.of(
                arguments("all as declared", thePoolThere(), "Settled Ready"),
                arguments("all as declared, running", thePoolThere().nodes(Map.of("running", 3)), "Settled Ready"),
                arguments(
                        "all as declared, observed only",
                        thePoolThere().policy(new ReconcilePolicy.Observe()),
                        "Settled Ready"),
                arguments(
                        "no nodes declared, the count does not know the pool",
                        thePoolThere()
                                .replicas(0)
                                .there(pool -> pool.target(0, 0).current(0, 0))
                                .counts(absent()),
                        "Settled Ready"),
                arguments(
                        "errors of a resize that no longer matters",
                        thePoolThere().there(pool -> pool.failed(QUOTA)),
                        "Settled Ready"),
                arguments("a newer image", thePoolThere().image(resolved(V2)), "Settled NewImageWaits"),
                arguments("another size", thePoolThere().vmSize("Standard_D4s_v5"), "Settled PendingChange"),
                arguments(
                        "tags that an account of Azure's own nodes does not take",
                        thePoolThere().resourceTags(Map.of("costCentre", "42")),
                        "Blocked AccountNotUserSubscription"),
                arguments(
                        "tags in the account of a user's own nodes",
                        thePoolThere().userSubscription().resourceTags(Map.of("costCentre", "42")),
                        "Settled PendingChange"),
                arguments(
                        "the same tags, whose names Azure writes in another case",
                        thePoolThere()
                                .userSubscription()
                                .resourceTags(Map.of("costCentre", "42"))
                                .there(pool -> pool.resourceTags(Map.of("CostCentre", "42"))),
                        "Settled Ready"),
                arguments(
                        "tags that the spec has no more",
                        thePoolThere().userSubscription().there(pool -> pool.resourceTags(Map.of("costCentre", "42"))),
                        "Settled PendingChange"),
                arguments("another name", thePoolThere().displayName("night shift"), "Settled PendingChange"),
                arguments(
                        "another node agent", thePoolThere().nodeAgentSku("batch.node.el 9"), "Settled PendingChange"),
                arguments("the size in another case", thePoolThere().vmSize("STANDARD_D2S_V5"), "Settled Ready"),
                arguments("the same node agent", thePoolThere().nodeAgentSku(UBUNTU_AGENT), "Settled Ready"),
                arguments("the next image is being made", thePoolThere().image(waitingForImage()), "Settled Ready"),
                arguments(
                        "the image is gone",
                        thePoolThere().image(imageMissing()),
                        "await the image, Delayed ImageNotFound"),
                arguments(
                        "the image is gone, and still the pool is scaled",
                        thePoolThere().image(imageMissing()).replicas(4),
                        "resizing Batch pool render-1 to 4 dedicated and 0 Spot nodes"),
                arguments(
                        "the gallery can not be read, and still the pool is scaled",
                        thePoolThere()
                                .image(new ImageResolution.Unread("listing versions", DENIED))
                                .replicas(4),
                        "resizing Batch pool render-1 to 4 dedicated and 0 Spot nodes"),
                arguments(
                        "the gallery can not be read",
                        thePoolThere().image(new ImageResolution.Unread("listing versions", DENIED)),
                        "Blocked AuthorizationFailed"));
    }

    static Stream<Arguments> deletion() {
        return Stream.of(
                arguments(
                        "Delete, pool there",
                        thePoolThere().deleting(DeletionPolicy.Delete),
                        "deleting Batch pool render-1"),
                arguments(
                        "Delete, a job is active",
                        thePoolThere()
                                .jobs(Reading.present(List.of(job("shot", JobState.ACTIVE))))
                                .deleting(DeletionPolicy.Delete),
                        "Terminating WaitingForJobs"),
                arguments(
                        "Delete, a job ends its tasks",
                        thePoolThere()
                                .jobs(Reading.present(List.of(job("shot", JobState.TERMINATING))))
                                .deleting(DeletionPolicy.Delete),
                        "Terminating WaitingForJobs"),
                arguments(
                        "Delete, a job awaits its tasks before it is disabled",
                        thePoolThere()
                                .jobs(Reading.present(List.of(job("shot", JobState.DISABLING))))
                                .deleting(DeletionPolicy.Delete),
                        "Terminating WaitingForJobs"),
                arguments(
                        "Delete, its jobs run nothing",
                        thePoolThere()
                                .jobs(Reading.present(
                                        List.of(job("a", JobState.DISABLED), job("b", JobState.COMPLETED))))
                                .deleting(DeletionPolicy.Delete),
                        "deleting Batch pool render-1"),
                arguments(
                        "Delete, a job uses another pool",
                        thePoolThere()
                                .jobs(Reading.present(
                                        List.of(new Job("shot", Optional.of("render-2"), JobState.ACTIVE))))
                                .deleting(DeletionPolicy.Delete),
                        "deleting Batch pool render-1"),
                arguments(
                        "Delete, a schedule makes the next job",
                        thePoolThere()
                                .schedules(Reading.present(List.of(new Schedule("nightly", Optional.of("Render-1")))))
                                .deleting(DeletionPolicy.Delete),
                        "Terminating WaitingForJobs"),
                arguments(
                        "Delete, a schedule makes jobs for other pools",
                        thePoolThere()
                                .schedules(Reading.present(List.of(
                                        new Schedule("nightly", Optional.of("render-2")),
                                        new Schedule("alone", Optional.empty()))))
                                .deleting(DeletionPolicy.Delete),
                        "deleting Batch pool render-1"),
                arguments(
                        "Delete, the schedules can not be read",
                        thePoolThere().schedules(unread(THROTTLED)).deleting(DeletionPolicy.Delete),
                        "Terminating AzureBusy"),
                arguments(
                        "Delete, the jobs can not be read",
                        thePoolThere().jobs(unread(THROTTLED)).deleting(DeletionPolicy.Delete),
                        "Terminating AzureBusy"),
                arguments(
                        "Delete, the jobs may not be read",
                        thePoolThere().jobs(unread(DENIED)).deleting(DeletionPolicy.Delete),
                        "Terminating AuthorizationFailed"),
                arguments(
                        "Delete, jobs do not matter",
                        thePoolThere()
                                .jobs(Reading.present(List.of(job("shot", JobState.ACTIVE))))
                                .deleting(DeletionPolicy.Delete)
                                .ignoringJobs(),
                        "deleting Batch pool render-1"),
                arguments(
                        "Delete, pool on its way out while a job is active",
                        thePoolThere()
                                .there(pool -> pool.deleting())
                                .jobs(Reading.present(List.of(job("shot", JobState.ACTIVE))))
                                .deleting(DeletionPolicy.Delete),
                        "Terminating Deleting"),
                arguments(
                        "Retain while a job is active",
                        thePoolThere()
                                .jobs(Reading.present(List.of(job("shot", JobState.ACTIVE))))
                                .deleting(DeletionPolicy.Retain),
                        "taking the owner's mark off Batch pool render-1, which stays"),
                arguments(
                        "Delete, pool on its way out",
                        thePoolThere().there(pool -> pool.deleting()).deleting(DeletionPolicy.Delete),
                        "Terminating Deleting"),
                arguments("Delete, pool gone", thePool().deleting(DeletionPolicy.Delete), "release"),
                arguments(
                        "Delete, nodes are being added",
                        thePoolThere()
                                .there(pool -> pool.allocation(AllocationState.RESIZING))
                                .deleting(DeletionPolicy.Delete),
                        "deleting Batch pool render-1"),
                arguments(
                        "Delete, the pool is somebody's",
                        thePool().there(pool -> pool.metadata(SOMEBODY.tags())).deleting(DeletionPolicy.Delete),
                        "release"),
                arguments(
                        "Delete, account gone", thePool().account(absent()).deleting(DeletionPolicy.Delete), "release"),
                arguments(
                        "Retain, pool there",
                        thePoolThere().deleting(DeletionPolicy.Retain),
                        "taking the owner's mark off Batch pool render-1, which stays"),
                arguments(
                        "Retain, mark taken off",
                        thePool()
                                .there(pool -> pool.metadata(Map.of("team", "render")))
                                .deleting(DeletionPolicy.Retain),
                        "release"),
                arguments(
                        "Retain, somebody deletes the pool",
                        thePoolThere().there(pool -> pool.deleting()).deleting(DeletionPolicy.Retain),
                        "release"),
                arguments(
                        "no credential",
                        thePool().access(new Access.Missing("create a Secret")).deleting(DeletionPolicy.Delete),
                        "Terminating CredentialsMissing"),
                arguments(
                        "denied",
                        thePool().pool(unread(DENIED)).deleting(DeletionPolicy.Delete),
                        "Terminating AuthorizationFailed"),
                arguments(
                        "Azure is down",
                        thePool()
                                .account(unread(new Trouble.Unavailable("InternalServerError", "no", Optional.empty())))
                                .deleting(DeletionPolicy.Delete),
                        "Terminating AzureBusy"),
                arguments(
                        "detached",
                        thePoolThere().deleting(DeletionPolicy.Delete).policy(new ReconcilePolicy.DetachOnDelete()),
                        "release"),
                arguments(
                        "detached without a credential",
                        thePool()
                                .access(new Access.Missing("create a Secret"))
                                .deleting(DeletionPolicy.Delete)
                                .policy(new ReconcilePolicy.DetachOnDelete()),
                        "release"),
                arguments(
                        "observed",
                        thePoolThere().deleting(DeletionPolicy.Delete).policy(new ReconcilePolicy.Observe()),
                        "release"),
                arguments(
                        "unknown policy",
                        thePoolThere().deleting(DeletionPolicy.Delete).policy(new ReconcilePolicy.Unknown("pause")),
                        "Terminating InvalidAnnotation"));
    }

    /** Azure gave one node of three and says why. */
    private static Given shortOfNodes() {
        return thePoolThere().there(pool -> pool.current(1, 0).failed(QUOTA)).nodes(Map.of("idle", 1));
    }

    private static ImageResolution waitingForImage() {
        return new ImageResolution.Awaited(new Standing.Working(PoolReason.WaitingForImage.name(), "not yet"));
    }

    private static ImageResolution imageMissing() {
        return new ImageResolution.Awaited(new Standing.Delayed(PoolReason.ImageNotFound.name(), "no"));
    }

    private static SupportedImage agent(String sku) {
        return new SupportedImage(UBUNTU, sku, OsType.Linux, true, Optional.empty());
    }

    private static <T> Reading<T> absent() {
        return new Reading.Absent<>("NotFound", "no");
    }

    private static <T> Reading<T> unread(Trouble trouble) {
        return new Reading.Unread<>(trouble);
    }
}
