package io.azbatch.simulator.batch.job;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Where jobs and tasks are kept. Used inside a look at the world only. */
public final class JobStore {
    private final Azure azure;

    public JobStore(Azure azure) {
        this.azure = azure;
    }

    /** The job with this id, whatever its case. */
    public Optional<Job> job(ResourceId account, String jobId) {
        return azure.resources().find(account.child("jobs", jobId), Job.class);
    }

    /** All jobs of an account by id, as the service lists them. */
    public List<Job> jobs(ResourceId account) {
        return azure.resources().children(Job.class, account).stream()
                .sorted(Comparator.comparing(job -> job.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    public Optional<Task> task(ResourceId id) {
        return azure.resources().find(id, Task.class);
    }

    /** A task by the names of its account, its job and itself. */
    public Optional<Task> named(String account, String job, String name) {
        return azure.resources().list(Task.class).stream()
                .filter(task -> task.name().equalsIgnoreCase(name))
                .filter(task -> task.job().name().equalsIgnoreCase(job))
                .filter(task -> task.job().parent().orElseThrow().name().equalsIgnoreCase(account))
                .findFirst();
    }

    /** All tasks of a job, in the order in which they were added. */
    public List<Task> tasks(Job job) {
        return azure.resources().children(Task.class, job.id());
    }

    Instant now() {
        return azure.world().now();
    }

    Duration seconds(String setting) {
        return azure.settings().seconds(setting);
    }

    Job put(Job job) {
        azure.resources().put(job);
        return job;
    }

    Task put(Task task) {
        azure.resources().put(task);
        return task;
    }

    void remove(ResourceId id) {
        azure.resources().remove(id);
    }

    /** The job as it is now, unless it is gone. */
    Optional<Job> current(Job meant) {
        return azure.resources().find(meant.id(), Job.class).filter(job -> job.uid()
                .equals(meant.uid()));
    }

    /** Lets something happen to the job later, if it is still there then. */
    void after(Duration delay, Job meant, Consumer<Job> effect) {
        azure.world().after(delay, () -> current(meant).ifPresent(effect));
    }

    /** Lets something happen to this run of a task later, if it still goes on then. */
    void afterRun(Duration delay, Task meant, Consumer<Task> effect) {
        azure.world().after(delay, () -> task(meant.id())
                .filter(task -> task.uid().equals(meant.uid()))
                .filter(task -> task.state() == TaskState.RUNNING)
                .filter(task ->
                        task.execution().started().equals(meant.execution().started()))
                .ifPresent(effect));
    }
}
