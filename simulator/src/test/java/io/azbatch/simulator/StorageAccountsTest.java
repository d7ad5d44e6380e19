package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Storage accounts, their keys and containers over ARM. */
final class StorageAccountsTest {
    private static final String BODY =
            "{\"location\":\"westeurope\",\"sku\":{\"name\":\"Standard_LRS\"},\"kind\":\"StorageV2\"}";

    private final Caller azure = new Caller();
    private final BlobSite site = new BlobSite(azure);

    @BeforeEach
    void group() {
        azure.arm("PUT", azure.group(), Caller.CORE, "{\"location\":\"westeurope\"}");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer put(String name, String body) {
        return azure.arm("PUT", site.accountId(name), BlobSite.STORAGE, body);
    }

    private Answer get(String name) {
        return azure.get(site.accountId(name), BlobSite.STORAGE);
    }

    @Test
    void aNewAccountIsAcceptedWithALocationOnlyAndIsThereALittleLater() {
        Answer accepted = put("studio", BODY);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.http().body()).isEmpty();
        assertThat(accepted.header("Azure-AsyncOperation")).isEmpty();
        assertThat(accepted.header("Location")).contains("/locations/westeurope/asyncoperations/");
        assertThat(azure.follow(accepted.header("Location")).status()).isEqualTo(202);
        assertThat(site.head(azure.endpoint("blob") + "/studio/x/y").code()).isEqualTo("ResourceNotFound");
        azure.advance(Duration.ofMinutes(1));
        Answer done = azure.follow(accepted.header("Location"));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text("properties", "provisioningState")).isEqualTo("Succeeded");
        assertThat(done.text("properties", "primaryEndpoints", "blob")).isEqualTo(azure.endpoint("blob") + "/studio/");
        assertThat(get("studio").body()).isEqualTo(done.body());
    }

    @Test
    void accountsOfARegionAreCounted() {
        site.account("studio");
        Answer usages = azure.get(
                azure.subscription() + "/providers/Microsoft.Storage/locations/westeurope/usages", BlobSite.STORAGE);
        assertThat(usages.at("value").get(0).path("currentValue").asInt()).isEqualTo(1);
    }

    @Test
    void aSecondPutIsAnsweredAtOnceAndChangesWhatMayChange() {
        site.account("studio");
        Answer changed = put("studio", BODY.replace("{\"location\"", "{\"tags\":{\"a\":\"b\"},\"location\""));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("tags", "a")).isEqualTo("b");
        assertThat(put("studio", BODY.replace("StorageV2", "BlockBlobStorage").replace("Standard_LRS", "Premium_LRS"))
                        .code())
                .isEqualTo("AccountPropertyCannotBeUpdated");
        assertThat(put("studio", BODY.replace("westeurope", "northeurope")).code())
                .isEqualTo("InvalidResourceLocation");
        Answer hierarchical = azure.arm(
                "PATCH", site.accountId("studio"), BlobSite.STORAGE, "{\"properties\":{\"isHnsEnabled\":true}}");
        assertThat(hierarchical.status()).isEqualTo(409);
    }

    @Test
    void namesAreLowerCaseAndUsedOnceInAllOfAzure() {
        assertThat(put("Studio-1", BODY).code()).isEqualTo("AccountNameInvalid");
        site.account("studio");
        azure.arm("PUT", azure.subscription() + "/resourceGroups/other", Caller.CORE, "{\"location\":\"westeurope\"}");
        String elsewhere =
                azure.subscription() + "/resourceGroups/other/providers/Microsoft.Storage/storageAccounts/studio";
        Answer taken = azure.arm("PUT", elsewhere, BlobSite.STORAGE, BODY);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("StorageAccountInAnotherResourceGroup");
        assertThat(available("studio").text("reason")).isEqualTo("AlreadyExists");
        assertThat(available("no-good").text("reason")).isEqualTo("AccountNameInvalid");
        assertThat(available("another").at("nameAvailable").asBoolean()).isTrue();
    }

    private Answer available(String name) {
        return azure.arm(
                "POST",
                azure.subscription() + "/providers/Microsoft.Storage/checkNameAvailability",
                BlobSite.STORAGE,
                "{\"name\":\"" + name + "\",\"type\":\"Microsoft.Storage/storageAccounts\"}");
    }

    @Test
    void anAccountNeedsAKindAndASkuThatFitTogether() {
        assertThat(put("studio", "{\"location\":\"westeurope\",\"kind\":\"StorageV2\"}")
                        .code())
                .isEqualTo("InvalidValuesForRequestParameters");
        assertThat(put("studio", BODY.replace("StorageV2", "BlockBlobStorage")).code())
                .isEqualTo("InvalidValuesForRequestParameters");
        assertThat(put("studio", BODY.replace("StorageV2", "BlobStorage")).code())
                .isEqualTo("AccountPropertyIsMissing");
        assertThat(get("studio").status()).isEqualTo(404);
    }

    @Test
    void oneKeyIsRegeneratedAndTheOtherStays() {
        site.account("studio");
        String keys = site.accountId("studio") + "/listKeys";
        Answer before = azure.arm("POST", keys, BlobSite.STORAGE, "");
        Answer after = azure.arm(
                "POST", site.accountId("studio") + "/regenerateKey", BlobSite.STORAGE, "{\"keyName\":\"key1\"}");
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.at("keys").get(0).path("value"))
                .isNotEqualTo(before.at("keys").get(0).path("value"));
        assertThat(after.at("keys").get(1)).isEqualTo(before.at("keys").get(1));
        assertThat(azure.arm("POST", keys, BlobSite.STORAGE, "").body()).isEqualTo(after.body());
    }

    @Test
    void containersAreTheSameOverArmAndInTheBlobService() {
        String endpoint = site.account("studio");
        String over = site.accountId("studio") + "/blobServices/default/containers/";
        assertThat(azure.arm("PUT", over + "vhds", BlobSite.STORAGE, "{}").status())
                .isEqualTo(201);
        assertThat(site.text(endpoint + "/vhds/a.txt", "a").status()).isEqualTo(201);
        site.put(endpoint + "/more?restype=container");
        assertThat(azure.get(over + "more", BlobSite.STORAGE).text("properties", "publicAccess"))
                .isEqualTo("None");
        assertThat(azure.get(over + "none", BlobSite.STORAGE).code()).isEqualTo("ContainerNotFound");
        assertThat(azure.arm("PUT", over + "Bad_Name", BlobSite.STORAGE, "{}").status())
                .isEqualTo(400);
        assertThat(azure.arm("DELETE", over + "vhds", BlobSite.STORAGE, "").status())
                .isEqualTo(200);
        assertThat(site.get(endpoint + "/vhds/a.txt").code()).isEqualTo("ContainerNotFound");
        assertThat(site.put(endpoint + "/vhds?restype=container").code()).isEqualTo("ContainerBeingDeleted");
        azure.advance(Duration.ofMinutes(1));
        assertThat(site.put(endpoint + "/vhds?restype=container").status()).isEqualTo(201);
    }

    @Test
    void aDeletedAccountIsGoneWithItsBlobsAndItsNameIsFree() {
        String endpoint = site.container("studio", "vhds");
        site.text(endpoint + "/a.txt", "a");
        assertThat(azure.arm("DELETE", site.accountId("studio"), BlobSite.STORAGE, "")
                        .status())
                .isEqualTo(200);
        assertThat(azure.arm("DELETE", site.accountId("studio"), BlobSite.STORAGE, "")
                        .status())
                .isEqualTo(204);
        assertThat(site.get(endpoint + "/a.txt").code()).isEqualTo("ResourceNotFound");
        site.container("studio", "vhds");
        assertThat(site.get(endpoint + "/a.txt").code()).isEqualTo("BlobNotFound");
    }

    @Test
    void pageBlobsNeedAGeneralPurposeAccountWithoutHierarchy() {
        String endpoint = site.account("studio", "\"isHnsEnabled\":true");
        site.put(endpoint + "/vhds?restype=container");
        assertThat(site.pages(endpoint + "/vhds/a.vhd", 1024).code()).isEqualTo("BlobTypeNotSupported");
        assertThat(site.text(endpoint + "/vhds/a.txt", "a").status()).isEqualTo(201);
    }
}
