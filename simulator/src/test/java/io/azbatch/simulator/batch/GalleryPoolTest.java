package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static io.azbatch.simulator.wire.WireAzure.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.wire.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GalleryPoolTest {
    private static final String COMPUTE = "2024-03-03";
    private static final String UBUNTU = "batch.node.ubuntu 24.04";

    private final BatchSite site = new BatchSite();
    private String definition = "";

    @BeforeEach
    void makeGallery() {
        String gallery = site.azure.group("render") + "/providers/Microsoft.Compute/galleries/studio";
        put(gallery, "{'location':'westeurope','properties':{}}");
        definition = gallery + "/images/ubuntu";
        put(definition, definition("Generalized", "V2"));
        put(
                disk(),
                "2025-01-02",
                "{'location':'westeurope','properties':{'creationData':{'createOption':'Empty'},'diskSizeGB':30}}");
        site.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aReplicatedGeneralizedVersionBecomesAPool() {
        makeVersion("1.0.0", "'westeurope'");

        assertThat(add("p", version("1.0.0"), UBUNTU, "Standard_D2s_v5").status())
                .isEqualTo(201);
        site.advance(Duration.ofMinutes(5));
        assertThat(site.get("/pools/p").at("currentDedicatedNodes").asInt()).isEqualTo(1);
        JsonNode node = site.get("/pools/p/nodes").at("value").get(0);
        assertThat(node.path("virtualMachineInfo")
                        .path("imageReference")
                        .path("virtualMachineImageId")
                        .asText())
                .isEqualTo(version("1.0.0"));
    }

    @Test
    void aVersionThatIsNotThereOrNotReadyIsRefused() {
        assertRefused(
                add("p", version("9.9.9"), UBUNTU, "Standard_D2s_v5"),
                400,
                "InvalidPropertyValue",
                "PropertyName",
                "virtualMachineImageId");
        put(version("1.0.0"), versionBody("'westeurope'"));
        assertRefused(
                add("p", version("1.0.0"), UBUNTU, "Standard_D2s_v5"),
                400,
                "InvalidPropertyValue",
                "Reason",
                "Succeeded");
    }

    @Test
    void aVersionThatIsNotInTheAccountsRegionIsRefused() {
        String elsewhere = site.azure.group("render") + "/providers/Microsoft.Batch/batchAccounts/northbatch";
        Answer begun = site.azure.arm("PUT", elsewhere, "2024-07-01", "{\"location\":\"northeurope\"}");
        makeVersion("1.0.0", "'westeurope'");
        String endpoint =
                site.azure.follow(begun.header("Location").orElseThrow()).text("properties", "accountEndpoint");

        Answer refused = site.azure.send(
                "POST",
                "https://" + endpoint + "/pools?api-version=" + BatchSite.VERSION,
                site.azure.batchToken(),
                Map.of(),
                json(pool("p", version("1.0.0"), UBUNTU, "Standard_D2s_v5")));
        assertRefused(refused, 400, "InvalidPropertyValue", "Reason", "not replicated to the region northeurope");
    }

    @Test
    void theNodeAgentMustFitTheOperatingSystem() {
        makeVersion("1.0.0", "'westeurope'");

        assertRefused(
                add("p", version("1.0.0"), "batch.node.windows amd64", "Standard_D2s_v5"),
                400,
                "InvalidPropertyValue",
                "PropertyName",
                "nodeAgentSKUId");
    }

    @Test
    void aCallerWithoutARightOnTheImageIsRefused() {
        makeVersion("1.0.0", "'westeurope'");
        String id = "22222222-2222-2222-2222-222222222222";
        site.azure.admin(
                "PUT",
                "/principals/" + id,
                "{\"secret\":\"s\",\"scopes\":[{\"scope\":\"" + site.accountPath + "\",\"access\":\"write\"}]}");
        String token = "Bearer " + site.azure.token("https://batch.core.windows.net/.default", id, "s");

        assertRefused(
                site.send(
                        "POST",
                        "/pools",
                        json(pool("p", version("1.0.0"), UBUNTU, "Standard_D2s_v5")),
                        token,
                        Map.of()),
                403,
                "InsufficientPermissions",
                "Action",
                "Microsoft.Compute/galleries/images/versions/read");
    }

    @Test
    void aGenerationThatTheSizeCannotBootFailsTheAllocation() {
        makeVersion("1.0.0", "'westeurope'");

        assertThat(add("p", version("1.0.0"), UBUNTU, "Standard_A1_v2").status())
                .isEqualTo(201);
        site.advance(Duration.ofMinutes(3));
        JsonNode error = site.get("/pools/p").at("resizeErrors").get(0);
        assertThat(error.path("code").asText()).isEqualTo("AllocationFailed");
        assertThat(error.path("values").get(0).path("name").asText()).isEqualTo("Provider Error Json");
        assertThat(error.path("values").get(0).path("value").asText())
                .contains("The selected VM size 'STANDARD_A1_V2' cannot boot Hypervisor Generation '2'");
    }

    @Test
    void aPoolWhoseImageIsGoneKeepsItsNodesAndCannotGrow() {
        makeVersion("1.0.0", "'westeurope'");
        add("p", version("1.0.0"), UBUNTU, "Standard_D2s_v5");
        site.advance(Duration.ofMinutes(5));
        site.azure.arm("DELETE", version("1.0.0"), COMPUTE, "");
        site.advance(Duration.ofMinutes(5));

        site.call("POST", "/pools/p/resize", "{'targetDedicatedNodes':2}");
        site.advance(Duration.ofMinutes(3));
        Answer pool = site.get("/pools/p");
        assertThat(pool.text("allocationState")).isEqualTo("steady");
        assertThat(pool.at("currentDedicatedNodes").asInt()).isEqualTo(1);
        assertThat(pool.at("targetDedicatedNodes").asInt()).isEqualTo(2);
        assertThat(pool.at("resizeErrors").get(0).path("code").asText()).isEqualTo("AllocationFailed");
    }

    @Test
    void aDefinitionStandsForItsLatestVersion() {
        makeVersion("1.0.0", "'westeurope'");

        assertThat(add("p", definition, UBUNTU, "Standard_D2s_v5").status()).isEqualTo(201);
        site.advance(Duration.ofMinutes(3));
        assertThat(site.get("/pools/p").at("currentDedicatedNodes").asInt()).isEqualTo(1);
    }

    @Test
    void theImageOfAnEmptyPoolCanBeChanged() {
        makeVersion("1.0.0", "'westeurope'");
        makeVersion("1.0.1", "'westeurope'");
        add("p", version("1.0.0"), UBUNTU, "Standard_D2s_v5");
        site.advance(Duration.ofMinutes(3));
        String change = "{'virtualMachineConfiguration':" + machine(version("1.0.1"), UBUNTU) + "}";

        assertRefused(site.call("PATCH", "/pools/p", change), 409, "OperationInvalidForCurrentState");
        site.call("POST", "/pools/p/resize", "{'targetDedicatedNodes':0}");
        site.advance(Duration.ofMinutes(1));
        assertThat(site.call("PATCH", "/pools/p", change).status()).isEqualTo(200);
        assertThat(site.get("/pools/p").text("virtualMachineConfiguration", "imageReference", "virtualMachineImageId"))
                .isEqualTo(version("1.0.1"));
    }

    private void makeVersion(String name, String region) {
        put(version(name), versionBody(region));
        site.advance(Duration.ofMinutes(10));
    }

    private String version(String name) {
        return definition + "/versions/" + name;
    }

    private String versionBody(String region) {
        return "{'location':" + region + ",'properties':{'publishingProfile':{'targetRegions':[{'name':" + region
                + "}]},'storageProfile':{'osDiskImage':{'source':{'id':'" + disk() + "'}}}}}";
    }

    private String disk() {
        return site.azure.group("render") + "/providers/Microsoft.Compute/disks/prepared";
    }

    private static String definition(String state, String generation) {
        return "{'location':'westeurope','properties':{'osType':'Linux','osState':'" + state + "','hyperVGeneration':'"
                + generation + "','identifier':{'publisher':'studio','offer':'render','sku':'" + generation + "'}}}";
    }

    private Answer add(String id, String image, String agent, String size) {
        return site.call("POST", "/pools", pool(id, image, agent, size));
    }

    private static String pool(String id, String image, String agent, String size) {
        return "{'id':'" + id + "','vmSize':'" + size + "','targetDedicatedNodes':1,'virtualMachineConfiguration':"
                + machine(image, agent) + "}";
    }

    private static String machine(String image, String agent) {
        return "{'imageReference':{'virtualMachineImageId':'" + image + "'},'nodeAgentSKUId':'" + agent + "'}";
    }

    private void put(String path, String body) {
        put(path, COMPUTE, body);
    }

    private void put(String path, String apiVersion, String body) {
        Answer answer = site.azure.arm("PUT", path, apiVersion, json(body));
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 202);
    }
}
