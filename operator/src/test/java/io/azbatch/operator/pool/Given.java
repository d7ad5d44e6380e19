package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.api.v1beta1.BatchPoolSpec.Account;
import io.azbatch.api.v1beta1.BatchPoolSpec.CustomImageRef;
import io.azbatch.api.v1beta1.BatchPoolSpec.Deletion;
import io.azbatch.api.v1beta1.BatchPoolSpec.Fixed;
import io.azbatch.api.v1beta1.BatchPoolSpec.Image;
import io.azbatch.api.v1beta1.BatchPoolSpec.JobsInUse;
import io.azbatch.api.v1beta1.BatchPoolSpec.MetadataItem;
import io.azbatch.api.v1beta1.BatchPoolSpec.NodeDeallocationOption;
import io.azbatch.api.v1beta1.BatchPoolSpec.Scale;
import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.operator.cloud.BaseImage;
import io.azbatch.operator.cloud.BatchAccounts.BatchAccount;
import io.azbatch.operator.cloud.BatchJobs.Job;
import io.azbatch.operator.cloud.BatchJobs.JobState;
import io.azbatch.operator.cloud.BatchJobs.Schedule;
import io.azbatch.operator.cloud.BatchPools;
import io.azbatch.operator.cloud.BatchPools.AllocationState;
import io.azbatch.operator.cloud.BatchPools.NodeCounts;
import io.azbatch.operator.cloud.BatchPools.PoolState;
import io.azbatch.operator.cloud.BatchPools.ResizeError;
import io.azbatch.operator.cloud.BatchPools.SupportedImage;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.OsType;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Subject;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import io.azbatch.operator.pool.PoolMemory.Retry;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A situation, told from the plainest one: pool {@code team/render} wants three nodes of image version 1.0.0 in account
 * {@code acc}; account and image are there, the Batch pool is not. Each method changes one thing.
 */
final class Given {

    static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final OwnerMark OWNER = new OwnerMark("cluster-1", "team", "render", "uid-1");
    static final OwnerMark SOMEBODY = new OwnerMark("cluster-2", "team", "render", "uid-9");
    static final URI ENDPOINT = URI.create("https://acc.westeurope.batch.azure.com");
    static final ResourceId DEFINITION =
            ResourceId.gallery(SUBSCRIPTION, "rg", "g").child("images", "ubuntu");
    static final ResourceId V1 = version("1.0.0");
    static final ResourceId V2 = version("2.0.0");
    static final ResourceId MACHINE = ResourceId.virtualMachine(SUBSCRIPTION, "rg", "template");
    static final BaseImage UBUNTU = new BaseImage("canonical", "ubuntu-24_04-lts", "server");
    static final String UBUNTU_AGENT = "batch.node.ubuntu 24.04";
    static final ResizeError QUOTA =
            new ResizeError("AccountCoreQuotaReached", "The specified account has reached its core quota.");

    private int replicas = 3;
    private @Nullable IntOrString spot;
    private String nodeAgentSku = BatchPoolSpec.AUTO;
    private @Nullable String displayName;
    private String vmSize = "Standard_D2s_v5";
    private DeletionPolicy deletionPolicy = DeletionPolicy.Delete;
    private JobsInUse jobsInUse = JobsInUse.Wait;
    private Reading<List<Job>> jobs = Reading.present(List.of());
    private Reading<List<Schedule>> schedules = Reading.present(List.of());
    private Map<String, String> resourceTags = Map.of();
    private boolean deleting;
    private ReconcilePolicy policy = new ReconcilePolicy.Manage();
    private Optional<String> requestedAt = Optional.empty();
    private Optional<String> handled = Optional.empty();
    private Optional<Retry> retry = Optional.empty();
    private Access access = new Access.Granted(new Credential.OperatorIdentity(), "test");
    private Instant now = NOW;

    private Reading<BatchAccount> account = Reading.present(account("Succeeded"));
    private ImageResolution image = resolved(V1);
    private Reading<List<SupportedImage>> supported =
            Reading.present(List.of(new SupportedImage(UBUNTU, UBUNTU_AGENT, OsType.Linux, true, Optional.empty())));
    private Reading<BatchPools.Pool> pool = new Reading.Absent<>("PoolNotFound", "no");
    private @Nullable Reading<NodeCounts> counts;

    static Given thePool() {
        return new Given();
    }

    /** The pool is there as declared, booting from version 1.0.0, with three idle nodes. */
    static Given thePoolThere() {
        return new Given().there(pool -> pool).nodes(Map.of("idle", 3));
    }

    static ResourceId version(String name) {
        return DEFINITION.child("versions", name);
    }

    static Resolved resolved(ResourceId version) {
        return new Resolved(
                version,
                Optional.of(UBUNTU),
                Optional.of(OsType.Linux),
                Optional.of("team/ubuntu"),
                Optional.of(MACHINE));
    }

    static BatchAccount account(String state) {
        return new BatchAccount(
                ResourceId.batchAccount(SUBSCRIPTION, "rg", "acc"),
                new Region("westeurope"),
                ENDPOINT,
                state,
                "BatchService");
    }

    Given replicas(int replicas) {
        this.replicas = replicas;
        return this;
    }

    Given spot(IntOrString spot) {
        this.spot = spot;
        return this;
    }

    Given nodeAgentSku(String sku) {
        nodeAgentSku = sku;
        return this;
    }

    Given displayName(String name) {
        displayName = name;
        return this;
    }

    Given vmSize(String size) {
        vmSize = size;
        return this;
    }

    Given deleting(DeletionPolicy policy) {
        deleting = true;
        deletionPolicy = policy;
        return this;
    }

    Given ignoringJobs() {
        jobsInUse = JobsInUse.Ignore;
        return this;
    }

    Given jobs(Reading<List<Job>> reading) {
        jobs = reading;
        return this;
    }

    Given schedules(Reading<List<Schedule>> reading) {
        schedules = reading;
        return this;
    }

    Given resourceTags(Map<String, String> tags) {
        resourceTags = tags;
        return this;
    }

    /** The account's nodes are resources of the user's own subscription. */
    Given userSubscription() {
        BatchAccount plain = account("Succeeded");
        account = Reading.present(new BatchAccount(
                plain.id(), plain.location(), plain.endpoint(), plain.provisioningState(), "UserSubscription"));
        return this;
    }

    /** A job that uses the pool, whose id is written in another case. */
    static Job job(String id, JobState state) {
        return new Job(id, Optional.of("Render-1"), state);
    }

    Given policy(ReconcilePolicy policy) {
        this.policy = policy;
        return this;
    }

    Given requested(String token) {
        requestedAt = Optional.of(token);
        return this;
    }

    Given handled(String token) {
        handled = Optional.of(token);
        return this;
    }

    /** @param etag of the pool that the attempt is for; none before the first */
    Given retried(int attempts, String lastAt, @Nullable String etag) {
        return retried("3+0", attempts, lastAt, etag);
    }

    Given retried(String target, int attempts, String lastAt, @Nullable String etag) {
        retry = Optional.of(new Retry(target, attempts, Instant.parse(lastAt), Optional.ofNullable(etag)));
        return this;
    }

    Given remembering(PoolMemory memory) {
        retry = memory.retry();
        handled = memory.handledRequest();
        return this;
    }

    Given at(Instant instant) {
        now = instant;
        return this;
    }

    Given access(Access access) {
        this.access = access;
        return this;
    }

    Given account(Reading<BatchAccount> reading) {
        account = reading;
        pool = Reading.notLooked();
        return this;
    }

    Given image(ImageResolution resolution) {
        image = resolution;
        return this;
    }

    Given supported(Reading<List<SupportedImage>> reading) {
        supported = reading;
        return this;
    }

    Given pool(Reading<BatchPools.Pool> reading) {
        pool = reading;
        return this;
    }

    /** The pool is there, as declared but for the change. */
    Given there(UnaryOperator<Pool> change) {
        pool = Reading.present(change.apply(new Pool()).build());
        return this;
    }

    Given nodes(Map<String, Integer> byState) {
        counts = Reading.present(new NodeCounts(
                byState.values().stream().mapToInt(Integer::intValue).sum(), byState));
        return this;
    }

    Given counts(Reading<NodeCounts> reading) {
        counts = reading;
        return this;
    }

    BatchPoolSpec spec() {
        return new BatchPoolSpec(
                new Account(SUBSCRIPTION, "rg", "acc"),
                null,
                "render-1",
                displayName,
                new Image(new CustomImageRef("ubuntu", null), null),
                nodeAgentSku,
                vmSize,
                new Scale(new Fixed(replicas, spot, "15m", NodeDeallocationOption.TaskCompletion)),
                List.of(new MetadataItem("team", "render")),
                resourceTags,
                new Deletion(deletionPolicy, jobsInUse));
    }

    PoolSnapshot snapshot() {
        boolean toBeMade = pool.isAbsent() && image instanceof Resolved;
        return new PoolSnapshot(
                now,
                new Subject("team", "render", "uid-1", 1, deleting, policy, requestedAt),
                OWNER,
                spec(),
                PoolTargets.of(spec(), OWNER),
                new PoolMemory(retry, handled),
                ResizeBudget.of(Duration.ofSeconds(15)),
                access,
                account,
                image,
                toBeMade ? supported : Reading.notLooked(),
                pool,
                counts != null ? counts : Reading.notLooked(),
                jobs,
                schedules);
    }

    /** A Batch pool as declared, changed in some things. */
    static final class Pool {

        private String id = "render-1";
        private String etag = "0x1";
        private PoolState state = PoolState.ACTIVE;
        private AllocationState allocation = AllocationState.STEADY;
        private String vmSize = "standard_d2s_v5";
        private Optional<String> displayName = Optional.empty();
        private ResourceId image = V1;
        private boolean autoscale;
        private int targetDedicated = 3;
        private int targetSpot;
        private int currentDedicated = 3;
        private int currentSpot;
        private List<ResizeError> errors = new ArrayList<>();
        private Map<String, String> metadata =
                Map.of("team", "render", OwnerMark.OWNER, OWNER.owner(), OwnerMark.UID, OWNER.uid());
        private Map<String, String> resourceTags = Map.of();

        Pool id(String id) {
            this.id = id;
            return this;
        }

        Pool etag(String etag) {
            this.etag = etag;
            return this;
        }

        Pool deleting() {
            state = PoolState.DELETING;
            return this;
        }

        Pool allocation(AllocationState state) {
            allocation = state;
            return this;
        }

        Pool image(ResourceId version) {
            image = version;
            return this;
        }

        Pool autoscale() {
            autoscale = true;
            return this;
        }

        Pool target(int dedicated, int spot) {
            targetDedicated = dedicated;
            targetSpot = spot;
            return this;
        }

        Pool current(int dedicated, int spot) {
            currentDedicated = dedicated;
            currentSpot = spot;
            return this;
        }

        Pool failed(ResizeError... errors) {
            this.errors = List.of(errors);
            return this;
        }

        Pool metadata(Map<String, String> metadata) {
            this.metadata = metadata;
            return this;
        }

        Pool resourceTags(Map<String, String> tags) {
            resourceTags = tags;
            return this;
        }

        BatchPools.Pool build() {
            return new BatchPools.Pool(
                    id,
                    etag,
                    state,
                    allocation,
                    vmSize,
                    displayName,
                    Optional.of(image),
                    Optional.of(UBUNTU_AGENT),
                    autoscale,
                    targetDedicated,
                    targetSpot,
                    currentDedicated,
                    currentSpot,
                    errors,
                    metadata,
                    resourceTags);
        }
    }
}
