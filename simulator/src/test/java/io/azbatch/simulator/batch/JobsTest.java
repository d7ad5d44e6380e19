package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final BatchSite site = new BatchSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aJobIsActiveAtOnceWhetherOrNotItsPoolIsThere() {
        Answer added = add("shot", "");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).contains(site.endpoint + "/jobs/shot");
        Answer job = site.get("/jobs/SHOT");
        assertThat(job.text("state")).isEqualTo("active");
        assertThat(job.text("eTag")).isEqualTo(job.header("ETag").orElseThrow());
        assertThat(job.at("priority").asInt()).isZero();
        assertThat(job.text("constraints", "maxWallClockTime")).isEqualTo("P10675199DT2H48M5.4775807S");
        assertThat(job.text("onAllTasksComplete")).isEqualTo("noaction");
        assertThat(job.text("executionInfo", "poolId")).isEqualTo("farm");
    }

    @Test
    void whatIsNoJobIsRefused() {
        add("shot", "");

        assertRefused(add("Shot", ""), 409, "JobExists");
        assertRefused(add("a b", ""), 400, "InvalidPropertyValue", "PropertyName", "id");
        assertRefused(add("late", "'priority':1001"), 400, "InvalidPropertyValue", "PropertyName", "priority");
        assertRefused(add("late", "'onAllTasksComplete':'celebrate'"), 400, "InvalidPropertyValue");
        assertRefused(
                site.call("POST", "/jobs", "{'id':'late'}"),
                400,
                "MissingRequiredProperty",
                "PropertyName",
                "poolInfo");
        assertRefused(site.call("POST", "/jobs", "{'id':'late','poolInfo':{}}"), 400, "InvalidPropertyValue");
        assertRefused(site.get("/jobs/none"), 404, "JobNotFound");
    }

    @Test
    void theQuotaCountsWhatIsNotOver() {
        site.azure.settings("{\"activeJobAndJobScheduleQuota\":1}");
        add("first", "");

        assertRefused(add("second", ""), 409, "ActiveJobAndScheduleQuotaReached");
        site.call("POST", "/jobs/first/terminate", "");
        site.advance(MOMENT);
        assertThat(site.get("/jobs/first").text("executionInfo", "terminateReason"))
                .isEqualTo("UserTerminate");
        assertThat(add("second", "").status()).isEqualTo(201);
    }

    @Test
    void aJobMovesToAnotherPoolOnlyWhileItIsDisabled() {
        add("shot", "");

        assertRefused(patch("{'poolInfo':{'poolId':'other'}}"), 409, "OperationInvalidForCurrentState");
        assertThat(disable("requeue").status()).isEqualTo(202);
        assertThat(state()).isEqualTo("disabling");
        assertRefused(patch("{'poolInfo':{'poolId':'other'}}"), 409, "OperationInvalidForCurrentState");
        site.advance(MOMENT);
        assertThat(state()).isEqualTo("disabled");
        assertThat(patch("{'poolInfo':{'poolId':'other'}}").status()).isEqualTo(200);
        assertThat(act("enable").status()).isEqualTo(202);
        assertThat(state()).isEqualTo("enabling");
        assertRefused(disable("wait"), 409, "JobNotActive");
        site.advance(MOMENT);
        assertThat(state()).isEqualTo("active");
        assertThat(site.get("/jobs/shot").text("poolInfo", "poolId")).isEqualTo("other");
        assertThat(site.get("/jobs/shot").text("previousState")).isEqualTo("enabling");
    }

    @Test
    void aPatchLeavesWhatItDoesNotNameAndAnUpdateResetsIt() {
        add("shot", "'priority':5,'constraints':{'maxTaskRetryCount':3},'metadata':[{'name':'a','value':'b'}]");

        patch("{'constraints':{'maxWallClockTime':'P3Y6M4DT12H30M5S'}}");
        Answer patched = site.get("/jobs/shot");
        assertThat(patched.text("constraints", "maxWallClockTime")).isEqualTo("P1279DT12H30M5S");
        assertThat(patched.at("constraints", "maxTaskRetryCount").asInt()).isZero();
        assertThat(patched.at("priority").asInt()).isEqualTo(5);

        Answer updated = site.call("PUT", "/jobs/shot", "{'poolInfo':{'poolId':'FARM'}}");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(site.get("/jobs/shot").body().has("metadata")).isFalse();
        assertThat(site.get("/jobs/shot").at("priority").asInt()).isZero();
        assertRefused(site.call("PUT", "/jobs/shot", "{}"), 400, "MissingRequiredProperty");
    }

    @Test
    void aConditionThatFailsKeepsTheJobAsItIs() {
        add("shot", "");

        Answer answer = site.call("POST", "/jobs/shot/terminate", "", Map.of("If-Match", "0x8D0000000000000"));

        assertRefused(answer, 412, "ConditionNotMet");
        assertThat(state()).isEqualTo("active");
    }

    @Test
    void aJobThatIsOverTakesNothingAnyMore() {
        add("shot", "");
        site.call("POST", "/jobs/shot/terminate", "{'terminateReason':'cut'}");
        assertThat(state()).isEqualTo("terminating");
        assertRefused(patch("{'priority':1}"), 409, "JobBeingTerminated");
        site.advance(MOMENT);

        assertThat(state()).isEqualTo("completed");
        assertThat(site.get("/jobs/shot").text("executionInfo", "terminateReason"))
                .isEqualTo("cut");
        assertRefused(patch("{'priority':1}"), 409, "JobCompleted");
        assertRefused(disable("wait"), 409, "JobCompleted");
        assertRefused(act("enable"), 409, "JobCompleted");
        assertRefused(act("terminate"), 409, "JobCompleted");
        assertRefused(
                site.call("POST", "/jobs/shot/tasks", "{'id':'a','commandLine':'hostname'}"), 409, "JobCompleted");
    }

    @Test
    void aDeletedJobIsThereUntilItIsGone() {
        add("shot", "");

        assertThat(site.call("DELETE", "/jobs/shot", "").status()).isEqualTo(202);
        assertThat(state()).isEqualTo("deleting");
        assertRefused(site.call("DELETE", "/jobs/shot", ""), 409, "JobBeingDeleted");
        site.advance(MOMENT);
        assertRefused(site.get("/jobs/shot"), 404, "JobNotFound");
    }

    @Test
    void jobsAreListedByStateAndField() {
        add("a", "");
        add("b", "");
        site.call("POST", "/jobs/b/terminate", "");
        site.advance(MOMENT);

        Answer list = site.get("/jobs?$filter=state%20ne%20'completed'&$select=id,state");

        assertThat(list.at("value")).hasSize(1);
        assertThat(list.at("value").get(0).toString()).isEqualTo("{\"id\":\"a\",\"state\":\"active\"}");
    }

    @Test
    void anOldVersionKnowsNoParallelTasks() {
        add("shot", "");

        Answer old = site.callIn("2020-03-01.11.0", "GET", "/jobs/shot", "");

        assertThat(old.body().has("maxParallelTasks")).isFalse();
        assertRefused(
                site.callIn("2020-03-01.11.0", "PATCH", "/jobs/shot", "{'maxParallelTasks':2}"),
                400,
                "InvalidRequestBody");
    }

    @Test
    void aJobThatEndsWithItsTasksAndHasNoneEndsAtOnce() {
        add("shot", "'onAllTasksComplete':'terminatejob'");
        site.advance(MOMENT);

        assertThat(state()).isEqualTo("completed");
        assertThat(site.get("/jobs/shot").text("executionInfo", "terminateReason"))
                .isEqualTo("AllTasksComplete");
    }

    @Test
    void aJobManagerRunsAsATaskAndTakesTheJobWithIt() {
        site.upPool("farm", 1, 0);
        add("shot", "'jobManagerTask':{'id':'boss','commandLine':'hostname'}");
        site.advance(MOMENT);
        assertThat(site.get("/jobs/shot/tasks/boss").text("state")).isEqualTo("running");
        site.advance(Duration.ofMinutes(2));

        assertThat(state()).isEqualTo("completed");
        assertThat(site.get("/jobs/shot").text("executionInfo", "terminateReason"))
                .isEqualTo("JMComplete");
    }

    @Test
    void aPoolThatIsMadeForAJobGoesWithIt() {
        Answer added = site.call("POST", "/jobs", """
                {'id':'own','poolInfo':{'autoPoolSpecification':{'autoPoolIdPrefix':'made','poolLifetimeOption':'job',
                 'pool':{'vmSize':'Standard_D2ds_v5','targetDedicatedNodes':1,'virtualMachineConfiguration':{
                  'imageReference':{'publisher':'canonical','offer':'ubuntu-24_04-lts','sku':'server'},
                  'nodeAgentSKUId':'batch.node.ubuntu 24.04'}}}}}""");
        assertThat(added.status()).isEqualTo(201);
        String pool = site.get("/jobs/own").text("executionInfo", "poolId");
        assertThat(pool).startsWith("made_");
        assertThat(site.get("/pools/" + pool).text("state")).isEqualTo("active");

        site.call("POST", "/jobs/own/terminate", "");
        site.advance(MOMENT);

        assertThat(site.get("/pools/" + pool).text("state")).isEqualTo("deleting");
    }

    @Test
    void aJobEndsWhenItsTimeIsUp() {
        add("shot", "'constraints':{'maxWallClockTime':'PT1H'}");
        site.advance(Duration.ofMinutes(61));

        assertThat(site.get("/jobs/shot").text("executionInfo", "terminateReason"))
                .isEqualTo("MaxWallClockTimeExpiry");
    }

    private Answer add(String id, String more) {
        return site.call(
                "POST",
                "/jobs",
                "{'id':'" + id + "','poolInfo':{'poolId':'farm'}" + (more.isEmpty() ? "" : "," + more) + "}");
    }

    private Answer patch(String body) {
        return site.call("PATCH", "/jobs/shot", body);
    }

    private Answer disable(String option) {
        return site.call("POST", "/jobs/shot/disable", "{'disableTasks':'" + option + "'}");
    }

    private Answer act(String action) {
        return site.call("POST", "/jobs/shot/" + action, "");
    }

    private String state() {
        return site.get("/jobs/shot").text("state");
    }
}
