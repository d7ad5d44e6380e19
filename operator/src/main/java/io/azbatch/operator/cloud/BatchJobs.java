package io.azbatch.operator.cloud;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Jobs of a Batch account's data plane, and the schedules that make jobs. {@code endpoint} is {@link BatchAccounts.BatchAccount#endpoint()}. */
public interface BatchJobs {

    /** Every job of the account that is not completed, in no order. */
    Reading<List<Job>> unfinished(Credential credential, URI endpoint);

    /** Every job schedule of the account that makes jobs at its times, in no order: one that is disabled makes none. */
    Reading<List<Schedule>> activeSchedules(Credential credential, URI endpoint);

    /** @param poolId of the pool that its jobs will use, which need not be there; absent when each job gets its own */
    record Schedule(String id, Optional<String> poolId) {}

    /** @param poolId of the pool that its tasks run in, which need not be there; absent before Azure has chosen one */
    record Job(String id, Optional<String> poolId, JobState state) {}

    /** States of a job, as Azure names them. */
    enum JobState {
        ACTIVE,
        DISABLING,
        DISABLED,
        ENABLING,
        TERMINATING,
        COMPLETED,
        DELETING;

        /** Whether tasks may run now, or may begin to without anybody's doing. */
        public boolean mayRunTasks() {
            return switch (this) {
                case ACTIVE, DISABLING, ENABLING, TERMINATING, DELETING -> true;
                case DISABLED, COMPLETED -> false;
            };
        }
    }
}
