package io.azbatch.simulator.batch;

import static io.azbatch.simulator.batch.BatchSite.ARM_VERSION;
import static io.azbatch.simulator.batch.BatchSite.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Applications and their packages, from the record over the file to the pool. */
class ApplicationsTest {
    private static final String ZIP = "{'format':'zip'}";

    private static final BatchSite SITE = new BatchSite();

    /** One account with storage for all tests, since a file needs the store behind it, which is slow to begin. */
    @BeforeAll
    static void linkStorage() {
        String storage = SITE.azure.group("render") + "/providers/Microsoft.Storage/storageAccounts/autostorage";
        SITE.azure.arm(
                "PUT",
                storage,
                "2024-01-01",
                WireAzure.json("{'location':'westeurope','kind':'StorageV2','sku':{'name':'Standard_LRS'}}"));
        SITE.advance(Duration.ofSeconds(18));
        SITE.azure.arm(
                "PATCH",
                SITE.accountPath,
                ARM_VERSION,
                WireAzure.json("{'properties':{'autoStorage':{'storageAccountId':'" + storage + "'}}}"));
    }

    @AfterEach
    void removeAll() {
        arm("GET", "/maya/versions", "")
                .at("value")
                .forEach(version ->
                        arm("DELETE", "/maya/versions/" + version.path("name").asText(), ""));
        arm("DELETE", "/maya", "");
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void anApplicationIsMadeShownListedChangedAndDeleted() {
        Answer made = arm("PUT", "/maya", "");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("type")).isEqualTo("Microsoft.Batch/batchAccounts/applications");
        assertThat(made.at("properties").toString()).isEqualTo("{\"allowUpdates\":true}");
        assertThat(made.header("ETag").orElseThrow())
                .isEqualTo(made.text("etag"))
                .matches("W/\"0x8[0-9A-F]+\"");
        Answer changed = arm("PATCH", "/maya", "{'properties':{'displayName':'Maya','allowUpdates':false}}");
        assertThat(changed.at("properties").toString()).isEqualTo("{\"displayName\":\"Maya\",\"allowUpdates\":false}");
        assertThat(changed.text("etag")).isNotEqualTo(made.text("etag"));
        assertThat(arm("GET", "", "").at("value")).hasSize(1);
        assertThat(arm("DELETE", "/maya", "").status()).isEqualTo(200);
        assertThat(arm("DELETE", "/maya", "").status()).isEqualTo(204);
        assertArmRefused(arm("GET", "/maya", ""), 404, "ApplicationNotFound");
    }

    @Test
    void aPackageNeedsTheAccountsStorage() {
        try (BatchSite bare = new BatchSite()) {
            String application = bare.accountPath + "/applications/maya";
            bare.azure.arm("PUT", application, ARM_VERSION, "");

            Answer refused = bare.azure.arm("PUT", application + "/versions/1.0", ARM_VERSION, "");

            assertArmRefused(refused, 409, "AccountHasNoAutoStorage");
        }
    }

    @Test
    void aPackageIsActivatedOnceItsFileLiesWhereItsAddressSays() {
        arm("PUT", "/maya", "");
        Answer pending = arm("PUT", "/maya/versions/1.0", "");

        assertArmRefused(activate("1.0"), 409, "ApplicationPackageBlobNotFound");
        String url = pending.text("properties", "storageUrl");
        assertThat(url)
                .contains("/autostorage/app-maya-")
                .contains("sv=2018-03-28&sr=b&sig=")
                .endsWith("&sp=rw");
        assertThat(pending.text("properties", "storageUrlExpiry")).startsWith("2026-11-01T16:00");
        assertThat(upload(url)).isEqualTo(201);
        Answer active = activate("1.0");
        assertThat(active.text("properties", "state")).isEqualTo("Active");
        assertThat(active.text("properties", "format")).isEqualTo("zip");
        assertThat(active.text("properties", "lastActivationTime")).startsWith("2026-11-01T12:0");
        Answer listed = arm("GET", "/maya/versions", "");
        assertThat(listed.at("value").get(0).path("properties").has("storageUrl"))
                .isFalse();
        assertArmRefused(arm("DELETE", "/maya", ""), 409, "ApplicationPackagesNotEmpty");
        assertThat(arm("DELETE", "/maya/versions/1.0", "").status()).isEqualTo(200);
        assertArmRefused(activate("1.0"), 404, "ApplicationPackageNotFound");
        arm("PUT", "/maya/versions/1.0", "");
        assertArmRefused(activate("1.0"), 409, "ApplicationPackageBlobNotFound");
    }

    @Test
    void onlyAnActivePackageBecomesTheDefaultAndAnApplicationMayForbidToReplaceIt() {
        arm("PUT", "/maya", "");
        Answer pending = arm("PUT", "/maya/versions/1.0", "");

        String wanted = "{'properties':{'defaultVersion':'1.0','allowUpdates':false}}";
        assertArmRefused(arm("PATCH", "/maya", wanted), 409, "RequestedDefaultVersionNotActive");
        upload(pending.text("properties", "storageUrl"));
        activate("1.0");
        assertThat(arm("PATCH", "/maya", wanted).text("properties", "defaultVersion"))
                .isEqualTo("1.0");
        assertThat(arm("GET", "/maya/versions/1.0", "").text("properties", "storageUrl"))
                .endsWith("&sp=r");
        assertThat(arm("PUT", "/maya/versions/1.0", "").status()).isEqualTo(409);
    }

    @Test
    void theServiceListsWhatNodesCanUseAndPoolsReferToNothingElse() {
        arm("PUT", "/maya", "");
        Answer pending = arm("PUT", "/maya/versions/1.0", "");
        assertThat(SITE.get("/applications").at("value")).isEmpty();
        assertRefused(SITE.get("/applications/maya"), 404, "ApplicationNotFound");
        String versioned = "'applicationPackageReferences':[{'applicationId':'maya','version':'1.0'}]";
        assertRefused(
                SITE.addPool("p", versioned), 409, "InvalidApplicationPackageReferences", "maya", "does not exist");

        upload(pending.text("properties", "storageUrl"));
        activate("1.0");

        assertThat(SITE.get("/applications").at("value").toString())
                .isEqualTo("[{\"id\":\"maya\",\"versions\":[\"1.0\"]}]");
        assertThat(SITE.addPool("p", versioned).status()).isEqualTo(201);
        String plain = "'applicationPackageReferences':[{'applicationId':'maya'}]";
        assertRefused(SITE.addPool("q", plain), 409, "InvalidApplicationPackageReferences");
        arm("PATCH", "/maya", "{'properties':{'defaultVersion':'1.0'}}");
        assertThat(SITE.addPool("q", plain).status()).isEqualTo(201);
        String id = SITE.accountPath + "/applications/maya";
        assertThat(SITE.addPool("r", "'applicationPackageReferences':[{'applicationId':'" + id + "'}]")
                        .status())
                .isEqualTo(201);
    }

    private Answer activate(String version) {
        return arm("POST", "/maya/versions/" + version + "/activate", ZIP);
    }

    /** With nothing but the address: what opens it is part of it. */
    private int upload(String url) {
        return SITE.azure
                .send("PUT", url, "", Map.of("x-ms-blob-type", "BlockBlob", "x-ms-version", "2024-08-04"), "zip")
                .status();
    }

    private Answer arm(String method, String path, String body) {
        return SITE.azure.arm(method, SITE.accountPath + "/applications" + path, ARM_VERSION, WireAzure.json(body));
    }

    private static void assertArmRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.text("error", "code")).isEqualTo(code);
        assertThat(answer.text("error", "target")).isEqualTo("BatchAccount");
    }
}
