package io.azbatch.simulator.batch.job;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.batch.pool.BatchWorld;

/**
 * Everything that acts on jobs, wired once.
 *
 * @param store where jobs and tasks are
 * @param fates what becomes of tasks that run
 */
public record JobWorld(JobStore store, Jobs jobs, Tasks tasks, JobSchedules schedules, TaskFates fates) {
    /** From now on the pools' nodes get tasks. */
    public static JobWorld of(Azure azure, BatchWorld pools) {
        JobStore store = new JobStore(azure);
        TaskFates fates = new TaskFates();
        JobEnds ends = new JobEnds(store, pools);
        Scheduler scheduler = new Scheduler(store, pools.store(), pools.nodes(), fates, ends);
        pools.store().serve(scheduler);
        Jobs jobs = new Jobs(store, scheduler, ends);
        return new JobWorld(store, jobs, new Tasks(store, scheduler), new JobSchedules(azure, store, jobs), fates);
    }
}
