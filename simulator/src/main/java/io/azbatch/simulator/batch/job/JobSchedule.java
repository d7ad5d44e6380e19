package io.azbatch.simulator.batch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.BatchTime;
import io.azbatch.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A schedule that makes jobs.
 *
 * @param id the account's id with {@code jobschedules/<schedule id>}
 * @param uid tells a schedule from an earlier one with the same id
 * @param settings what was asked for, with the service's defaults
 * @param nextRun when it makes the next job, absent if it makes none any more
 * @param jobs how many it made
 * @param ended when it was completed
 */
public record JobSchedule(
        ResourceId id,
        String location,
        UUID uid,
        ObjectNode settings,
        Instant created,
        Instant modified,
        Course<JobScheduleState> course,
        Optional<Instant> nextRun,
        int jobs,
        Optional<Instant> ended)
        implements Resource {

    static JobSchedule begin(ResourceId id, String location, ObjectNode settings, Instant now) {
        return new JobSchedule(
                id,
                location,
                UUID.randomUUID(),
                settings,
                now,
                now,
                Course.begin(JobScheduleState.ACTIVE, now),
                Optional.empty(),
                0,
                Optional.empty());
    }

    @Override
    public boolean isTracked() {
        return false;
    }

    public String name() {
        return id.name();
    }

    public JobScheduleState state() {
        return course.state();
    }

    /** Id of the job that it made last. */
    public Optional<String> recentJob() {
        return jobs == 0 ? Optional.empty() : Optional.of(name() + ":job-" + jobs);
    }

    Optional<Duration> interval() {
        return Spans.parse(Json.text(settings, "schedule", "recurrenceInterval"));
    }

    Optional<Instant> bound(String field) {
        String text = Json.text(settings, "schedule", field);
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    JobSchedule with(ObjectNode next) {
        return new JobSchedule(id, location, uid, next, created, modified, course, nextRun, jobs, ended);
    }

    JobSchedule touched(Instant now) {
        return new JobSchedule(
                id, location, uid, settings, created, BatchTime.after(modified, now), course, nextRun, jobs, ended);
    }

    JobSchedule to(JobScheduleState next, Instant now) {
        Optional<Instant> end = next == JobScheduleState.COMPLETED ? Optional.of(now) : ended;
        return new JobSchedule(
                id, location, uid, settings, created, modified, course.to(next, now), nextRun, jobs, end);
    }

    JobSchedule runsAt(Optional<Instant> next) {
        return new JobSchedule(id, location, uid, settings, created, modified, course, next, jobs, ended);
    }

    JobSchedule madeJob() {
        return new JobSchedule(id, location, uid, settings, created, modified, course, nextRun, jobs + 1, ended);
    }
}
