package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways of people to a node and to what its tasks leave. */
class NodeAccessTest {
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
    void usersComeChangeAndGo() {
        Answer added = user("POST", "", "{'name':'ann','password':'p'}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).contains(site.endpoint + node + "/users/ann");
        assertRefused(user("POST", "", "{'name':'ann'}"), 409, "NodeUserExists");
        assertRefused(user("POST", "", "{}"), 400, "MissingRequiredProperty");
        assertThat(user("PUT", "/ann", "{'password':'q'}").status()).isEqualTo(200);
        assertThat(user("DELETE", "/ann", "").status()).isEqualTo(200);
        assertRefused(user("DELETE", "/ann", ""), 404, "NodeUserNotFound");

        site.call("POST", node + "/reboot", "");
        assertRefused(user("POST", "", "{'name':'ann'}"), 409, "OperationNotValidOnNode");
    }

    @Test
    void aNodeTellsWhereToSignIn() {
        Answer login = site.get(node + "/remoteloginsettings");

        assertThat(login.at("remoteLoginPort").asInt()).isEqualTo(50000);
        assertThat(login.text("remoteLoginIPAddress"))
                .isEqualTo(site.get(node)
                        .at("endpointConfiguration", "inboundEndpoints")
                        .get(0)
                        .path("publicIPAddress")
                        .asText());
        assertRefused(site.get(node + "/rdp"), 404, "ResourceNotFound");
    }

    @Test
    void logsGoIntoAFolderOfTheirOwn() {
        Answer logs = site.call(
                "POST",
                node + "/uploadbatchservicelogs",
                "{'containerUrl':'https://a.blob.core.windows.net/logs','startTime':'2026-11-01T00:00:00Z'}");

        assertThat(logs.text("virtualDirectoryName")).contains("/farm/tvmps_");
        assertRefused(site.call("POST", node + "/uploadbatchservicelogs", "{}"), 400, "MissingRequiredProperty");
    }

    @Test
    void aTaskHasFilesOnceItRuns() {
        site.call("POST", "/jobs", "{'id':'shot','poolInfo':{'poolId':'farm'}}");
        site.call("POST", "/jobs/shot/tasks", "{'id':'a','commandLine':'hostname'}");
        assertRefused(site.get("/jobs/shot/tasks/a/files"), 404, "FileNotFound");
        site.advance(Duration.ofMinutes(2));

        assertThat(site.get("/jobs/shot/tasks/a/files").at("value").findValuesAsText("name"))
                .containsExactly("stderr.txt", "stdout.txt", "wd");
        Answer file = site.get("/jobs/shot/tasks/a/files/stdout.txt");
        assertThat(file.header("Content-Type")).contains("text/plain");
        assertThat(file.header("ocp-batch-file-isdirectory")).contains("False");
        assertRefused(site.get("/jobs/shot/tasks/a/files/other.txt"), 404, "FileNotFound");
        assertThat(site.get(node + "/files").at("value").findValuesAsText("name"))
                .contains("startup", "workitems");
    }

    @Test
    void statisticsOverTheLifeOfAnAccountAreGone() {
        assertRefused(site.get("/lifetimepoolstats"), 404, "ResourceNotFound");
    }

    private Answer user(String method, String name, String body) {
        return site.call(method, node + "/users" + name, body);
    }
}
