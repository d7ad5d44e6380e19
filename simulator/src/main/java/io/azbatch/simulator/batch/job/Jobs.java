package io.azbatch.simulator.batch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.answer.WorkErrors;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What can be done to a job. Each operation checks the state of the job and refuses as Azure does; what the caller asked for was
 * checked before. Used inside a look at the world only.
 */
public final class Jobs {
    private final JobStore store;
    private final Scheduler scheduler;
    private final JobEnds ends;

    public Jobs(JobStore store, Scheduler scheduler, JobEnds ends) {
        this.store = store;
        this.scheduler = scheduler;
        this.ends = ends;
    }

    /** How many jobs count against the account's quota. */
    public int active(ResourceId account) {
        return (int)
                store.jobs(account).stream().filter(job -> job.state().counts()).count();
    }

    /** Adds a job of which the account has none yet. */
    public Job add(ResourceId account, String location, ObjectNode settings, Optional<String> schedule) {
        return add(account, location, settings, schedule, Optional.empty());
    }

    /** The same with a pool that was made for it. */
    public Job add(
            ResourceId account,
            String location,
            ObjectNode settings,
            Optional<String> schedule,
            Optional<String> ownPool) {
        ResourceId id = account.child("jobs", settings.path("id").asText());
        Job job = store.put(Job.begin(id, location, settings, store.now(), schedule, ownPool));
        if (settings.path("jobManagerTask") instanceof ObjectNode manager) {
            ResourceId task = id.child("tasks", Json.text(manager, "id"));
            store.put(Task.begin(task, location, manager.deepCopy(), store.now()));
            scheduler.mayHaveWork(job);
        } else if (job.endsWithItsTasks()) {
            ends.endIfDone(job);
        }
        Spans.ofConstraint(settings)
                .ifPresent(longest -> store.after(longest, job, later -> expire(later, "MaxWallClockTimeExpiry")));
        return job;
    }

    /** Changes settings; the caller knows which may be changed, and whether the pool is among them. */
    public Job change(Job job, boolean pool, UnaryOperator<ObjectNode> change) {
        switch (job.state()) {
            case COMPLETED -> throw WorkErrors.jobCompleted().refusal();
            case TERMINATING -> throw WorkErrors.jobBeingTerminated().refusal();
            case DELETING -> throw WorkErrors.jobBeingDeleted().refusal();
            case ACTIVE, DISABLING, ENABLING -> {
                if (pool) {
                    throw Errors.invalidForState("The pool of a job can be changed only while the job is disabled")
                            .refusal();
                }
            }
            case DISABLED -> {
                // Everything may be changed.
            }
        }
        Job changed =
                store.put(job.with(change.apply(job.settings().deepCopy())).touched(store.now()));
        ends.endIfDone(changed);
        scheduler.mayHaveWork(changed);
        return store.current(changed).orElseThrow();
    }

    /** Stops the job's work; it is disabled when no task runs any more. */
    public Job disable(Job job, DisableTasks option) {
        switch (job.state()) {
            case ACTIVE, DISABLING, DISABLED -> {
                // Azure accepts it in these states.
            }
            case ENABLING -> throw WorkErrors.jobNotActive().refusal();
            case COMPLETED -> throw WorkErrors.jobCompleted().refusal();
            case TERMINATING -> throw WorkErrors.jobBeingTerminated().refusal();
            case DELETING -> throw WorkErrors.jobBeingDeleted().refusal();
        }
        boolean disabled = job.state() == JobState.DISABLED;
        Job disabling = store.put((disabled ? job : job.to(JobState.DISABLING, store.now())).touched(store.now()));
        if (option != DisableTasks.WAIT) {
            running(disabling).forEach(task -> scheduler.stop(task, option == DisableTasks.REQUEUE));
        }
        ends.settle(disabling);
        return disabling;
    }

    public Job enable(Job job) {
        switch (job.state()) {
            case DISABLED, DISABLING, ENABLING, ACTIVE -> {
                // Recorded while it was being disabled.
            }
            case COMPLETED -> throw WorkErrors.jobCompleted().refusal();
            case TERMINATING -> throw WorkErrors.jobBeingTerminated().refusal();
            case DELETING -> throw WorkErrors.jobBeingDeleted().refusal();
        }
        Job touched = store.put(job.touched(store.now()));
        if (job.state() == JobState.ACTIVE) {
            return touched;
        }
        Job enabling = store.put(touched.to(JobState.ENABLING, store.now()));
        store.after(store.seconds("jobTransitionSeconds"), enabling, later -> {
            if (later.course().is(JobState.ENABLING, enabling.course().since())) {
                scheduler.mayHaveWork(store.put(later.to(JobState.ACTIVE, store.now())));
            }
        });
        return enabling;
    }

    /** Ends the job and its running tasks; those that wait will wait for ever. One that is being deleted takes it too. */
    public Job terminate(Job job, String reason) {
        switch (job.state()) {
            case ACTIVE, DISABLING, DISABLED, ENABLING, DELETING -> {
                // Azure accepts it in these states; the last one is recorded.
            }
            case TERMINATING -> throw WorkErrors.jobBeingTerminated().refusal();
            case COMPLETED -> throw WorkErrors.jobCompleted().refusal();
        }
        Job touched = store.put(job.touched(store.now()));
        if (job.state() != JobState.DELETING) {
            expire(touched, reason);
        }
        return store.current(touched).orElseThrow();
    }

    /** Begins the deletion: the job is there, deleting, until its tasks are gone. */
    public void delete(Job job) {
        if (job.state() == JobState.DELETING) {
            throw WorkErrors.jobBeingDeleted().refusal();
        }
        Job deleting = store.put(job.to(JobState.DELETING, store.now()).touched(store.now()));
        running(deleting).forEach(task -> scheduler.stop(task, false));
        store.after(store.seconds("jobTransitionSeconds"), deleting, later -> {
            ends.letPoolGo(later);
            store.remove(later.id());
        });
    }

    private void expire(Job job, String reason) {
        boolean goesOn =
                switch (job.state()) {
                    case ACTIVE, DISABLING, DISABLED, ENABLING -> true;
                    case TERMINATING, COMPLETED, DELETING -> false;
                };
        if (goesOn) {
            ends.end(job, reason);
            running(job).forEach(task -> scheduler.stop(task, false));
        }
    }

    private List<Task> running(Job job) {
        return store.tasks(job).stream()
                .filter(task -> task.state() == TaskState.RUNNING)
                .toList();
    }
}
