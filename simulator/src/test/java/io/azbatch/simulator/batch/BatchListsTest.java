package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.wire.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchListsTest {
    private final BatchSite site = new BatchSite();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void poolsAreListedByIdInPagesAndTheLinkIsFollowedAsItIs() {
        List.of("c", "a", "b").forEach(id -> site.addPool(id, ""));

        List<String> ids = new ArrayList<>();
        Answer page = site.get("/pools?maxresults=2");
        page.at("value").forEach(pool -> ids.add(pool.path("id").asText()));
        assertThat(ids).containsExactly("a", "b");
        Answer next = site.azure.send("GET", page.text("odata.nextLink"), site.azure.batchToken(), Map.of(), "");
        assertThat(next.at("value").get(0).path("id").asText()).isEqualTo("c");
        assertThat(next.body().has("odata.nextLink")).isFalse();
    }

    @Test
    void aListIsFilteredAndItsFieldsChosen() {
        List.of("render-1", "render-2").forEach(id -> site.addPool(id, ""));
        site.azure.advance(Duration.ofSeconds(1));
        site.addPool("other", "");

        Answer list =
                site.get("/pools?$filter=startswith(id,'render')%20and%20state%20eq%20'active'&$select=id,%20state");
        assertThat(list.at("value").toString())
                .isEqualTo("[{\"id\":\"render-1\",\"state\":\"active\"},{\"id\":\"render-2\",\"state\":\"active\"}]");
        assertRefused(site.get("/pools?$filter=what"), 400, "InvalidQueryParameterValue");
        String made = site.get("/pools/other").text("creationTime");
        String before = "/pools?$filter=creationTime%20lt%20DateTime'" + made + "'";
        String secondLater = before.replaceFirst("(\\.\\d+)?Z'", ".9999999Z'");
        assertThat(site.get(before).at("value")).hasSize(2);
        assertThat(site.get(secondLater).at("value")).hasSize(3);
    }

    @Test
    void onePoolWithChosenFieldsHasNoEtagInItsBody() {
        site.addPool("one", "");

        Answer pool = site.get("/pools/one?$select=id,state");
        assertThat(pool.body().has("eTag")).isFalse();
        assertThat(pool.text("state")).isEqualTo("active");
        assertThat(pool.header("ETag")).isPresent();
    }

    @Test
    void maxResultsHasBounds() {
        assertRefused(
                site.get("/pools?maxresults=-5"),
                400,
                "InvalidQueryParameterValue",
                "Reason",
                "MaxResults cannot be less than 1");
        assertRefused(site.get("/nodecounts?maxresults=11"), 400, "InvalidQueryParameterValue");
        assertRefused(site.get("/pools?$skiptoken=WATV2:-1"), 400, "InvalidQueryParameterValue");
    }

    @Test
    void nodeCountsHaveEveryState() {
        site.upPool("farm", 2, 1);

        JsonNode counts = site.get("/nodecounts").at("value").get(0);
        assertThat(counts.path("poolId").asText()).isEqualTo("farm");
        assertThat(counts.path("dedicated").path("total").asInt()).isEqualTo(2);
        assertThat(counts.path("lowPriority").path("idle").asInt()).isEqualTo(1);
        assertThat(counts.path("dedicated").properties())
                .extracting(Map.Entry::getKey)
                .contains("leavingPool", "startTaskFailed", "upgradingOS", "waitingForStartTask", "deallocated");
    }

    @Test
    void supportedImagesAreCurrentAndOneIsPastItsEnd() {
        JsonNode images = site.get("/supportedimages").at("value");

        assertThat(images)
                .anyMatch(image -> image.path("nodeAgentSKUId").asText().equals("batch.node.ubuntu 24.04")
                        && image.path("verificationType").asText().equals("verified"))
                .anyMatch(image -> image.path("osType").asText().equals("windows"))
                .anyMatch(image -> image.has("batchSupportEndOfLife")
                        && Instant.parse(image.path("batchSupportEndOfLife").asText())
                                .isBefore(Instant.parse("2026-11-01T00:00:00Z")));
        assertThat(site.get("/supportedimages?$filter=nodeAgentSKUId%20eq%20'batch.node.el%209'")
                        .at("value"))
                .isNotEmpty()
                .allMatch(image -> image.path("osType").asText().equals("linux"));
    }

    @Test
    void thereAreNoJobs() {
        assertThat(site.get("/jobs").at("value")).isEmpty();
        assertRefused(site.get("/jobs/some"), 404, "JobNotFound");
    }
}
