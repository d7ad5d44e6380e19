package io.azbatch.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of running tasks when their nodes are taken away. */
class DrainingTest {
    private final BatchSite site = new BatchSite();

    @BeforeEach
    void runTwoTasks() {
        site.upPool("farm", 2, 0);
        site.azure.admin("POST", "/batch/taskfates", "{}");
        site.call("POST", "/jobs", "{'id':'shot','poolInfo':{'poolId':'farm'}}");
        site.call("POST", "/jobs/shot/tasks", "{'id':'a','commandLine':'hostname'}");
        site.call("POST", "/jobs/shot/tasks", "{'id':'b','commandLine':'hostname'}");
        site.advance(Duration.ofSeconds(3));
        assertThat(site.count("farm", "dedicated", "running")).isEqualTo(2);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aShrinkThatWaitsForTasksGivesThemNoSuccessors() {
        site.call("POST", "/jobs/shot/tasks", "{'id':'c','commandLine':'hostname'}");
        resize("taskcompletion");
        site.advance(Duration.ofMinutes(5));
        assertThat(pool().text("allocationState")).isEqualTo("resizing");
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(2);

        end("a");
        site.advance(Duration.ofSeconds(20));
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(1);
        assertThat(state("b")).isEqualTo("running");
        assertThat(state("c")).isEqualTo("active");
        end("b");
        site.advance(Duration.ofSeconds(20));
        assertThat(pool().text("allocationState")).isEqualTo("steady");
        assertThat(pool().at("currentDedicatedNodes").asInt()).isZero();
        assertThat(pool().body().has("resizeErrors")).isFalse();
    }

    @Test
    void aShrinkThatWaitsTooLongLeavesTheNodesToTheirTasks() {
        resize("taskcompletion");
        site.advance(Duration.ofMinutes(16));

        assertThat(pool().text("allocationState")).isEqualTo("steady");
        assertThat(pool().at("resizeErrors").get(0).path("code").asText()).isEqualTo("AllocationTimedout");
        assertThat(state("a")).isEqualTo("running");
    }

    @Test
    void aShrinkRequeuesOrEndsTasksAsTold() {
        resize("requeue");
        site.advance(Duration.ofSeconds(20));
        assertThat(state("a")).isEqualTo("active");
        assertThat(task("a").at("executionInfo", "requeueCount").asInt()).isEqualTo(1);

        site.call("POST", "/pools/farm/resize", "{'targetDedicatedNodes':2}");
        site.advance(Duration.ofMinutes(4));
        assertThat(state("a")).isEqualTo("running");
        resize("terminate");
        assertThat(state("a")).isEqualTo("completed");
        assertThat(task("a").text("executionInfo", "failureInfo", "code")).isEqualTo("TaskEnded");
    }

    @Test
    void aRebootWaitsForTasksOrRequeuesThem() {
        String node = task("a").text("nodeInfo", "nodeId");
        site.call("POST", "/pools/farm/nodes/" + node + "/reboot", "{'nodeRebootOption':'taskcompletion'}");
        site.advance(Duration.ofMinutes(1));
        assertThat(state("a")).isEqualTo("running");
        end("a");
        assertThat(site.get("/pools/farm/nodes/" + node).text("state")).isEqualTo("rebooting");

        String other = task("b").text("nodeInfo", "nodeId");
        site.call("POST", "/pools/farm/nodes/" + other + "/reboot", "");
        assertThat(state("b")).isEqualTo("active");
        BatchSite.assertRefused(
                site.call("POST", "/pools/farm/nodes/" + node + "/reboot", "{'nodeRebootOption':'gently'}"),
                400,
                "InvalidPropertyValue");
    }

    @Test
    void aNodeThatIsRemovedByNameWaitsForItsOwnTasksOnly() {
        String node = task("a").text("nodeInfo", "nodeId");
        site.call(
                "POST",
                "/pools/farm/removenodes",
                "{'nodeList':['" + node + "'],'nodeDeallocationOption':'taskcompletion'}");
        end("b");
        site.advance(Duration.ofMinutes(1));
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(2);
        end("a");
        site.advance(Duration.ofMinutes(1));

        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(1);
    }

    @Test
    void aDeletedPoolGivesItsTasksBack() {
        site.call("DELETE", "/pools/farm", "");
        assertThat(state("a")).isEqualTo("active");
        site.advance(Duration.ofMinutes(1));

        assertThat(site.get("/jobs/shot").text("state")).isEqualTo("active");
        assertThat(task("a").body().has("nodeInfo")).isFalse();
    }

    @Test
    void aTaskOfAPreemptedNodeGoesOnElsewhereOrLater() {
        site.azure.admin("PUT", "/batch/renderbatch/pools/farm/nodes/*", "{\"state\":\"preempted\"}");
        assertThat(state("a")).isEqualTo("active");
        site.advance(Duration.ofMinutes(5));

        assertThat(state("a")).isEqualTo("running");
    }

    private void resize(String option) {
        site.call("POST", "/pools/farm/resize", "{'targetDedicatedNodes':0,'nodeDeallocationOption':'" + option + "'}");
    }

    private void end(String task) {
        site.azure.admin("PUT", "/batch/renderbatch/jobs/shot/tasks/" + task, "{\"exitCode\":0}");
    }

    private Answer pool() {
        return site.get("/pools/farm");
    }

    private Answer task(String id) {
        return site.get("/jobs/shot/tasks/" + id);
    }

    private String state(String id) {
        return task(id).text("state");
    }
}
