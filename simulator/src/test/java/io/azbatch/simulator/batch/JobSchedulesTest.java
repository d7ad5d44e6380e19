package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobSchedulesTest {
    private final BatchSite site = new BatchSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aScheduleMakesAJobAtOnceAndAgainWhenTheLastOneIsOver() {
        assertThat(add("nightly", "'recurrenceInterval':'PT1H'").status()).isEqualTo(201);
        site.advance(Duration.ofSeconds(1));
        assertThat(schedule().text("executionInfo", "recentJob", "id")).isEqualTo("nightly:job-1");
        assertThat(site.get("/jobs/nightly:job-1").text("state")).isEqualTo("active");

        site.advance(Duration.ofMinutes(61));
        assertThat(jobs()).isEqualTo(1);
        site.call("POST", "/jobs/nightly:job-1/terminate", "");
        site.advance(Duration.ofMinutes(61));
        assertThat(jobs()).isEqualTo(2);
    }

    @Test
    void aScheduleForLaterWaitsAndADisabledOneMakesNothing() {
        add("nightly", "'doNotRunUntil':'2026-11-02T00:00:00+00:00'");
        assertThat(schedule().text("executionInfo", "nextRunTime")).isEqualTo("2026-11-02T00:00:00Z");
        assertThat(jobs()).isZero();

        assertThat(act("disable").status()).isEqualTo(204);
        assertThat(schedule().text("state")).isEqualTo("disabled");
        site.advance(Duration.ofHours(13));
        assertThat(jobs()).isZero();
        assertThat(act("enable").status()).isEqualTo(204);
        assertThat(schedule().text("state")).isEqualTo("active");
    }

    @Test
    void aTerminatedScheduleEndsItsJob() {
        add("nightly", "'recurrenceInterval':'PT1H'");
        site.advance(Duration.ofSeconds(1));

        assertThat(act("terminate").status()).isEqualTo(202);
        site.advance(Duration.ofSeconds(5));

        assertThat(schedule().text("state")).isEqualTo("completed");
        assertThat(site.get("/jobs/nightly:job-1").text("executionInfo", "terminateReason"))
                .isEqualTo("TerminateJobSchedule");
        assertRefused(act("enable"), 409, "JobScheduleCompleted");
    }

    @Test
    void aDeletedScheduleTakesItsJobsWithIt() {
        add("nightly", "'recurrenceInterval':'PT1H'");
        site.advance(Duration.ofSeconds(1));

        assertThat(site.call("DELETE", "/jobschedules/nightly", "").status()).isEqualTo(202);
        assertRefused(site.call("DELETE", "/jobschedules/nightly", ""), 409, "JobScheduleBeingDeleted");
        site.advance(Duration.ofSeconds(5));

        assertRefused(schedule(), 404, "JobScheduleNotFound");
        assertRefused(site.get("/jobs/nightly:job-1"), 404, "JobNotFound");
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        add("nightly", "");

        assertRefused(add("Nightly", ""), 409, "JobScheduleExists");
        assertRefused(add("other", "'recurrenceInterval':'PT30S'"), 400, "InvalidPropertyValue");
        assertRefused(add("other", "'doNotRunUntil':'tomorrow'"), 400, "InvalidPropertyValue");
        assertRefused(
                site.call("POST", "/jobschedules", "{'id':'other','schedule':{}}"), 400, "MissingRequiredProperty");
        site.azure.settings("{\"activeJobAndJobScheduleQuota\":1}");
        assertRefused(add("other", ""), 409, "ActiveJobAndScheduleQuotaReached");
    }

    @Test
    void aScheduleIsChangedInPartAndAsAWhole() {
        add("nightly", "'doNotRunUntil':'2026-11-02T00:00:00Z'");

        assertThat(site.call("PATCH", "/jobschedules/nightly", "{'metadata':[{'name':'a','value':'b'}]}")
                        .status())
                .isEqualTo(200);
        assertThat(schedule().text("schedule", "doNotRunUntil")).isEqualTo("2026-11-02T00:00:00Z");
        assertThat(site.call(
                                "PUT",
                                "/jobschedules/nightly",
                                "{'schedule':{'doNotRunUntil':'2026-11-03T00:00:00Z'},"
                                        + "'jobSpecification':{'poolInfo':{'poolId':'other'}}}")
                        .status())
                .isEqualTo(200);
        assertThat(schedule().body().has("metadata")).isFalse();
        assertThat(schedule().text("executionInfo", "nextRunTime")).isEqualTo("2026-11-03T00:00:00Z");
    }

    private Answer add(String id, String schedule) {
        return site.call(
                "POST",
                "/jobschedules",
                "{'id':'" + id + "','schedule':{" + schedule + "},'jobSpecification':{'poolInfo':{'poolId':'farm'}}}");
    }

    private Answer schedule() {
        return site.get("/jobschedules/nightly");
    }

    private Answer act(String action) {
        return site.call("POST", "/jobschedules/nightly/" + action, "");
    }

    private int jobs() {
        return site.get("/jobschedules/nightly/jobs").at("value").size();
    }
}
