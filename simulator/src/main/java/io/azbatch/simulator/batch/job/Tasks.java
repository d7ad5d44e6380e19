package io.azbatch.simulator.batch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.answer.WorkErrors;

/** What can be done to a task. Used inside a look at the world only. */
public final class Tasks {
    private final JobStore store;
    private final Scheduler scheduler;

    public Tasks(JobStore store, Scheduler scheduler) {
        this.store = store;
        this.scheduler = scheduler;
    }

    /** Adds a task to a job that takes some. */
    public Task add(Job job, ObjectNode settings) {
        requireOpen(job);
        ResourceId id = job.id().child("tasks", settings.path("id").asText());
        if (store.task(id).isPresent()) {
            throw WorkErrors.taskExists().refusal();
        }
        Task task = store.put(Task.begin(id, job.location(), settings, store.now()));
        scheduler.mayHaveWork(job);
        return task;
    }

    public Task change(Task task, ObjectNode settings) {
        requireNotCompleted(task);
        return store.put(task.changed(settings, store.now()));
    }

    /** Ends a task whether it runs or waits. */
    public Task terminate(Task task) {
        requireNotCompleted(task);
        if (task.state() == TaskState.RUNNING) {
            scheduler.stop(task, false);
        } else {
            store.put(task.completed(task.execution().cutOff(store.now()), store.now()));
        }
        Task ended = store.task(task.id()).orElseThrow();
        return store.put(ended.changed(ended.settings(), store.now()));
    }

    /** Lets a task run again that failed. */
    public Task reactivate(Job job, Task task) {
        requireOpen(job);
        if (task.state() != TaskState.COMPLETED || task.succeeded()) {
            throw Errors.invalidForState("Only a task that completed with a failure can be reactivated")
                    .refusal();
        }
        Task waiting = task.waiting(Execution.NONE, store.now());
        store.put(waiting.changed(waiting.settings(), store.now()));
        scheduler.mayHaveWork(job);
        return store.task(task.id()).orElseThrow();
    }

    /** Removes a task; one that runs is cut off. */
    public void delete(Task task) {
        if (task.state() == TaskState.RUNNING) {
            scheduler.stop(task, false);
        }
        store.remove(task.id());
    }

    /** Fate: a running task ends now. */
    public void exit(Task task, int code) {
        if (task.state() != TaskState.RUNNING) {
            throw new IllegalArgumentException("task '" + task.name() + "' does not run");
        }
        scheduler.exit(task, code);
    }

    private static void requireNotCompleted(Task task) {
        if (task.state() == TaskState.COMPLETED) {
            throw WorkErrors.taskCompleted().refusal();
        }
    }

    private static void requireOpen(Job job) {
        switch (job.state()) {
            case COMPLETED -> throw WorkErrors.jobCompleted().refusal();
            case TERMINATING -> throw WorkErrors.jobBeingTerminated().refusal();
            case DELETING -> throw WorkErrors.jobBeingDeleted().refusal();
            case ACTIVE, DISABLING, DISABLED, ENABLING -> {
                // Tasks may be added.
            }
        }
    }
}
