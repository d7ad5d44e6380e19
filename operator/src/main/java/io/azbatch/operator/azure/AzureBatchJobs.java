package io.azbatch.operator.azure;

import com.microsoft.azure.PagedList;
import com.microsoft.azure.batch.protocol.models.CloudJob;
import com.microsoft.azure.batch.protocol.models.CloudJobSchedule;
import com.microsoft.azure.batch.protocol.models.JobListOptions;
import com.microsoft.azure.batch.protocol.models.JobScheduleListOptions;
import com.microsoft.azure.batch.protocol.models.JobSpecification;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import io.azbatch.operator.cloud.BatchJobs;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Reading;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs and job schedules through the Batch data plane. One list of an account serves every pool in it. */
final class AzureBatchJobs implements BatchJobs {

    private final Connections connections;
    private final Calls calls;

    AzureBatchJobs(Connections connections, Calls calls) {
        this.connections = connections;
        this.calls = calls;
    }

    /** Completed jobs stay for ever and can be many, so Azure leaves them out. */
    @Override
    public Reading<List<Job>> unfinished(Credential credential, URI endpoint) {
        JobListOptions options =
                new JobListOptions().withFilter("state ne 'completed'").withSelect("id,state,poolInfo,executionInfo");
        return calls.read(credential, "jobs", endpoint.toString(), () -> {
            PagedList<CloudJob> jobs =
                    connections.batch(credential, endpoint).client().jobs().list(options);
            jobs.loadAll();
            return jobs.stream().map(AzureBatchJobs::job).toList();
        });
    }

    @Override
    public Reading<List<Schedule>> activeSchedules(Credential credential, URI endpoint) {
        JobScheduleListOptions options =
                new JobScheduleListOptions().withFilter("state eq 'active'").withSelect("id,jobSpecification");
        return calls.read(credential, "jobSchedules", endpoint.toString(), () -> {
            PagedList<CloudJobSchedule> schedules = connections
                    .batch(credential, endpoint)
                    .client()
                    .jobSchedules()
                    .list(options);
            schedules.loadAll();
            return schedules.stream().map(AzureBatchJobs::schedule).toList();
        });
    }

    private static Schedule schedule(CloudJobSchedule schedule) {
        return new Schedule(
                schedule.id(),
                Optional.ofNullable(schedule.jobSpecification())
                        .map(JobSpecification::poolInfo)
                        .map(PoolInformation::poolId));
    }

    /** The pool that a job was given tells more than the one that it asked for. */
    private static Job job(CloudJob job) {
        Optional<String> given = Optional.ofNullable(job.executionInfo()).map(info -> info.poolId());
        Optional<String> asked = Optional.ofNullable(job.poolInfo()).map(info -> info.poolId());
        return new Job(job.id(), given.or(() -> asked), state(job.state()));
    }

    /** A state that is new to the client may run tasks. */
    private static JobState state(com.microsoft.azure.batch.protocol.models.@Nullable JobState state) {
        return switch (state) {
            case ACTIVE -> JobState.ACTIVE;
            case DISABLING -> JobState.DISABLING;
            case DISABLED -> JobState.DISABLED;
            case ENABLING -> JobState.ENABLING;
            case TERMINATING -> JobState.TERMINATING;
            case COMPLETED -> JobState.COMPLETED;
            case DELETING -> JobState.DELETING;
            case null -> JobState.ACTIVE;
        };
    }
}
