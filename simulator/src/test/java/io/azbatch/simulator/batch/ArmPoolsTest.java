package io.azbatch.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArmPoolsTest {
    private static final String IDENTITY =
            "/subscriptions/s/resourceGroups/render/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes";
    private static final String MACHINE = """
            'vmSize':'Standard_D2ds_v5','deploymentConfiguration':{'virtualMachineConfiguration':{
             'imageReference':{'publisher':'canonical','offer':'ubuntu-24_04-lts','sku':'server'},
             'nodeAgentSkuId':'batch.node.ubuntu 24.04','osDisk':{'caching':'ReadWrite'}}}""";

    private final BatchSite site = new BatchSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aPoolOfArmIsTheSameOnTheDataPlaneInItsOwnNames() {
        Answer put = put(
                "farm",
                "'scaleSettings':{'fixedScale':{'targetDedicatedNodes':2}},"
                        + "'interNodeCommunication':'Enabled','startTask':{'commandLine':'hostname','userIdentity':"
                        + "{'autoUser':{'scope':'Pool','elevationLevel':'Admin'}}}");

        assertThat(put.status()).as(put.body().toString()).isEqualTo(200);
        assertThat(put.header("ETag").orElseThrow()).startsWith("W/\"0x").isEqualTo(put.text("etag"));
        assertThat(put.text("type")).isEqualTo("Microsoft.Batch/batchAccounts/pools");
        assertThat(put.text("properties", "vmSize")).isEqualTo("STANDARD_D2DS_V5");
        assertThat(put.text("properties", "allocationState")).isEqualTo("Resizing");
        assertThat(put.text("properties", "startTask", "userIdentity", "autoUser", "elevationLevel"))
                .isEqualTo("Admin");
        assertThat(put.text("properties", "resizeOperationStatus", "nodeDeallocationOption"))
                .isEqualTo("Requeue");

        Answer pool = site.get("/pools/farm");
        assertThat(pool.text("vmSize")).isEqualTo("standard_d2ds_v5");
        assertThat(pool.text("virtualMachineConfiguration", "nodeAgentSKUId")).isEqualTo("batch.node.ubuntu 24.04");
        assertThat(pool.at("targetDedicatedNodes").asInt()).isEqualTo(2);
        assertThat(pool.at("enableInterNodeCommunication").asBoolean()).isTrue();
        assertThat(pool.text("startTask", "userIdentity", "autoUser", "elevationLevel"))
                .isEqualTo("admin");
        site.advance(Duration.ofMinutes(5));
        assertThat(get("farm").text("properties", "allocationState")).isEqualTo("Steady");
        assertThat(get("farm").at("properties", "currentDedicatedNodes").asInt())
                .isEqualTo(2);
    }

    @Test
    void identitiesAreGivenHereAndOnlyHere() {
        String body = "{'identity':{'type':'UserAssigned','userAssignedIdentities':{'" + IDENTITY
                + "':{}}},'properties':{" + MACHINE + "}}";

        assertThat(call("PUT", "farm", body).text("identity", "type")).isEqualTo("UserAssigned");
        assertThat(get("farm")
                        .at("identity", "userAssignedIdentities", IDENTITY)
                        .path("clientId")
                        .asText())
                .isNotEmpty();
        assertThat(site.get("/pools/farm")
                        .at("identity", "userAssignedIdentities")
                        .get(0)
                        .path("resourceId")
                        .asText())
                .isEqualTo(IDENTITY);
        site.call("PATCH", "/pools/farm", "{'metadata':[{'name':'a','value':'b'}]}");
        assertThat(get("farm").body().has("identity")).isTrue();
        BatchSite.assertRefused(site.addPool("other", "'identity':{'type':'UserAssigned'}"), 400, "InvalidRequestBody");
        assertRefused(
                call("PUT", "own", body.replace("'UserAssigned'", "'SystemAssigned'")), 400, "InvalidPropertyValue");
    }

    @Test
    void aPatchResizesAndScales() {
        put("farm", "'scaleSettings':{'fixedScale':{'targetDedicatedNodes':1}}");
        assertRefused(patch("'scaleSettings':{'fixedScale':{'targetDedicatedNodes':3}}"), 409, "PoolBeingResized");
        site.advance(Duration.ofMinutes(5));

        Answer resized = patch("'scaleSettings':{'fixedScale':{'targetDedicatedNodes':3,'targetLowPriorityNodes':1}}");
        assertThat(resized.text("properties", "allocationState")).isEqualTo("Resizing");
        assertThat(resized.at("properties", "resizeOperationStatus", "targetLowPriorityNodes")
                        .asInt())
                .isOne();
        site.advance(Duration.ofMinutes(5));

        Answer scaled = patch("'scaleSettings':{'autoScale':{'formula':'$TargetDedicatedNodes=0'}}");
        assertThat(scaled.text("properties", "autoScaleRun", "results")).startsWith("$TargetDedicatedNodes=0;");
        assertThat(scaled.text("properties", "scaleSettings", "autoScale", "evaluationInterval"))
                .isEqualTo("PT15M");
        assertRefused(post("stopResize"), 409, "OperationInvalidForCurrentState");
        site.advance(Duration.ofMinutes(5));
        Answer fixed = post("disableAutoScale");
        assertThat(fixed.at("properties", "scaleSettings").has("fixedScale")).isTrue();
        site.advance(Duration.ofMinutes(1));
        assertThat(site.get("/pools/farm").at("enableAutoScale").asBoolean()).isFalse();
    }

    @Test
    void theConfigurationChangesOnAnEmptyPoolAndOnlyInNewVersions() {
        put("farm", "'scaleSettings':{'fixedScale':{'targetDedicatedNodes':1}}");
        site.advance(Duration.ofMinutes(5));
        assertRefused(patch("'vmSize':'Standard_D4ds_v5'"), 409, "OperationInvalidForCurrentState");
        assertThat(patch("'metadata':[{'name':'a','value':'b'}]").status()).isEqualTo(200);
        Answer old = site.azure.arm(
                "PATCH", path("farm"), "2023-05-01", WireAzure.json("{'properties':{'vmSize':'Standard_D4ds_v5'}}"));
        assertRefused(old, 400, "InvalidRequestBody");

        patch("'scaleSettings':{'fixedScale':{'targetDedicatedNodes':0}}");
        site.advance(Duration.ofMinutes(5));
        assertThat(patch("'vmSize':'Standard_D4ds_v5'").text("properties", "vmSize"))
                .isEqualTo("STANDARD_D4DS_V5");
    }

    @Test
    void anEmptyStartTaskTakesTheStartTaskAway() {
        put("farm", "'startTask':{'commandLine':'hostname'}");
        assertThat(get("farm").text("properties", "startTask", "commandLine")).isEqualTo("hostname");

        Answer without = patch("'startTask':{}");

        assertThat(without.status()).as(without.body().toString()).isEqualTo(200);
        assertThat(get("farm").at("properties").has("startTask")).isFalse();
        assertThat(put("other", "'startTask':{}").status()).isEqualTo(200);
        assertRefused(patch("'startTask':{'waitForSuccess':true}"), 400, "MissingRequiredProperty");
    }

    @Test
    void whatIsNoDeploymentAndNoScaleIsRefused() {
        assertRefused(
                call("PUT", "farm", "{'properties':{'vmSize':'Standard_D2ds_v5','deploymentConfiguration':'machine'}}"),
                400,
                "InvalidRequestBody");
        assertRefused(
                call("PUT", "farm", "{'properties':{'vmSize':'Standard_D2ds_v5','deploymentConfiguration':null}}"),
                400,
                "MissingRequiredProperty");
        assertRefused(put("farm", "'interNodeCommunication':'Sometimes'"), 400, "InvalidPropertyValue");
        assertRefused(put("farm", "'scaleSettings':{'fixedScale':2}"), 400, "InvalidRequestBody");
    }

    @Test
    void aRegistryHasTheSameNamesOnBothPlanes() {
        String machine = MACHINE.replace("ubuntu-24_04-lts','sku':'server'", "ubuntu-hpc','sku':'2404'")
                .replace("'canonical'", "'microsoft-dsvm'")
                .replace(
                        "'osDisk'",
                        "'containerConfiguration':{'type':'DockerCompatible','containerRegistries':[{'username':'u',"
                                + "'password':'secret','registryServer':'r.azurecr.io'}]},'osDisk'");

        Answer put = call("PUT", "farm", "{'properties':{" + machine + "}}");

        assertThat(put.status()).as(put.body().toString()).isEqualTo(200);
        assertThat(put.at(
                                "properties",
                                "deploymentConfiguration",
                                "virtualMachineConfiguration",
                                "containerConfiguration",
                                "containerRegistries")
                        .get(0)
                        .path("username")
                        .asText())
                .isEqualTo("u");
        assertThat(put.body().toString()).doesNotContain("secret");
    }

    @Test
    void conditionsGuardCreationAndChange() {
        Answer made = put("farm", "");

        assertRefused(send("PUT", "{'properties':{" + MACHINE + "}}", "If-None-Match", "*"), 412, "ConditionNotMet");
        assertRefused(
                send("PATCH", "{'properties':{'metadata':[]}}", "If-Match", "W/\"0x8D0000000000000\""),
                412,
                "ConditionNotMet");
        assertThat(send("PATCH", "{'properties':{'metadata':[]}}", "If-Match", made.text("etag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDeletionIsPolledUntilThePoolIsGone() {
        put("farm", "");

        Answer begun = call("DELETE", "farm", "");
        assertThat(begun.status()).isEqualTo(202);
        String location = begun.header("Location").orElseThrow();
        assertThat(location).contains("/poolOperationResults/delete-farm?");
        assertThat(site.azure.follow(location).status()).isEqualTo(202);
        assertThat(get("farm").text("properties", "provisioningState")).isEqualTo("Deleting");
        assertRefused(call("DELETE", "farm", ""), 409, "PoolBeingDeleted");
        site.advance(Duration.ofMinutes(1));
        assertThat(site.azure.follow(location).status()).isEqualTo(200);
        assertRefused(get("farm"), 404, "PoolNotFound");
        assertThat(call("DELETE", "farm", "").status()).isEqualTo(204);
    }

    @Test
    void poolsAreListedInPagesAndByFilter() {
        put("a", "");
        put("b", "");

        Answer page = site.azure.arm("GET", site.accountPath + "/pools?maxresults=1", BatchSite.ARM_VERSION, "");
        assertThat(page.at("value")).hasSize(1);
        assertThat(site.azure
                        .follow(page.text("nextLink"))
                        .at("value")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("b");
        Answer filtered =
                site.azure.arm("GET", site.accountPath + "/pools?$filter=name%20eq%20'b'", BatchSite.ARM_VERSION, "");
        assertThat(filtered.at("value")).hasSize(1);
    }

    @Test
    void whatTheDataPlaneRefusesIsRefusedInArmsEnvelope() {
        Answer answer = call("PUT", "farm", "{'properties':{" + MACHINE.replace("'server'", "'none'") + "}}");

        assertRefused(answer, 400, "InvalidPropertyValue");
        assertThat(answer.at("error", "details"))
                .anyMatch(detail -> detail.path("code").asText().equals("Reason"));
        assertThat(site.azure
                        .arm("GET", path("farm").replace(BatchSite.ACCOUNT, "nobody"), BatchSite.ARM_VERSION, "")
                        .status())
                .isEqualTo(404);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.text("error", "code")).isEqualTo(code);
        assertThat(answer.text("error", "target")).isEqualTo("BatchAccount");
        assertThat(answer.text("error", "message")).contains("\nRequestId:").contains("\nTime:");
    }

    private Answer put(String pool, String more) {
        return call("PUT", pool, "{'properties':{" + MACHINE + (more.isEmpty() ? "" : "," + more) + "}}");
    }

    private Answer patch(String properties) {
        return call("PATCH", "farm", "{'properties':{" + properties + "}}");
    }

    private Answer post(String action) {
        return site.azure.arm("POST", path("farm") + "/" + action, BatchSite.ARM_VERSION, "");
    }

    private Answer get(String pool) {
        return call("GET", pool, "");
    }

    private Answer call(String method, String pool, String body) {
        return site.azure.arm(method, path(pool), BatchSite.ARM_VERSION, WireAzure.json(body));
    }

    private Answer send(String method, String body, String header, String value) {
        return site.azure.arm(method, path("farm"), BatchSite.ARM_VERSION, WireAzure.json(body), Map.of(header, value));
    }

    private String path(String pool) {
        return site.accountPath + "/pools/" + pool;
    }
}
