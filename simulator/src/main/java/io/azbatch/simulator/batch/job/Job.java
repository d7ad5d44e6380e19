package io.azbatch.simulator.batch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A job.
 *
 * @param id the account's id with {@code jobs/<job id>}
 * @param uid tells a job from an earlier one with the same id
 * @param settings what was asked for, with the service's defaults
 * @param created when it was added
 * @param modified last write, which is also its ETag
 * @param ended when it was completed
 * @param terminateReason why it was completed
 * @param schedule name of the job schedule that made it, absent if a client did
 * @param ownPool id of the pool that was made for it, absent if it runs in one that it names
 */
public record Job(
        ResourceId id,
        String location,
        UUID uid,
        ObjectNode settings,
        Instant created,
        Instant modified,
        Course<JobState> course,
        Optional<Instant> ended,
        Optional<String> terminateReason,
        Optional<String> schedule,
        Optional<String> ownPool)
        implements Resource {

    static Job begin(
            ResourceId id,
            String location,
            ObjectNode settings,
            Instant now,
            Optional<String> schedule,
            Optional<String> ownPool) {
        return new Job(
                id,
                location,
                UUID.randomUUID(),
                settings,
                now,
                now,
                Course.begin(JobState.ACTIVE, now),
                Optional.empty(),
                Optional.empty(),
                schedule,
                ownPool);
    }

    @Override
    public boolean isTracked() {
        return false;
    }

    /** Its id on the data plane, in its creator's case. */
    public String name() {
        return id.name();
    }

    public JobState state() {
        return course.state();
    }

    /** The pool in which its tasks run, which need not be there. */
    public String poolId() {
        return ownPool.orElse(Json.text(settings, "poolInfo", "poolId"));
    }

    /** Whether its own pool goes when it does. */
    boolean takesPoolWithIt() {
        return ownPool.isPresent()
                && !Json.at(settings, "poolInfo", "autoPoolSpecification", "keepAlive")
                        .asBoolean(false);
    }

    int priority() {
        return settings.path("priority").asInt(0);
    }

    /** Whether the end of a task may stop or end it. */
    boolean heedsExitOptions() {
        return Json.text(settings, "onTaskFailure").equals("performexitoptionsjobaction");
    }

    boolean endsWithItsTasks() {
        return Json.text(settings, "onAllTasksComplete").equals("terminatejob");
    }

    Job to(JobState next, Instant now) {
        return new Job(
                id,
                location,
                uid,
                settings,
                created,
                modified,
                course.to(next, now),
                ended,
                terminateReason,
                schedule,
                ownPool);
    }

    Job completed(Instant now, String reason) {
        return new Job(
                id,
                location,
                uid,
                settings,
                created,
                modified,
                course.to(JobState.COMPLETED, now),
                Optional.of(now),
                Optional.of(reason),
                schedule,
                ownPool);
    }

    Job with(ObjectNode nextSettings) {
        return new Job(
                id, location, uid, nextSettings, created, modified, course, ended, terminateReason, schedule, ownPool);
    }

    /** A write: same content, new ETag. */
    Job touched(Instant now) {
        return new Job(
                id,
                location,
                uid,
                settings,
                created,
                BatchTime.after(modified, now),
                course,
                ended,
                terminateReason,
                schedule,
                ownPool);
    }
}
