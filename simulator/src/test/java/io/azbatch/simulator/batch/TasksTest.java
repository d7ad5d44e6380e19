package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TasksTest {
    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(2);

    private final BatchSite site = new BatchSite();

    @BeforeEach
    void addJob() {
        site.call("POST", "/jobs", "{'id':'shot','poolInfo':{'poolId':'farm'},'constraints':{'maxTaskRetryCount':0}}");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aTaskWaitsForItsPoolRunsAndEnds() {
        Answer added = add("frame", "");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).contains(site.endpoint + "/jobs/shot/tasks/frame");
        assertThat(task("frame").text("constraints", "retentionTime")).isEqualTo("P7D");
        assertThat(task("frame").text("state")).isEqualTo("active");

        site.upPool("farm", 1, 0);
        assertThat(task("frame").text("state")).isEqualTo("completed");
        assertThat(task("frame").text("executionInfo", "result")).isEqualTo("success");
        assertThat(task("frame").text("nodeInfo", "poolId")).isEqualTo("farm");
        assertThat(node().at("totalTasksSucceeded").asInt()).isEqualTo(1);
        assertThat(node().at("recentTasks").get(0).path("taskId").asText()).isEqualTo("frame");
    }

    @Test
    void aNodeTakesAsManyTasksAsItHasSlots() {
        site.addPool("farm", "'targetDedicatedNodes':1,'taskSlotsPerNode':3");
        site.advance(Duration.ofMinutes(6));
        add("big", "'requiredSlots':2");
        add("small", "");
        add("late", "");
        site.advance(MOMENT);

        assertThat(node().at("runningTasksCount").asInt()).isEqualTo(2);
        assertThat(node().at("runningTaskSlotsCount").asInt()).isEqualTo(3);
        assertThat(task("late").text("state")).isEqualTo("active");
        assertThat(counts("taskCounts", "running")).isEqualTo(2);
        assertThat(counts("taskSlotCounts", "running")).isEqualTo(3);
        site.advance(LONG);
        site.advance(LONG);
        assertThat(counts("taskCounts", "succeeded")).isEqualTo(3);
        assertThat(node().text("state")).isEqualTo("idle");
    }

    @Test
    void aTaskThatFailsIsTriedAgainAsOftenAsItMay() {
        site.upPool("farm", 1, 0);
        site.azure.admin("POST", "/batch/taskfates", "{\"task\":\"frame\",\"seconds\":10,\"exitCode\":3}");
        add("frame", "'constraints':{'maxTaskRetryCount':2}");
        site.advance(LONG);

        assertThat(task("frame").at("executionInfo", "exitCode").asInt()).isEqualTo(3);
        assertThat(task("frame").at("executionInfo", "retryCount").asInt()).isEqualTo(2);
        assertThat(task("frame").text("executionInfo", "failureInfo", "code")).isEqualTo("FailureExitCode");
        assertThat(counts("taskCounts", "failed")).isEqualTo(1);

        assertThat(site.call("POST", "/jobs/shot/tasks/frame/reactivate", "").status())
                .isEqualTo(204);
        assertThat(task("frame").text("state")).isEqualTo("active");
    }

    @Test
    void aTestEndsATaskThatRunsOnByItself() {
        site.upPool("farm", 1, 0);
        site.azure.admin("POST", "/batch/taskfates", "{}");
        add("frame", "");
        site.advance(Duration.ofHours(9));
        assertThat(task("frame").text("state")).isEqualTo("running");

        site.azure.admin("PUT", "/batch/renderbatch/jobs/shot/tasks/frame", "{\"exitCode\":0}");

        assertThat(task("frame").text("state")).isEqualTo("completed");
        assertThat(node().text("state")).isEqualTo("idle");
        assertRefused(
                site.call("POST", "/jobs/shot/tasks/frame/reactivate", ""), 409, "OperationInvalidForCurrentState");
    }

    @Test
    void aTaskIsEndedByItsUser() {
        site.upPool("farm", 1, 0);
        add("frame", "");
        site.advance(MOMENT);

        assertThat(site.call("POST", "/jobs/shot/tasks/frame/terminate", "").status())
                .isEqualTo(204);
        assertThat(task("frame").text("executionInfo", "failureInfo", "code")).isEqualTo("TaskEnded");
        assertThat(node().text("state")).isEqualTo("idle");
        assertRefused(site.call("POST", "/jobs/shot/tasks/frame/terminate", ""), 409, "TaskCompleted");
        assertThat(site.call("DELETE", "/jobs/shot/tasks/frame", "").status()).isEqualTo(200);
        assertRefused(task("frame"), 404, "TaskNotFound");
    }

    @Test
    void aTaskThatOverrunsItsTimeIsEnded() {
        site.upPool("farm", 1, 0);
        site.azure.admin("POST", "/batch/taskfates", "{}");
        add("frame", "'constraints':{'maxWallClockTime':'PT1M'}");
        site.advance(LONG);

        assertThat(task("frame").text("executionInfo", "result")).isEqualTo("failure");
    }

    @Test
    void ofManyTasksEachIsAddedForItself() {
        add("frame", "");

        Answer answer = site.call(
                "POST",
                "/jobs/shot/addtaskcollection",
                "{'value':[{'id':'frame','commandLine':'hostname'},{'id':'other','commandLine':'hostname'},{'id':'bad'}]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("value").findValuesAsText("status"))
                .containsExactly("ClientError", "Success", "ClientError");
        assertThat(answer.at("value").get(0).path("error").path("code").asText())
                .isEqualTo("TaskExists");
        assertThat(answer.at("value").get(2).path("error").path("code").asText())
                .isEqualTo("MissingRequiredProperty");
        assertThat(site.get("/jobs/shot/tasks").at("value")).hasSize(2);
    }

    @Test
    void aTaskWaitsForThoseThatItDependsOn() {
        assertRefused(add("last", "'dependsOn':{'taskIds':['first']}"), 409, "TaskDependenciesNotSpecifiedOnJob");
        site.call("POST", "/jobs", "{'id':'chain','usesTaskDependencies':true,'poolInfo':{'poolId':'farm'}}");
        site.upPool("farm", 2, 0);
        site.call("POST", "/jobs/chain/tasks", "{'id':'last','commandLine':'a','dependsOn':{'taskIds':['first']}}");
        site.call("POST", "/jobs/chain/tasks", "{'id':'first','commandLine':'a'}");
        site.advance(MOMENT);

        assertThat(site.get("/jobs/chain/tasks/last").text("state")).isEqualTo("active");
        site.advance(Duration.ofSeconds(62));
        assertThat(site.get("/jobs/chain/tasks/first").text("state")).isEqualTo("completed");
        assertThat(site.get("/jobs/chain/tasks/last").text("state")).isEqualTo("running");
    }

    @Test
    void aDisabledJobRequeuesEndsOrAwaitsItsTasks() {
        site.upPool("farm", 1, 0);
        site.azure.admin("POST", "/batch/taskfates", "{}");
        add("frame", "");
        site.advance(MOMENT);

        disable("wait");
        site.advance(LONG);
        assertThat(site.get("/jobs/shot").text("state")).isEqualTo("disabling");
        assertThat(task("frame").text("state")).isEqualTo("running");

        disable("requeue");
        site.advance(MOMENT);
        assertThat(site.get("/jobs/shot").text("state")).isEqualTo("disabled");
        assertThat(task("frame").text("state")).isEqualTo("active");
        assertThat(task("frame").at("executionInfo", "requeueCount").asInt()).isEqualTo(1);
        assertThat(node().text("state")).isEqualTo("idle");

        site.call("POST", "/jobs/shot/enable", "");
        site.advance(Duration.ofSeconds(5));
        assertThat(task("frame").text("state")).isEqualTo("running");
        disable("terminate");
        assertThat(task("frame").text("executionInfo", "failureInfo", "code")).isEqualTo("TaskEnded");
    }

    @Test
    void aTerminatedJobEndsWhatRunsAndLeavesWhatWaits() {
        site.upPool("farm", 1, 0);
        add("a", "");
        add("b", "");
        site.advance(MOMENT);

        site.call("POST", "/jobs/shot/terminate", "");
        site.advance(LONG);

        assertThat(task("a").text("executionInfo", "result")).isEqualTo("failure");
        assertThat(task("b").text("state")).isEqualTo("active");
    }

    private Answer add(String id, String more) {
        return site.call(
                "POST",
                "/jobs/shot/tasks",
                "{'id':'" + id + "','commandLine':'hostname'" + (more.isEmpty() ? "" : "," + more) + "}");
    }

    private void disable(String option) {
        site.call("POST", "/jobs/shot/disable", "{'disableTasks':'" + option + "'}");
    }

    private Answer task(String id) {
        return site.get("/jobs/shot/tasks/" + id);
    }

    private Answer node() {
        return site.get("/pools/farm/nodes/"
                + site.get("/pools/farm/nodes").at("value").get(0).path("id").asText());
    }

    private int counts(String kind, String state) {
        return site.get("/jobs/shot/taskcounts").at(kind, state).asInt();
    }
}
