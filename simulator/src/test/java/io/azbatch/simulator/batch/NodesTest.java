package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodesTest {
    private final BatchSite site = new BatchSite();
    private String node = "";

    @BeforeEach
    void bringUp() {
        site.upPool("farm", 1, 0);
        node = "/pools/farm/nodes/"
                + site.get("/pools/farm/nodes").at("value").get(0).path("id").asText();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aNodeShowsItsImageItsAgentAndItsEndpoint() {
        Answer answer = site.get(node);

        assertThat(answer.text("id")).matches("tvmps_[0-9a-f]{64}_d");
        assertThat(answer.text("affinityId")).isEqualTo("TVM:" + answer.text("id"));
        assertThat(answer.at("isDedicated").asBoolean()).isTrue();
        assertThat(answer.text("vmSize")).isEqualTo("standard_d2ds_v5");
        assertThat(answer.text("nodeAgentInfo", "version")).isNotEmpty();
        assertThat(answer.text("virtualMachineInfo", "imageReference", "sku")).isEqualTo("server");
        assertThat(answer.at("endpointConfiguration", "inboundEndpoints")
                        .get(0)
                        .path("backendPort")
                        .asInt())
                .isEqualTo(22);
    }

    @Test
    void schedulingIsClosedAndOpenedAndTwiceTheSameIsRefused() {
        assertThat(act("disablescheduling").status()).isEqualTo(200);
        assertThat(site.get(node).text("state")).isEqualTo("offline");
        assertThat(site.get(node).text("schedulingState")).isEqualTo("disabled");
        assertRefused(act("disablescheduling"), 409, "NodeAlreadyInTargetSchedulingState");
        assertThat(act("enablescheduling").status()).isEqualTo(200);
        assertThat(site.get(node).text("state")).isEqualTo("idle");
    }

    @Test
    void closingANodeSendsItsTasksAwayOrWaitsForThem() {
        occupy(2);
        assertRefused(
                act("disablescheduling", "{'nodeDisableSchedulingOption':'retaineddata'}"),
                400,
                "InvalidPropertyValue");
        act("disablescheduling", "{'nodeDisableSchedulingOption':'taskcompletion'}");
        assertThat(site.get(node).text("state")).isEqualTo("running");
        occupy(0);
        assertThat(site.get(node).text("state")).isEqualTo("offline");
        act("enablescheduling");
        assertThat(site.get(node).text("state")).isEqualTo("idle");

        occupy(2);
        act("disablescheduling");
        assertThat(site.get(node).text("state")).isEqualTo("offline");
        assertThat(site.get(node).at("runningTasksCount").asInt()).isZero();
    }

    @Test
    void aRebootTakesTheNodeAwayForAWhile() {
        assertThat(act("reboot").status()).isEqualTo(202);
        assertThat(site.get(node).text("state")).isEqualTo("rebooting");
        assertRefused(act("reboot"), 409, "NodeBeingRebooted");
        site.advance(Duration.ofMinutes(3));
        assertThat(site.get(node).text("state")).isEqualTo("idle");
    }

    @Test
    void aNodeIsDeallocatedAndStarted() {
        assertRefused(act("start"), 409, "OperationNotValidOnNode");
        assertThat(act("deallocate").status()).isEqualTo(202);
        site.advance(Duration.ofMinutes(1));
        assertThat(site.get(node).text("state")).isEqualTo("deallocated");
        assertThat(site.count("farm", "dedicated", "deallocated")).isEqualTo(1);
        assertThat(act("start").status()).isEqualTo(202);
        site.advance(Duration.ofMinutes(3));
        assertThat(site.get(node).text("state")).isEqualTo("idle");
    }

    @Test
    void anUnusableNodeSaysWhyAndCannotBeRebooted() {
        site.azure.admin("PUT", "/batch/renderbatch/pools/farm/nodes/0", "{\"state\":\"unusable\"}");

        assertThat(site.get(node).text("state")).isEqualTo("unusable");
        assertThat(site.get(node).at("errors")).isNotEmpty();
        assertThat(site.count("farm", "dedicated", "unusable")).isEqualTo(1);
        assertRefused(act("reboot"), 409, "NodeStateUnusable");
    }

    @Test
    void aNewStartTaskReachesANodeWithItsNextBoot() {
        site.call("PATCH", "/pools/farm", "{'startTask':{'commandLine':'hostname'}}");
        assertThat(site.get(node).body().has("startTask")).isFalse();
        act("reboot");
        site.advance(Duration.ofMinutes(3));
        assertThat(site.get(node).text("startTask", "commandLine")).isEqualTo("hostname");
        assertThat(site.get(node).text("startTaskInfo", "result")).isEqualTo("success");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertRefused(site.get("/pools/farm/nodes/nothing"), 404, "NodeNotFound");
        assertRefused(site.get("/pools/none/nodes"), 404, "PoolNotFound");
    }

    @Test
    void fateAcceptsKnownStatesOnly() {
        Answer answer = site.azure.admin("PUT", "/batch/renderbatch/pools/farm/nodes/0", "{\"state\":\"broken\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("message")).contains("no node state 'broken'");
    }

    private void occupy(int tasks) {
        site.azure.admin("PUT", "/batch/renderbatch/pools/farm/nodes/0", "{\"runningTasks\":" + tasks + "}");
    }

    private Answer act(String action) {
        return act(action, "");
    }

    private Answer act(String action, String body) {
        return site.call("POST", node + "/" + action, body);
    }
}
