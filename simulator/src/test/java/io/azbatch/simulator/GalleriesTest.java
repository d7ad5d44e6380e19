package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Galleries, definitions, versions: what is added, what is refused, how copies spread. */
final class GalleriesTest {
    private final Caller azure = new Caller();
    private Estate estate;

    @BeforeEach
    void group() {
        estate = new Estate(azure);
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer put(String id, String body) {
        return azure.arm("PUT", id, Caller.GALLERY, body);
    }

    private Answer get(String id) {
        return azure.get(id, Caller.GALLERY);
    }

    private Answer delete(String id) {
        return azure.arm("DELETE", id, Caller.GALLERY, "");
    }

    @Test
    void aGalleryIsCreatedWithItsUniqueName() {
        Answer created = put(azure.compute() + "/galleries/my_gallery", "{\"location\":\"West Europe\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Azure-AsyncOperation")).contains("/locations/westeurope/capsOperations/");
        assertThat(created.header("Azure-AsyncOperation")).doesNotContain("?p=");
        assertThat(created.header("Location")).isEmpty();
        assertThat(created.header("Retry-After")).isEmpty();
        assertThat(created.text("location")).isEqualTo("westeurope");
        assertThat(created.text("properties", "provisioningState")).isEqualTo("Creating");
        assertThat(created.text("properties", "identifier", "uniqueName"))
                .isEqualTo(azure.endpoint("subscription") + "-MY_GALLERY");
        azure.advance(Duration.ofSeconds(1));
        assertThat(get(azure.compute() + "/galleries/my_gallery").text("properties", "provisioningState"))
                .isEqualTo("Succeeded");
    }

    @Test
    void anotherRegionIsRefusedAndADashInAName() {
        String gallery = estate.gallery("g");
        Answer moved = put(gallery, "{\"location\":\"northeurope\"}");
        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.code()).isEqualTo("InvalidResourceLocation");
        Answer dash = put(azure.compute() + "/galleries/my-gallery", "{\"location\":\"westeurope\"}");
        assertThat(dash.status()).isEqualTo(400);
        assertThat(dash.code()).isEqualTo("InvalidParameter");
        assertThat(dash.message())
                .startsWith("The entity name 'galleryName' is invalid according to its validation rule");
    }

    @Test
    void aDefinitionGetsItsDefaultsAndDropsEmptyLists() {
        String id = estate.gallery("g") + "/images/d";
        Answer created = put(id, """
                {"location":"westeurope","properties":{"osType":"Linux","osState":"Generalized","features":[],
                 "disallowed":{},"identifier":{"publisher":"a","offer":"b","sku":"c"}}}""");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("properties", "hyperVGeneration")).isEqualTo("V1");
        assertThat(created.text("properties", "architecture")).isEqualTo("x64");
        assertThat(created.at("properties").has("features")).isFalse();
        assertThat(created.at("properties").has("disallowed")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"osType\":\"Windows\"}",
                "{\"osState\":\"Specialized\"}",
                "{\"hyperVGeneration\":\"V1\"}",
                "{\"architecture\":\"Arm64\"}",
                "{\"identifier\":{\"publisher\":\"other\"}}"
            })
    void whatADefinitionIsForCannotBeChanged(String properties) {
        String id = estate.definition(estate.gallery("g"), "d");
        Answer refused = azure.arm("PATCH", id, Caller.GALLERY, "{\"properties\":" + properties + "}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PropertyChangeNotAllowed");
        assertThat(refused.message()).matches("Changing property 'galleryImage\\.properties\\..*' is not allowed\\.");
    }

    @Test
    void descriptionAndTagsOfADefinitionCanBeChanged() {
        String id = estate.definition(estate.gallery("g"), "d");
        Answer changed = azure.arm(
                "PATCH", id, Caller.GALLERY, "{\"tags\":{\"a\":\"b\"},\"properties\":{\"description\":\"d\"}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("properties", "provisioningState")).isEqualTo("Updating");
        azure.advance(Duration.ofSeconds(1));
        assertThat(get(id).text("properties", "description")).isEqualTo("d");
        assertThat(get(id).text("tags", "a")).isEqualTo("b");
    }

    @Test
    void publisherOfferSkuAreUniqueInAGallery() {
        String gallery = estate.gallery("g");
        estate.definition(gallery, "d");
        Answer refused = put(gallery + "/images/other", estate.definitionBody("Linux", "Generalized", "V2", "d"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message())
                .isEqualTo("Gallery image: d identified by (publisher:acme, offer:app, sku:d) already exists. Choose a"
                        + " different publisher, offer, sku combination.");
    }

    @Test
    void aDefinitionNeedsItsGallery() {
        Answer refused = put(
                azure.compute() + "/galleries/absent/images/d",
                estate.definitionBody("Linux", "Generalized", "V2", "d"));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("ParentResourceNotFound");
    }

    @Test
    void aVersionOfAMachineIsCreatedAndNormalised() {
        String machine = estate.generalizedMachine("vm1");
        String id = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        Answer created = put(id, estate.versionBody(machine, "westeurope", "North Europe"));
        assertThat(created.status()).isEqualTo(201);
        JsonNode profile = created.at("properties", "publishingProfile");
        assertThat(profile.path("targetRegions").get(0).path("name").asText()).isEqualTo("West Europe");
        assertThat(profile.path("targetRegions")
                        .get(1)
                        .path("regionalReplicaCount")
                        .asInt())
                .isEqualTo(1);
        assertThat(profile.path("storageAccountType").asText()).isEqualTo("Standard_LRS");
        assertThat(profile.path("excludeFromLatest").asBoolean(true)).isFalse();
        assertThat(profile.path("publishedDate").asText()).isNotEmpty();
        assertThat(created.at("properties", "storageProfile").has("osDiskImage"))
                .isFalse();
        assertThat(created.at("properties", "safetyProfile").toString())
                .isEqualTo("{\"reportedForPolicyViolation\":false,\"allowDeletionOfReplicatedLocations\":false}");
    }

    @Test
    void succeededIsNotReplicatedEverywhere() {
        String machine = estate.generalizedMachine("vm1");
        String id = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        Answer created = put(id, estate.versionBody(machine, "westeurope", "northeurope"));
        azure.advance(Duration.ofSeconds(210));
        assertThat(azure.follow(created.header("Azure-AsyncOperation")).text("status"))
                .isEqualTo("InProgress");
        Answer half = get(id + "?$expand=ReplicationStatus");
        assertThat(half.text("properties", "replicationStatus", "aggregatedState"))
                .isEqualTo("InProgress");
        assertThat(half.at("properties", "replicationStatus", "summary")
                        .get(0)
                        .path("progress")
                        .asInt())
                .isBetween(45, 55);
        azure.advance(Duration.ofSeconds(212));
        assertThat(azure.follow(created.header("Azure-AsyncOperation")).text("status"))
                .isEqualTo("Succeeded");
        Answer succeeded = get(id + "?$expand=ReplicationStatus");
        assertThat(succeeded.text("properties", "provisioningState")).isEqualTo("Succeeded");
        assertThat(succeeded.text("properties", "replicationStatus", "aggregatedState"))
                .isEqualTo("InProgress");
        JsonNode summary = succeeded.at("properties", "replicationStatus", "summary");
        assertThat(summary.get(0).path("state").asText()).isEqualTo("Completed");
        assertThat(summary.get(1).path("state").asText()).isEqualTo("Replicating");
        azure.advance(Duration.ofSeconds(120));
        assertThat(get(id + "?$expand=ReplicationStatus").text("properties", "replicationStatus", "aggregatedState"))
                .isEqualTo("Completed");
        assertThat(get(id).at("properties").has("replicationStatus")).isFalse();
        assertThat(get(id).at("properties", "storageProfile", "osDiskImage").toString())
                .isEqualTo("{\"sizeInGB\":30,\"hostCaching\":\"ReadWrite\",\"source\":{}}");
    }

    @Test
    void targetRegionsMustContainTheOwnRegionAndNoneTwice() {
        String machine = estate.generalizedMachine("vm1");
        String id = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        Answer without = put(id, estate.versionBody(machine, "northeurope"));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.code()).isEqualTo("InvalidParameter");
        assertThat(without.message())
                .isEqualTo("Gallery image version publishing profile regions northeurope must contain the location of"
                        + " image version westeurope.");
        Answer twice = put(id, estate.versionBody(machine, "westeurope", "West Europe"));
        assertThat(twice.message()).isEqualTo("Duplicate regions are not allowed in target publishing regions.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "v1.0.0", "1.0.0.0", "1.0.x", "99999999999.0.0"})
    void aVersionIsThreeIntegers(String name) {
        String definition = estate.definition(estate.gallery("g"), "d");
        Answer refused = put(definition + "/versions/" + name, estate.versionBody("/x", "westeurope"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error", "target")).isEqualTo("galleryImageVersionName");
    }

    @Test
    void aMachineThatIsNotGeneralizedDoesNotFitAGeneralizedDefinition() {
        String machine = estate.machine("vm1");
        String id = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        Answer refused = put(id, estate.versionBody(machine, "westeurope"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("BadRequest");
        assertThat(refused.message())
                .isEqualTo("The resource with id '" + machine + "' has a different OS state ['Specialized'] than the"
                        + " parent gallery image OS state ['Generalized'].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Windows/V2/OS type", "Linux/V1/Hypervisor generation"})
    void osTypeAndGenerationMustFit(String combination) {
        String[] parts = combination.split("/");
        String machine = estate.generalizedMachine("vm1");
        String definition = estate.gallery("g") + "/images/d";
        put(definition, estate.definitionBody(parts[0], "Generalized", parts[1], "s"));
        azure.advance(Duration.ofSeconds(1));
        Answer refused = put(definition + "/versions/1.0.0", estate.versionBody(machine, "westeurope"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("has a different " + parts[2]);
    }

    @Test
    void theSourceMustBeThereAndInTheSameRegion() {
        String id = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        String absent = azure.compute() + "/virtualMachines/absent";
        Answer refused = put(id, estate.versionBody(absent, "westeurope"));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.message())
                .isEqualTo(
                        "Source " + absent + " is not found. Please check source exists, and is in the same region as"
                                + " gallery image version being created.");
    }

    @Test
    void theSourceOfAVersionCannotBeChanged() {
        String version = version();
        Answer refused = azure.arm(
                "PATCH",
                version,
                Caller.GALLERY,
                "{\"properties\":{\"storageProfile\":{\"source\":{\"virtualMachineId\":\"/subscriptions/other\"}}}}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PropertyChangeNotAllowed");
    }

    @Test
    void aRegionIsAddedButNotTakenAway() {
        String version = version();
        String machine = azure.compute() + "/virtualMachines/vm1";
        Answer added = put(version, estate.versionBody(machine, "westeurope", "northeurope"));
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.text("properties", "provisioningState")).isEqualTo("Updating");
        Answer meanwhile = put(version, estate.versionBody(machine, "westeurope"));
        assertThat(meanwhile.status()).isEqualTo(409);
        assertThat(meanwhile.code()).isEqualTo("Conflict");
        azure.advance(Duration.ofMinutes(10));
        Answer taken = put(version, estate.versionBody(machine, "westeurope"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.message()).contains("allowDeletionOfReplicatedLocations");
    }

    @Test
    void parentsAreDeletedAfterTheirChildrenAndALittleLaterStill() {
        String version = version();
        String definition = version.substring(0, version.indexOf("/versions"));
        String gallery = definition.substring(0, definition.indexOf("/images"));
        assertThat(delete(gallery).code()).isEqualTo("CannotDeleteResource");
        Answer refused = delete(definition);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message())
                .isEqualTo("Cannot delete resource while nested resources exist. Some existing nested resource IDs"
                        + " include: 'Microsoft.Compute/galleries/g/images/d/versions/1.0.0'. Please delete all nested"
                        + " resources before deleting this resource.");
        Answer deleted = delete(version);
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.header("Location")).contains("?monitor=true&");
        azure.advance(Duration.ofSeconds(91));
        assertThat(get(version).status()).isEqualTo(404);
        assertThat(delete(definition).status()).isEqualTo(409);
        azure.advance(Duration.ofSeconds(20));
        assertThat(delete(definition).status()).isEqualTo(202);
        assertThat(delete(version).status()).isEqualTo(204);
    }

    @Test
    void aVersionThatFailsSaysSoInEveryPlace() {
        azure.admin("POST", "/faults", """
                {"match":{"operation":"galleries/images/versions PUT"},"action":{"type":"failOperation",
                 "code":"InternalExecutionError","message":"Gallery replication jobs failed"}}""");
        String machine = estate.generalizedMachine("vm1");
        String id = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        Answer created = put(id, estate.versionBody(machine, "westeurope"));
        azure.advance(Duration.ofMinutes(10));
        assertThat(azure.follow(created.header("Azure-AsyncOperation")).code()).isEqualTo("InternalExecutionError");
        Answer failed = get(id + "?$expand=ReplicationStatus");
        assertThat(failed.text("properties", "provisioningState")).isEqualTo("Failed");
        assertThat(failed.text("properties", "replicationStatus", "aggregatedState"))
                .isEqualTo("Failed");
        assertThat(failed.body().toString().toLowerCase(Locale.ROOT)).doesNotContain("\"sizeingb\"");
    }

    @Test
    void aVersionCanBeProtectedUntilItsEndOfLife() {
        String machine = estate.generalizedMachine("vm1");
        String id = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        String body = estate.versionBody(machine, "westeurope")
                .replace(
                        "\"publishingProfile\":{",
                        "\"safetyProfile\":{\"blockDeletionBeforeEndOfLife\":true},"
                                + "\"publishingProfile\":{\"endOfLifeDate\":\"2027-12-01T00:00:00Z\",");
        assertThat(put(id, body).status()).isEqualTo(201);
        azure.advance(Duration.ofMinutes(20));
        assertThat(delete(id).status()).isEqualTo(409);
        azure.advance(Duration.ofDays(500));
        assertThat(delete(id).status()).isEqualTo(202);
    }

    @Test
    void theListOfGalleriesShoutsTheGroupAndTheOthersDoNot() {
        String version = version();
        assertThat(get(azure.compute() + "/galleries")
                        .at("value")
                        .get(0)
                        .path("id")
                        .asText())
                .contains("/resourceGroups/RG/");
        String definition = version.substring(0, version.indexOf("/versions"));
        assertThat(get(definition + "/versions").at("value").get(0).path("id").asText())
                .isEqualTo(version);
    }

    private String version() {
        String machine = estate.generalizedMachine("vm1");
        String id = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        assertThat(put(id, estate.versionBody(machine, "westeurope")).status()).isEqualTo(201);
        azure.advance(Duration.ofMinutes(10));
        return id;
    }

    @Test
    void whatWasDeletedInTheMakingIsNotFinishedUnderANewOnesName() {
        String machine = estate.generalizedMachine("vm1");
        String id = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        put(id, estate.versionBody(machine, "westeurope"));
        azure.advance(Duration.ofSeconds(60));
        delete(id);
        azure.advance(Duration.ofSeconds(100));
        assertThat(put(id, estate.versionBody(machine, "westeurope")).status()).isEqualTo(201);
        azure.advance(Duration.ofSeconds(300));
        assertThat(get(id).text("properties", "provisioningState")).isEqualTo("Creating");
        azure.advance(Duration.ofSeconds(200));
        assertThat(get(id).text("properties", "provisioningState")).isEqualTo("Succeeded");
    }

    @Test
    void aFailedVersionIsReplicatedWhenItIsPutAgain() {
        azure.admin("POST", "/faults", """
                {"match":{"operation":"galleries/images/versions PUT"},"action":{"type":"failOperation"}}""");
        String machine = estate.generalizedMachine("vm1");
        String id = estate.definition(estate.gallery("g"), "d") + "/versions/1.0.0";
        String body = estate.versionBody(machine, "westeurope", "northeurope");
        put(id, body);
        azure.advance(Duration.ofMinutes(10));
        assertThat(put(id, body).status()).isEqualTo(200);
        azure.advance(Duration.ofMinutes(10));
        Answer again = get(id + "?$expand=ReplicationStatus");
        assertThat(again.text("properties", "provisioningState")).isEqualTo("Succeeded");
        assertThat(again.text("properties", "replicationStatus", "aggregatedState"))
                .isEqualTo("Completed");
    }
}
