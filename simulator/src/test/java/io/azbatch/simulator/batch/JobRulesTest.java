package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task's end means for others, what nodes did before and after a job, and what lists take. */
class JobRulesTest {
    private final BatchSite site = new BatchSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aTaskThatFailsEndsOrStopsAJobThatHeedsIt() {
        site.upPool("p", 1, 0);
        site.azure.admin("POST", "/batch/taskfates", WireAzure.json("{'task':'bad','seconds':1,'exitCode':3}"));
        String heeds = "'poolInfo':{'poolId':'p'},'onTaskFailure':'performexitoptionsjobaction'";
        site.call("POST", "/jobs", "{'id':'ends'," + heeds + "}");
        site.call("POST", "/jobs", "{'id':'stops'," + heeds + "}");
        String disables =
                "'exitConditions':{'exitCodeRanges':[{'start':1,'end':9,'exitOptions':{'jobAction':'disable'}}]}";
        site.call("POST", "/jobs/ends/tasks", "{'id':'bad','commandLine':'x'}");
        site.call("POST", "/jobs/stops/tasks", "{'id':'bad','commandLine':'x'," + disables + "}");

        site.advance(Duration.ofMinutes(5));

        Answer ended = site.get("/jobs/ends");
        assertThat(ended.text("state")).isEqualTo("completed");
        assertThat(ended.text("executionInfo", "terminateReason")).isEqualTo("TaskFailed");
        assertThat(site.get("/jobs/stops").text("state")).isEqualTo("disabled");
    }

    @Test
    void dependentsRunWhenTheirRangeIsDoneOrAFailureIsSaidToSatisfyThem() {
        site.upPool("p", 1, 0);
        site.azure.admin("POST", "/batch/taskfates", WireAzure.json("{'task':'2','seconds':1,'exitCode':3}"));
        site.call("POST", "/jobs", "{'id':'j','poolInfo':{'poolId':'p'},'usesTaskDependencies':true}");
        String satisfies = "'exitConditions':{'exitCodes':[{'code':3,'exitOptions':{'dependencyAction':'satisfy'}}]}";
        site.call("POST", "/jobs/j/tasks", "{'id':'1','commandLine':'x'}");
        site.call(
                "POST",
                "/jobs/j/tasks",
                "{'id':'after','commandLine':'x','dependsOn':{'taskIdRanges':[{'start':1,'end':2}]}}");

        site.advance(Duration.ofMinutes(5));
        assertThat(site.get("/jobs/j/tasks/after").text("state")).isEqualTo("active");
        site.call("POST", "/jobs/j/tasks", "{'id':'2','commandLine':'x'," + satisfies + "}");
        site.advance(Duration.ofMinutes(10));

        assertThat(site.get("/jobs/j/tasks/after").text("state")).isEqualTo("completed");
    }

    @Test
    void exitOptionsOfWhichNothingWouldComeAreRefused() {
        site.call("POST", "/jobs", "{'id':'j','poolInfo':{'poolId':'p'}}");
        String options = "{'id':'t','commandLine':'x','exitConditions':{'default':{'%s'}}}";

        assertRefused(
                site.call("POST", "/jobs/j/tasks", options.formatted("jobAction':'terminate")),
                400,
                "InvalidPropertyValue",
                "PropertyName",
                "jobAction");
        assertRefused(
                site.call("POST", "/jobs/j/tasks", options.formatted("dependencyAction':'satisfy")),
                400,
                "InvalidPropertyValue",
                "PropertyName",
                "dependencyAction");
        assertRefused(
                site.call("POST", "/jobs/j/tasks", "{'id':'t','commandLine':'x','resourceFiles':[{}]}"),
                400,
                "InvalidPropertyValue",
                "PropertyName",
                "resourceFiles");
        assertRefused(
                site.call("POST", "/jobs/j/tasks", "{'id':'t','commandLine':'x','exitCodes':1}"),
                400,
                "InvalidRequestBody");
    }

    @Test
    void anExitOptionOfNullIsNone() {
        site.call("POST", "/jobs", "{'id':'j','poolInfo':{'poolId':'p'}}");
        String none = "'exitConditions':{'default':{'jobAction':null,'dependencyAction':null}}";

        assertThat(site.call("POST", "/jobs/j/tasks", "{'id':'t','commandLine':'x'," + none + "}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void secretsOfAJobsOwnPoolDoNotComeBack() {
        String machine = "'vmSize':'Standard_D2ds_v5','virtualMachineConfiguration':{'imageReference':{'publisher':"
                + "'canonical','offer':'ubuntu-24_04-lts','sku':'server'},'nodeAgentSKUId':'batch.node.ubuntu 24.04',"
                + "'extensions':[{'name':'e','publisher':'p','type':'t','settings':{'password':'shown'},"
                + "'protectedSettings':{'k':'secret'}}]}";
        String secrets = "'userAccounts':[{'name':'u','password':'secret'}],'mountConfiguration':[{'"
                + "azureFileShareConfiguration':{'accountName':'a','azureFileUrl':'u','accountKey':'secret',"
                + "'relativeMountPath':'m'}}]";
        Answer added = site.call(
                "POST",
                "/jobs",
                "{'id':'j','poolInfo':{'autoPoolSpecification':{'poolLifetimeOption':'job','pool':{" + machine + ","
                        + secrets + "}}}}");
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);

        String job = site.get("/jobs/j").body().toString();

        assertThat(job).contains("\"name\":\"u\"", "shown").doesNotContain("secret");
    }

    @Test
    void eachNodeThatRanTasksTellsOfPreparationAndInTheEndOfRelease() {
        site.upPool("p", 1, 0);
        String around = "'jobPreparationTask':{'commandLine':'x'},'jobReleaseTask':{'commandLine':'y'}";
        site.call("POST", "/jobs", "{'id':'j','poolInfo':{'poolId':'p'}," + around + "}");
        assertThat(site.get("/jobs/j/jobpreparationandreleasetaskstatus").at("value"))
                .isEmpty();
        site.call("POST", "/jobs/j/tasks", "{'id':'t','commandLine':'x'}");
        site.advance(Duration.ofMinutes(5));

        Answer prepared = site.get("/jobs/j/jobpreparationandreleasetaskstatus");
        assertThat(prepared.at("value")).hasSize(1);
        assertThat(prepared.at("value").get(0).path("poolId").asText()).isEqualTo("p");
        assertThat(prepared.at("value")
                        .get(0)
                        .path("jobPreparationTaskExecutionInfo")
                        .path("result")
                        .asText())
                .isEqualTo("success");
        assertThat(prepared.at("value").get(0).has("jobReleaseTaskExecutionInfo"))
                .isFalse();
        site.call("POST", "/jobs/j/terminate", "");
        site.advance(Duration.ofMinutes(1));
        assertThat(site.get("/jobs/j/jobpreparationandreleasetaskstatus")
                        .at("value")
                        .get(0)
                        .has("jobReleaseTaskExecutionInfo"))
                .isTrue();
    }

    @Test
    void listsRefuseWhatTheirItemsDoNotHave() {
        assertRefused(
                site.get("/pools?$filter=colour%20eq%20'red'"), 400, "InvalidQueryParameterValue", "Reason", "colour");
        assertRefused(
                site.get("/jobs?$select=id,colour"),
                400,
                "InvalidQueryParameterValue",
                "QueryParameterName",
                "$select");
        assertRefused(
                site.get("/pools?$expand=nodes"), 400, "InvalidQueryParameterValue", "QueryParameterName", "$expand");
        assertRefused(
                site.get("/pools?timeout=soon"), 400, "InvalidQueryParameterValue", "QueryParameterName", "timeout");
        assertThat(site.get("/pools?$filter=state%20eq%20'active'&$select=id&$expand=stats&timeout=30")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNodeShowsTheExtensionsOfItsPool() {
        site.call(
                "POST",
                "/pools",
                "{'id':'p','vmSize':'Standard_D2ds_v5','targetDedicatedNodes':1,'virtualMachineConfiguration':{"
                        + "'imageReference':{'publisher':'canonical','offer':'ubuntu-24_04-lts','sku':'server'},"
                        + "'nodeAgentSKUId':'batch.node.ubuntu 24.04','extensions':[{'name':'kv',"
                        + "'publisher':'Microsoft.Azure.KeyVault','type':'KeyVaultForLinux'}]}}");
        site.advance(Duration.ofMinutes(6));
        String node = site.get("/pools/p/nodes").at("value").get(0).path("id").asText();
        String extensions = "/pools/p/nodes/" + node + "/extensions";

        assertThat(site.get(extensions).at("value")).hasSize(1);
        assertThat(site.get(extensions + "/kv").text("provisioningState")).isEqualTo("Succeeded");
        assertRefused(site.get(extensions + "/other"), 404, "NodeExtensionNotFound");
    }
}
