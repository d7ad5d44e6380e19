package io.azbatch.operator.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.operator.cloud.BatchJobs;
import io.azbatch.operator.cloud.BatchJobs.Job;
import io.azbatch.operator.cloud.BatchJobs.JobState;
import io.azbatch.operator.cloud.BatchJobs.Schedule;
import io.azbatch.operator.cloud.ResourceId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AzureBatchJobsTest {

    @TempDir
    private static Path directory;

    private static SimulatedAzure azure;

    @BeforeAll
    static void start() {
        azure = SimulatedAzure.start(directory);
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @Test
    void theUnfinishedJobsOfAnAccountAreReadPageByPageInOneList() {
        try (AzureCloud cloud = azure.cloud(Duration.ofMinutes(1))) {
            ResourceId account = azure.createBatchAccount("jobs");
            URI endpoint = cloud.ports()
                    .batchAccounts()
                    .get(azure.owner(), account)
                    .found()
                    .orElseThrow()
                    .endpoint();
            add(endpoint, "active");
            add(endpoint, "off");
            azure.batch(endpoint, "POST", "/jobs/off/disable", "{'disableTasks': 'wait'}");
            add(endpoint, "over");
            azure.batch(endpoint, "POST", "/jobs/over/terminate", "{}");
            azure.advance(Duration.ofMinutes(1));
            azure.set("batchPageSize", 1);
            long before = azure.lastSequence();

            BatchJobs jobs = cloud.ports().batchJobs();
            List<Job> found = jobs.unfinished(azure.owner(), endpoint).found().orElseThrow();

            assertThat(found)
                    .containsExactly(
                            new Job("active", Optional.of("farm"), JobState.ACTIVE),
                            new Job("off", Optional.of("farm"), JobState.DISABLED));
            assertThat(jobs.unfinished(azure.owner(), endpoint).found()).contains(found);
            assertThat(azure.journal(before))
                    .filteredOn(call -> call.contains("jobs"))
                    .containsExactly("GET jobs list 200", "GET jobs list 200");
        }
    }

    @Test
    void schedulesThatMakeJobsAreReadWithThePoolThatTheJobsWillUse() {
        try (AzureCloud cloud = azure.cloud(Duration.ZERO)) {
            ResourceId account = azure.createBatchAccount("schedules");
            URI endpoint = cloud.ports()
                    .batchAccounts()
                    .get(azure.owner(), account)
                    .found()
                    .orElseThrow()
                    .endpoint();
            schedule(endpoint, "nightly");
            schedule(endpoint, "off");
            azure.batch(endpoint, "POST", "/jobschedules/off/disable", "");

            assertThat(cloud.ports()
                            .batchJobs()
                            .activeSchedules(azure.owner(), endpoint)
                            .found())
                    .contains(List.of(new Schedule("nightly", Optional.of("farm"))));
        }
    }

    private static void schedule(URI endpoint, String id) {
        azure.batch(endpoint, "POST", "/jobschedules", """
                {'id': '%s', 'schedule': {'doNotRunUntil': '2099-01-01T00:00:00Z'},
                  'jobSpecification': {'poolInfo': {'poolId': 'farm'}}}""".formatted(id));
    }

    private static void add(URI endpoint, String id) {
        azure.batch(endpoint, "POST", "/jobs", "{'id': '" + id + "', 'poolInfo': {'poolId': 'farm'}}");
    }
}
