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
 * A task.
 *
 * @param id the job's id with {@code tasks/<task id>}
 * @param uid tells a task from an earlier one with the same id
 * @param settings what was asked for, with the service's defaults
 * @param place where it runs or last ran
 */
public record Task(
        ResourceId id,
        String location,
        UUID uid,
        ObjectNode settings,
        Instant created,
        Instant modified,
        Course<TaskState> course,
        Execution execution,
        Optional<Place> place)
        implements Resource {

    /** A node of a pool. */
    public record Place(String pool, String node) {}

    static Task begin(ResourceId id, String location, ObjectNode settings, Instant now) {
        return new Task(
                id,
                location,
                UUID.randomUUID(),
                settings,
                now,
                now,
                Course.begin(TaskState.ACTIVE, now),
                Execution.NONE,
                Optional.empty());
    }

    @Override
    public boolean isTracked() {
        return false;
    }

    public String name() {
        return id.name();
    }

    public TaskState state() {
        return course.state();
    }

    public ResourceId job() {
        return id.parent().orElseThrow();
    }

    /** Whether it is over and came to a good end. */
    public boolean succeeded() {
        return state() == TaskState.COMPLETED && execution.failure().isEmpty();
    }

    public int slots() {
        return settings.path("requiredSlots").asInt(1);
    }

    boolean mayRetry() {
        int most = Json.at(settings, "constraints", "maxTaskRetryCount").asInt(0);
        return most < 0 || execution.retries() < most;
    }

    Task run(Place where, Instant now) {
        return new Task(
                id,
                location,
                uid,
                settings,
                created,
                modified,
                course.to(TaskState.RUNNING, now),
                execution.start(now),
                Optional.of(where));
    }

    Task with(Execution next) {
        return new Task(id, location, uid, settings, created, modified, course, next, place);
    }

    Task completed(Execution last, Instant now) {
        return new Task(
                id, location, uid, settings, created, modified, course.to(TaskState.COMPLETED, now), last, place);
    }

    Task waiting(Execution last, Instant now) {
        return new Task(
                id,
                location,
                uid,
                settings,
                created,
                modified,
                course.to(TaskState.ACTIVE, now),
                last,
                Optional.empty());
    }

    /** A write: other settings, new ETag. */
    Task changed(ObjectNode next, Instant now) {
        return new Task(id, location, uid, next, created, BatchTime.after(modified, now), course, execution, place);
    }
}
