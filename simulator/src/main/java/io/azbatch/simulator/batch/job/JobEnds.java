package io.azbatch.simulator.batch.job;

import io.azbatch.simulator.batch.pool.BatchWorld;
import io.azbatch.simulator.http.Json;
import java.util.Optional;

/** What the end of a task means for its job. */
public final class JobEnds {
    private final JobStore store;
    private final BatchWorld pools;

    public JobEnds(JobStore store, BatchWorld pools) {
        this.store = store;
        this.pools = pools;
    }

    void taskEnded(Task task) {
        Optional<Job> job =
                store.job(task.job().parent().orElseThrow(), task.job().name());
        job.filter(one -> one.state() == JobState.ACTIVE).ifPresent(active -> {
            boolean manager = task.name().equals(Json.text(active.settings(), "jobManagerTask", "id"))
                    && Json.at(active.settings(), "jobManagerTask", "killJobOnCompletion")
                            .asBoolean(true);
            if (manager) {
                end(active, "JMComplete");
            } else {
                endIfDone(active);
            }
        });
        job.ifPresent(this::settle);
    }

    /** Ends an active job that is to end with its tasks, if they are all done; one without tasks has them all done. */
    void endIfDone(Job job) {
        boolean done = store.tasks(job).stream().allMatch(task -> task.state() == TaskState.COMPLETED);
        if (job.state() == JobState.ACTIVE && job.endsWithItsTasks() && done) {
            end(job, "AllTasksComplete");
        }
    }

    /** Brings a job to its end; tasks that still run are cut off by who terminates it. */
    void end(Job job, String reason) {
        Job terminating = store.put(job.to(JobState.TERMINATING, store.now()));
        store.after(store.seconds("jobTransitionSeconds"), terminating, later -> {
            if (later.course().is(JobState.TERMINATING, terminating.course().since())) {
                letPoolGo(store.put(later.completed(store.now(), reason)));
            }
        });
    }

    /** A pool that was made for the job goes with it. */
    void letPoolGo(Job job) {
        if (job.takesPoolWithIt()) {
            pools.store()
                    .find(job.id().parent().orElseThrow(), job.poolId())
                    .filter(pool -> !pool.deleting())
                    .ifPresent(pools.pools()::delete);
        }
    }

    /** A job that is being disabled is disabled a moment after its last running task is gone. */
    void settle(Job job) {
        store.after(store.seconds("jobTransitionSeconds"), job, later -> {
            if (later.state() == JobState.DISABLING && !runs(later)) {
                store.put(later.to(JobState.DISABLED, store.now()));
            }
        });
    }

    private boolean runs(Job job) {
        return store.tasks(job).stream().anyMatch(task -> task.state() == TaskState.RUNNING);
    }
}
