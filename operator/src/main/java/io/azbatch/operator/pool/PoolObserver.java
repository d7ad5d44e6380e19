package io.azbatch.operator.pool;

import io.azbatch.api.v1beta1.BatchPool;
import io.azbatch.api.v1beta1.BatchPoolSpec;
import io.azbatch.api.v1beta1.BatchPoolStatus;
import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.PoolReason;
import io.azbatch.operator.cloud.BatchAccounts.BatchAccount;
import io.azbatch.operator.cloud.BatchJobs.Job;
import io.azbatch.operator.cloud.BatchJobs.Schedule;
import io.azbatch.operator.cloud.BatchPools;
import io.azbatch.operator.cloud.BatchPools.NodeCounts;
import io.azbatch.operator.cloud.BatchPools.Pool;
import io.azbatch.operator.cloud.BatchPools.SupportedImage;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.Credentials;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Subject;
import io.azbatch.operator.pool.ImageResolution.Resolved;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads what one pass for a pool needs: the only reader of Azure for pools. It looks no further than the answer can
 * matter: at rest a pass reads account, pool and node counts.
 */
final class PoolObserver {

    private static final ImageResolution NOT_LOOKED =
            ImageResolution.working(PoolReason.Pending, "the image has not been looked at yet");

    private final Cloud cloud;
    private final Credentials credentials;
    private final ResizeBudget budget;
    private final String instance;
    private final Clock clock;

    /** @param instance id of this operator installation */
    PoolObserver(Cloud cloud, Credentials credentials, ResizeBudget budget, String instance, Clock clock) {
        this.cloud = cloud;
        this.credentials = credentials;
        this.budget = budget;
        this.instance = instance;
        this.clock = clock;
    }

    /** @param customImage that the pool's spec names, if it is there */
    PoolSnapshot observe(BatchPool pool, Optional<CustomImage> customImage) {
        Subject subject = Subject.of(pool);
        BatchPoolSpec spec = pool.getSpec();
        OwnerMark owner = OwnerMark.of(instance, subject);
        PoolTargets targets = PoolTargets.of(spec, owner);
        Access access = credentials.find(subject.namespace(), spec.credentialsRef());
        Sight sight = access instanceof Access.Granted(Credential credential, String origin) && !leftAlone(subject)
                ? look(credential, subject, pool, targets, owner, customImage)
                : Sight.none();
        return new PoolSnapshot(
                clock.instant(),
                subject,
                owner,
                spec,
                targets,
                PoolMemory.of(Optional.ofNullable(pool.getStatus()).orElseGet(BatchPoolStatus::empty)),
                budget,
                access,
                sight.account(),
                sight.image(),
                sight.supportedImages(),
                sight.pool(),
                sight.nodeCounts(),
                sight.jobs(),
                sight.schedules());
    }

    /** Nothing of Azure matters for an object that goes and leaves Azure as it is. */
    private static boolean leftAlone(Subject subject) {
        return subject.deleting() && !(subject.policy() instanceof ReconcilePolicy.Manage);
    }

    private Sight look(
            Credential credential,
            Subject subject,
            BatchPool object,
            PoolTargets targets,
            OwnerMark owner,
            Optional<CustomImage> customImage) {
        BatchPools pools = cloud.batchPools();
        Reading<BatchAccount> account = cloud.batchAccounts().get(credential, targets.account());
        Reading<Pool> pool = account.then(there -> serves(there, subject)
                ? pool(credential, there, object.getSpec(), targets, owner)
                : Reading.notLooked());
        if (subject.deleting() || !(pool.found().isPresent() || pool.isAbsent())) {
            return subject.deleting()
                    ? parting(credential, account, object.getSpec(), pool, owner)
                    : Sight.of(account, pool, Reading.notLooked(), Reading.notLooked());
        }
        BatchAccount there = account.found().orElseThrow();
        ImageResolution image = image(credential, subject, object, customImage, there, pool);
        boolean toBeMade = pool.isAbsent() && image instanceof Resolved;
        return new Sight(
                account,
                image,
                toBeMade ? pools.supportedImages(credential, there.endpoint()) : Reading.notLooked(),
                pool,
                pool.then(known -> pools.nodeCounts(credential, there.endpoint(), known.id())),
                Reading.notLooked(),
                Reading.notLooked());
    }

    /** A pool that is about to be deleted, and who may run tasks in it, if that matters. */
    private Sight parting(
            Credential credential,
            Reading<BatchAccount> account,
            BatchPoolSpec spec,
            Reading<Pool> pool,
            OwnerMark owner) {
        boolean waits = pool.found()
                .filter(there -> PoolDeletion.waitsForJobs(spec, there, owner.read(there.metadata())))
                .isPresent();
        if (!waits) {
            return Sight.of(account, pool, Reading.notLooked(), Reading.notLooked());
        }
        URI endpoint = account.found().orElseThrow().endpoint();
        return Sight.of(
                account,
                pool,
                cloud.batchJobs().unfinished(credential, endpoint),
                cloud.batchJobs().activeSchedules(credential, endpoint));
    }

    /**
     * The pool of our id. An id that is derived from the object's UID is another one after a restore of the cluster; the
     * pool that carries our mark is still ours then, and would run on unowned beside a new one. Of several the first by
     * id, so that each pass takes the same one.
     */
    private Reading<Pool> pool(
            Credential credential, BatchAccount account, BatchPoolSpec spec, PoolTargets targets, OwnerMark owner) {
        Reading<Pool> named = cloud.batchPools().get(credential, account.endpoint(), targets.poolId());
        if (!named.isAbsent() || spec.poolId() != null) {
            return named;
        }
        return cloud.batchPools().list(credential, account.endpoint()).then(all -> all.stream()
                .filter(there -> owner.read(there.metadata()) == Ownership.OURS)
                .min(Comparator.comparing(Pool::id))
                .map(Reading::present)
                .orElse(named));
    }

    /** An account that is being made has no data plane yet; one on its way out may still hold a pool to be cleaned up. */
    private static boolean serves(BatchAccount account, Subject subject) {
        return account.provisioningState().equals("Succeeded")
                || (subject.deleting() && !account.provisioningState().equals("Creating"));
    }

    /** The image as the spec means it, checked unless the pool boots from it already: a pool that is there stays. */
    private ImageResolution image(
            Credential credential,
            Subject subject,
            BatchPool object,
            Optional<CustomImage> customImage,
            BatchAccount account,
            Reading<Pool> pool) {
        BatchPoolSpec spec = object.getSpec();
        ImageResolution chosen = ImageChoice.of(
                spec,
                subject.namespace(),
                customImage,
                ImageChoice.definition(spec)
                        .map(definition -> cloud.galleries().versions(credential, definition))
                        .orElseGet(Reading::notLooked));
        if (!(chosen instanceof Resolved resolved)) {
            return chosen;
        }
        if (!pool.found().flatMap(Pool::imageId).equals(Optional.of(resolved.version()))) {
            return check(credential, resolved, account);
        }
        return originKnown(object, resolved) || !(check(credential, resolved, account) instanceof Resolved told)
                ? resolved
                : told;
    }

    private ImageResolution check(Credential credential, Resolved chosen, BatchAccount account) {
        Galleries galleries = cloud.galleries();
        return ImageCheck.of(
                chosen,
                galleries.version(credential, chosen.version()),
                galleries.definition(credential, chosen.version().parent().orElseThrow()),
                account.location());
    }

    /**
     * Whether it is known where the image came from. The status may not say so yet right after the pool was made, since
     * a pass may not see what the last one wrote, or died before it wrote.
     */
    private static boolean originKnown(BatchPool object, Resolved chosen) {
        return chosen.machine().isPresent()
                || Optional.ofNullable(object.getStatus())
                        .flatMap(ImageInUse::of)
                        .flatMap(inUse -> ResourceId.parse(inUse.id()))
                        .equals(Optional.of(chosen.version()));
    }

    /** What was seen of Azure. */
    private record Sight(
            Reading<BatchAccount> account,
            ImageResolution image,
            Reading<List<SupportedImage>> supportedImages,
            Reading<Pool> pool,
            Reading<NodeCounts> nodeCounts,
            Reading<List<Job>> jobs,
            Reading<List<Schedule>> schedules) {

        /** Without anything about what the pool should be. */
        static Sight of(
                Reading<BatchAccount> account,
                Reading<Pool> pool,
                Reading<List<Job>> jobs,
                Reading<List<Schedule>> schedules) {
            return new Sight(account, NOT_LOOKED, Reading.notLooked(), pool, Reading.notLooked(), jobs, schedules);
        }

        static Sight none() {
            return of(Reading.notLooked(), Reading.notLooked(), Reading.notLooked(), Reading.notLooked());
        }
    }
}
