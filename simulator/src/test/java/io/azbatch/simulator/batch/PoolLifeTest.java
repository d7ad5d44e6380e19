package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolLifeTest {
    private final BatchSite site = new BatchSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void addingAPoolAnswersWithItsAddressAndAnEtagWithoutQuotes() {
        Answer added = site.addPool("Render-1", "'targetDedicatedNodes':2");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.response().body()).isEmpty();
        assertThat(added.header("Location")).contains(site.endpoint + "/pools/Render-1");
        assertThat(added.header("DataServiceId")).contains(site.endpoint + "/pools/Render-1");
        assertThat(added.header("ETag").orElseThrow()).matches("0x8D[0-9A-F]{13}|0x8[0-9A-F]{14}");
        assertThat(added.header("Last-Modified")).isPresent();
        assertThat(added.header("DataServiceVersion")).contains("3.0");
        assertThat(added.header("request-id").orElseThrow()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void aNewPoolIsActiveAndResizingEvenWithoutNodesAndSteadyWithinSeconds() {
        site.addPool("empty", "");

        assertThat(site.get("/pools/empty").text("allocationState")).isEqualTo("resizing");
        site.advance(Duration.ofSeconds(3));
        Answer pool = site.get("/pools/empty");
        assertThat(pool.text("state")).isEqualTo("active");
        assertThat(pool.text("allocationState")).isEqualTo("steady");
        assertThat(pool.at("targetDedicatedNodes").asInt()).isZero();
    }

    @Test
    void defaultsAreFilledInAndNamesTakeTheServicesCase() {
        site.addPool("defaults", """
                'startTask':{'commandLine':'hostname'},'metadata':[],'certificateReferences':[],
                'taskSchedulingPolicy':{'nodeFillType':'pack'},'displayName':null,
                'userAccounts':[{'name':'artist','password':'secret'}]""");
        Answer pool = site.get("/pools/defaults");

        assertThat(pool.header("Content-Type")).contains("application/json; odata=minimalmetadata");
        assertThat(pool.text("odata.metadata")).isEqualTo(site.endpoint + "/$metadata#pools/@Element");
        assertThat(pool.text("vmSize")).isEqualTo("standard_d2ds_v5");
        assertThat(pool.text("resizeTimeout")).isEqualTo("PT15M");
        assertThat(pool.text("virtualMachineConfiguration", "imageReference", "version"))
                .isEqualTo("latest");
        assertThat(pool.at("startTask").toString())
                .isEqualTo("{\"commandLine\":\"hostname\",\"userIdentity\":{\"autoUser\":{\"scope\":\"pool\","
                        + "\"elevationLevel\":\"nonadmin\"}},\"maxTaskRetryCount\":0,\"waitForSuccess\":true}");
        assertThat(pool.text("taskSchedulingPolicy", "nodeFillType")).isEqualTo("Pack");
        assertThat(pool.at("taskSlotsPerNode").asInt()).isEqualTo(1);
        assertThat(pool.body().has("displayName")).isFalse();
        assertThat(pool.body().has("metadata")).isFalse();
        assertThat(pool.at("certificateReferences").isArray()).isTrue();
        assertThat(pool.at("userAccounts").toString()).doesNotContain("secret");
    }

    @Test
    void nodesComeUpThroughTheirStates() {
        site.addPool("up", "'targetDedicatedNodes':2,'startTask':{'commandLine':'hostname'}");

        site.advance(Duration.ofSeconds(40));
        assertThat(site.get("/pools/up").at("currentDedicatedNodes").asInt()).isZero();
        site.advance(Duration.ofSeconds(21));
        Answer steady = site.get("/pools/up");
        assertThat(steady.text("allocationState")).isEqualTo("steady");
        assertThat(steady.at("currentDedicatedNodes").asInt()).isEqualTo(2);
        assertThat(site.count("up", "dedicated", "creating")).isEqualTo(2);
        site.advance(Duration.ofSeconds(10));
        assertThat(site.count("up", "dedicated", "starting")).isEqualTo(2);
        site.advance(Duration.ofSeconds(45));
        assertThat(site.count("up", "dedicated", "waitingForStartTask")).isEqualTo(2);
        site.advance(Duration.ofSeconds(20));
        assertThat(site.count("up", "dedicated", "idle")).isEqualTo(2);
        Answer nodes = site.get("/pools/up/nodes");
        assertThat(nodes.at("value").get(0).path("startTaskInfo").path("result").asText())
                .isEqualTo("success");
        assertThat(nodes.at("value").get(0).path("state").asText()).isEqualTo("idle");
    }

    @Test
    void aStartTaskThatFailsLeavesItsNodeFailed() {
        site.azure.admin("POST", "/batch/fates", "{\"pool\":\"bad*\",\"startTaskExitCode\":3}");
        site.addPool("bad-start", "'targetDedicatedNodes':1,'startTask':{'commandLine':'false'}");
        site.advance(Duration.ofMinutes(4));

        Answer node = site.get("/pools/bad-start/nodes");
        assertThat(node.at("value").get(0).path("state").asText()).isEqualTo("starttaskfailed");
        assertThat(node.at("value")
                        .get(0)
                        .path("startTaskInfo")
                        .path("exitCode")
                        .asInt())
                .isEqualTo(3);
        assertThat(site.count("bad-start", "dedicated", "startTaskFailed")).isEqualTo(1);
    }

    @Test
    void theEtagChangesWithWritesButNotWithTheAllocationState() {
        String added =
                site.addPool("etag", "'targetDedicatedNodes':1").header("ETag").orElseThrow();
        site.advance(Duration.ofMinutes(2));
        assertThat(site.get("/pools/etag").header("ETag")).contains(added);
        assertThat(site.get("/pools/etag").text("eTag")).isEqualTo(added);

        String resized = site.call("POST", "/pools/etag/resize", "{'targetDedicatedNodes':2}")
                .header("ETag")
                .orElseThrow();
        assertThat(resized).isNotEqualTo(added);
        String stopped =
                site.call("POST", "/pools/etag/stopresize", "").header("ETag").orElseThrow();
        assertThat(stopped).isEqualTo(resized);
        String patched = site.call("PATCH", "/pools/etag", "{'metadata':[{'name':'a','value':'b'}]}")
                .header("ETag")
                .orElseThrow();
        assertThat(patched).isNotEqualTo(resized);
        site.call("DELETE", "/pools/etag", "");
        assertThat(site.get("/pools/etag").header("ETag").orElseThrow()).isNotEqualTo(patched);
    }

    @Test
    void deletionIsAsynchronousAndASecondOneIsRefused() {
        site.upPool("gone", 1, 0);

        Answer deleted = site.call("DELETE", "/pools/gone", "");
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.header("ETag")).isEmpty();
        assertThat(site.get("/pools/gone").text("state")).isEqualTo("deleting");
        assertRefused(site.call("DELETE", "/pools/gone", ""), 409, "PoolBeingDeleted");
        assertRefused(site.call("PATCH", "/pools/gone", "{'metadata':[]}"), 409, "PoolBeingDeleted");
        assertRefused(site.addPool("gone", ""), 409, "PoolBeingDeleted");

        site.advance(Duration.ofMinutes(1));
        assertRefused(site.get("/pools/gone"), 404, "PoolNotFound");
        assertThat(site.addPool("gone", "").status()).isEqualTo(201);
    }

    @Test
    void anIdInAnotherCaseIsTheSamePool() {
        site.addPool("Render", "");

        assertRefused(site.addPool("rENDER", ""), 409, "PoolExists");
        assertThat(site.get("/pools/RENDER").text("id")).isEqualTo("Render");
    }

    @Test
    void existenceIsAskedByHeadWithoutABody() {
        site.addPool("there", "");

        assertThat(site.call("HEAD", "/pools/there", "").status()).isEqualTo(200);
        assertThat(site.call("HEAD", "/pools/there", "").header("ETag")).isPresent();
        Answer missing = site.call("HEAD", "/pools/missing", "");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.response().body()).isEmpty();
    }

    @Test
    void aWriteWithAStaleEtagIsRefusedAndAReadIsNotModified() {
        String etag = site.addPool("cond", "").header("ETag").orElseThrow();

        assertRefused(
                site.call("PATCH", "/pools/cond", "{'metadata':[]}", Map.of("If-Match", "0x8D0")),
                412,
                "ConditionNotMet");
        assertThat(site.call("GET", "/pools/cond", "", Map.of("If-None-Match", etag))
                        .status())
                .isEqualTo(304);
        assertThat(site.call("PATCH", "/pools/cond", "{'metadata':[]}", Map.of("If-Match", etag))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void liveFieldsChangeAtAnyTimeAndTheConfigurationOnlyOfAnEmptyPool() {
        site.upPool("change", 1, 0);

        assertThat(site.call("PATCH", "/pools/change", "{'startTask':{'commandLine':'new'}}")
                        .status())
                .isEqualTo(200);
        assertRefused(
                site.call("PATCH", "/pools/change", "{'taskSlotsPerNode':2}"), 409, "OperationInvalidForCurrentState");
        site.call("POST", "/pools/change/resize", "{'targetDedicatedNodes':0}");
        assertRefused(
                site.call("PATCH", "/pools/change", "{'taskSlotsPerNode':2}"), 409, "OperationInvalidForCurrentState");
        site.advance(Duration.ofMinutes(1));
        assertThat(site.call("PATCH", "/pools/change", "{'taskSlotsPerNode':2,'vmSize':'STANDARD_D4ds_v5'}")
                        .status())
                .isEqualTo(200);
        Answer changed = site.get("/pools/change");
        assertThat(changed.at("taskSlotsPerNode").asInt()).isEqualTo(2);
        assertThat(changed.text("vmSize")).isEqualTo("standard_d4ds_v5");
        assertThat(changed.text("startTask", "commandLine")).isEqualTo("new");
    }

    @Test
    void updatePropertiesReplacesAllFourAndSaysNothing() {
        site.addPool("replace", "'startTask':{'commandLine':'old'},'metadata':[{'name':'a','value':'b'}]");

        assertRefused(
                site.call("POST", "/pools/replace/updateproperties", "{'metadata':[]}"),
                400,
                "MissingRequiredProperty");
        Answer updated = site.call(
                "POST",
                "/pools/replace/updateproperties",
                "{'certificateReferences':[],'applicationPackageReferences':[],'metadata':[]}");
        assertThat(updated.status()).isEqualTo(204);
        Answer pool = site.get("/pools/replace");
        assertThat(pool.body().has("startTask")).isFalse();
        assertThat(pool.body().has("metadata")).isFalse();
        assertThat(pool.text("targetNodeCommunicationMode")).isEqualTo("default");
    }
}
