package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.wire.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolResizeTest {
    private final BatchSite site = new BatchSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aPoolGrowsAndShrinksToItsTargets() {
        site.upPool("size", 1, 0);

        assertThat(resize("{'targetDedicatedNodes':3,'targetLowPriorityNodes':'2'}")
                        .status())
                .isEqualTo(202);
        assertThat(pool().text("allocationState")).isEqualTo("resizing");
        site.advance(Duration.ofMinutes(2));
        assertThat(pool().text("allocationState")).isEqualTo("steady");
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(3);
        assertThat(pool().at("currentLowPriorityNodes").asInt()).isEqualTo(2);

        resize("{'targetDedicatedNodes':1}");
        assertThat(site.count("size", "dedicated", "leavingPool")).isEqualTo(2);
        site.advance(Duration.ofSeconds(20));
        assertThat(pool().text("allocationState")).isEqualTo("steady");
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(1);
        assertThat(pool().at("targetLowPriorityNodes").asInt()).isEqualTo(2);
    }

    @Test
    void aResizeWhileOneRunsIsRefused() {
        site.addPool("size", "'targetDedicatedNodes':1");

        assertRefused(resize("{'targetDedicatedNodes':2}"), 409, "PoolBeingResized");
        assertRefused(resize("{}"), 400, "MissingRequiredProperty", "PropertyName", "targetDedicatedNodes");
        assertRefused(resize("{'targetDedicatedNodes':-1}"), 400, "InvalidPropertyValue");
        assertRefused(resize("{'targetDedicatedNodes':1,'resizeTimeout':'PT1M'}"), 400, "InvalidPropertyValue");
    }

    @Test
    void aStoppedResizeKeepsItsTargetAndSaysSo() {
        site.upPool("size", 1, 0);
        resize("{'targetDedicatedNodes':5,'targetLowPriorityNodes':2}");

        assertThat(site.call("POST", "/pools/size/stopresize", "").status()).isEqualTo(202);
        assertThat(pool().text("allocationState")).isEqualTo("stopping");
        site.advance(Duration.ofSeconds(6));
        assertThat(pool().text("allocationState")).isEqualTo("steady");
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(1);
        assertThat(pool().at("targetDedicatedNodes").asInt()).isEqualTo(5);
        assertThat(pool().at("resizeErrors")).hasSize(2).allMatch(is("ResizeStopped"));

        site.call("PATCH", "/pools/size", "{'metadata':[{'name':'a','value':'b'}]}");
        assertThat(pool().at("resizeErrors")).hasSize(2);
        resize("{'targetDedicatedNodes':1,'targetLowPriorityNodes':0}");
        site.advance(Duration.ofMinutes(1));
        assertThat(pool().body().has("resizeErrors")).isFalse();
    }

    @Test
    void stoppingASteadyPoolIsRefused() {
        site.upPool("size", 0, 0);

        assertRefused(site.call("POST", "/pools/size/stopresize", ""), 409, "OperationInvalidForCurrentState");
    }

    @Test
    void aFormulaThatCannotBeReadIsRefusedAndOneThatCannotBeEvaluatedSaysSoLater() {
        assertRefused(
                site.addPool("auto", "'enableAutoScale':true,'autoScaleFormula':'$TargetDedicatedNodes=(1'"),
                400,
                "AutoScalingFormulaSyntaxError");
        site.upPool("size", 0, 0);
        assertRefused(enable("$TargetDedicatedNodes 3"), 400, "AutoScalingFormulaSyntaxError");
        assertRefused(enable("$TargetDedicatedNodes=1+"), 400, "AutoScalingFormulaSyntaxError");

        assertThat(enable("$TargetDedicatedNodes=$NoSuchThing").status()).isEqualTo(200);
        site.advance(Duration.ofSeconds(5));
        assertThat(pool().text("autoScaleRun", "error", "code")).isEqualTo("AutoScalingFormulaEvaluationError");
    }

    private Answer enable(String formula) {
        return site.call("POST", "/pools/size/enableautoscale", "{'autoScaleFormula':'" + formula + "'}");
    }

    @Test
    void nodesOfAUserSubscriptionTakeTheSubscriptionsCores() {
        String vault = site.azure.group("render") + "/providers/Microsoft.KeyVault/vaults/v";
        try (BatchSite own =
                new BatchSite("{'location':'westeurope','properties':{'poolAllocationMode':'UserSubscription',"
                        + "'keyVaultReference':{'id':'" + vault + "','url':'https://v.vault.azure.net/'}}}")) {
            own.azure.settings("{\"coreQuota\":4,\"dedicatedCoreQuota\":500}");
            own.addPool("size", "'targetDedicatedNodes':5");
            own.advance(Duration.ofMinutes(5));

            Answer pool = own.get("/pools/size");
            assertThat(pool.at("currentDedicatedNodes").asInt()).isEqualTo(2);
            assertThat(pool.at("resizeErrors")).allMatch(is("AllocationFailed"));
        }
    }

    @Test
    void aCoreQuotaLeavesThePoolSteadyWithFewerNodesAndTheSameTarget() {
        site.azure.settings("{\"dedicatedCoreQuota\":4,\"lowPriorityCoreQuota\":0}");
        site.addPool("size", "'targetDedicatedNodes':5,'targetLowPriorityNodes':1");
        site.advance(Duration.ofMinutes(5));

        assertThat(pool().text("allocationState")).isEqualTo("steady");
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(2);
        assertThat(pool().at("targetDedicatedNodes").asInt()).isEqualTo(5);
        assertThat(pool().at("resizeErrors"))
                .hasSize(2)
                .anyMatch(is("AccountCoreQuotaReached"))
                .anyMatch(is("AccountLowPriorityCoreQuotaReached"));
    }

    @Test
    void anAllocationThatTakesTooLongTimesOut() {
        site.azure.settings("{\"nodeAllocateSeconds\":1000}");
        site.addPool("size", "'targetDedicatedNodes':1,'resizeTimeout':'PT5M'");
        site.advance(Duration.ofMinutes(6));

        assertThat(pool().text("allocationState")).isEqualTo("steady");
        assertThat(pool().at("resizeErrors")).hasSize(1).allMatch(is("AllocationTimedout"));
    }

    @Test
    void taskCompletionWaitsForTheTasksAndRequeueDoesNot() {
        site.upPool("size", 2, 0);
        site.azure.admin("PUT", "/batch/renderbatch/pools/size/nodes/*", "{\"runningTasks\":1}");

        resize("{'targetDedicatedNodes':0,'nodeDeallocationOption':'taskcompletion'}");
        site.advance(Duration.ofMinutes(2));
        assertThat(pool().text("allocationState")).isEqualTo("resizing");
        assertThat(site.count("size", "dedicated", "running")).isEqualTo(2);
        site.azure.admin("PUT", "/batch/renderbatch/pools/size/nodes/0", "{\"runningTasks\":0}");
        assertThat(site.count("size", "dedicated", "leavingPool")).isEqualTo(1);
        site.advance(Duration.ofMinutes(20));
        assertThat(pool().text("allocationState")).isEqualTo("steady");
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(1);
        assertThat(pool().at("resizeErrors")).hasSize(1).allMatch(is("AllocationTimedout"));

        resize("{'targetDedicatedNodes':0}");
        site.advance(Duration.ofMinutes(1));
        assertThat(pool().at("currentDedicatedNodes").asInt()).isZero();
    }

    @Test
    void removedNodesAreThoseThatWereNamedAndLowerTheTarget() {
        site.upPool("size", 3, 0);
        String victim =
                site.get("/pools/size/nodes").at("value").get(1).path("id").asText();

        Answer removed = site.call("POST", "/pools/size/removenodes", "{'nodeList':['" + victim + "']}");
        assertThat(removed.status()).isEqualTo(202);
        site.advance(Duration.ofMinutes(1));
        assertThat(pool().at("targetDedicatedNodes").asInt()).isEqualTo(2);
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(2);
        assertRefused(site.get("/pools/size/nodes/" + victim), 404, "NodeNotFound");
        assertRefused(
                site.call("POST", "/pools/size/removenodes", "{'nodeList':['" + victim + "']}"), 404, "NodeNotFound");
    }

    @Test
    void aNamedNodeGoesEvenFromAPoolThatIsBelowItsTarget() {
        site.azure.settings("{\"dedicatedCoreQuota\":4}");
        site.upPool("size", 5, 0);
        String victim =
                site.get("/pools/size/nodes").at("value").get(0).path("id").asText();

        site.call("POST", "/pools/size/removenodes", "{'nodeList':['" + victim + "']}");
        assertThat(site.get("/pools/size/nodes/" + victim).text("state")).isEqualTo("leavingpool");
        site.advance(Duration.ofMinutes(1));
        assertThat(pool().text("allocationState")).isEqualTo("steady");
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(1);
        assertThat(pool().at("targetDedicatedNodes").asInt()).isEqualTo(4);
    }

    @Test
    void autoscaleTakesOverTheSizeUntilItIsDisabled() {
        site.upPool("size", 1, 0);

        assertRefused(site.call("POST", "/pools/size/enableautoscale", "{}"), 400, "InvalidAutoScalingSettings");
        Answer enabled =
                site.call("POST", "/pools/size/enableautoscale", "{'autoScaleFormula':'$TargetDedicatedNodes=2+1'}");
        assertThat(enabled.status()).isEqualTo(200);
        assertRefused(
                site.call("POST", "/pools/size/enableautoscale", "{'autoScaleFormula':'$TargetDedicatedNodes=0'}"),
                503,
                "TooManyEnableAutoScaleRequests");
        assertRefused(resize("{'targetDedicatedNodes':0}"), 409, "OperationInvalidForCurrentState");
        site.advance(Duration.ofMinutes(3));
        assertThat(pool().at("currentDedicatedNodes").asInt()).isEqualTo(3);
        assertThat(pool().text("autoScaleRun", "results"))
                .isEqualTo("$TargetDedicatedNodes=3;$TargetLowPriorityNodes=0;$NodeDeallocationOption=requeue");

        assertThat(site.call("POST", "/pools/size/disableautoscale", "").status())
                .isEqualTo(200);
        assertThat(pool().body().has("autoScaleFormula")).isFalse();
        assertThat(resize("{'targetDedicatedNodes':0}").status()).isEqualTo(202);
    }

    @Test
    void evaluatingABrokenFormulaIsNoRefusal() {
        site.upPool("size", 0, 0);

        String broken = "{'autoScaleFormula':'something_useless'}";
        assertRefused(site.call("POST", "/pools/size/evaluateautoscale", broken), 409, "OperationNotValidOnPool");
        site.call("POST", "/pools/size/enableautoscale", "{'autoScaleFormula':'$TargetDedicatedNodes=0'}");
        Answer run = site.call("POST", "/pools/size/evaluateautoscale", broken);
        assertThat(run.status()).isEqualTo(200);
        assertThat(run.text("error", "code")).isEqualTo("AutoScalingFormulaEvaluationError");
        assertThat(run.at("error", "values").get(0).path("value").asText())
                .isEqualTo("Line 1, Col 1: Undefined symbol: something_useless");
        String twoValues = "{'autoScaleFormula':'$TargetDedicatedNodes=1 2'}";
        assertThat(site.call("POST", "/pools/size/evaluateautoscale", twoValues).text("error", "code"))
                .isEqualTo("AutoScalingFormulaEvaluationError");
    }

    @Test
    void aPreemptedSpotNodeComesBackUnderItsId() {
        site.upPool("size", 0, 1);
        String id = site.get("/pools/size/nodes").at("value").get(0).path("id").asText();
        assertThat(id).endsWith("_p");

        site.azure.admin("PUT", "/batch/renderbatch/pools/size/nodes/0", "{\"state\":\"preempted\"}");
        assertThat(site.get("/pools/size/nodes/" + id).text("state")).isEqualTo("preempted");
        assertThat(pool().at("currentLowPriorityNodes").asInt()).isEqualTo(1);
        site.advance(Duration.ofMinutes(5));
        assertThat(site.get("/pools/size/nodes/" + id).text("state")).isEqualTo("idle");
    }

    private Answer pool() {
        return site.get("/pools/size");
    }

    private Answer resize(String body) {
        return site.call("POST", "/pools/size/resize", body);
    }

    private static java.util.function.Predicate<JsonNode> is(String code) {
        return error -> error.path("code").asText().equals(code);
    }
}
