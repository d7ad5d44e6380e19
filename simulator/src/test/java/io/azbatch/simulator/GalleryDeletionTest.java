package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What galleries keep of what is deleted, with whom they are shared, and which applications they hold. */
final class GalleryDeletionTest {
    private static final String SOFT =
            "{\"location\":\"westeurope\",\"properties\":{\"softDeletePolicy\":{\"isSoftDeleteEnabled\":%s}}}";

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

    private Answer delete(String id) {
        return azure.arm("DELETE", id, Caller.GALLERY, "");
    }

    @Test
    void aDeletedVersionComesBackByAPutWithoutItsSource() {
        String gallery = estate.gallery("g");
        String definition = estate.definition(gallery, "d");
        put(gallery, SOFT.formatted("true"));
        azure.advance(Duration.ofSeconds(5));
        String version = definition + "/versions/1.0.0";
        put(version, estate.versionBody(estate.generalizedMachine("m"), "westeurope"));
        azure.advance(Duration.ofMinutes(20));
        assertThat(delete(version).status()).isEqualTo(202);
        azure.advance(Duration.ofMinutes(5));
        assertThat(azure.get(version, Caller.GALLERY).status()).isEqualTo(404);
        assertThat(delete(definition).code()).isEqualTo("CannotDeleteResource");
        String nowhere = "{\"publishingProfile\":{\"targetRegions\":[{\"name\":\"nowhere\"}]}}";
        assertThat(put(version, "{\"location\":\"westeurope\",\"properties\":" + nowhere + "}")
                        .status())
                .isEqualTo(400);
        Answer back = put(version, "{\"location\":\"westeurope\"}");
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.text("properties", "storageProfile", "source", "virtualMachineId"))
                .isNotEmpty();
        azure.advance(Duration.ofMinutes(5));
        delete(version);
        azure.advance(Duration.ofMinutes(5));
        put(gallery, SOFT.formatted("false"));
        azure.advance(Duration.ofSeconds(5));
        assertThat(put(version, "{\"location\":\"westeurope\"}").status()).isEqualTo(400);
        assertThat(delete(definition).status()).isEqualTo(202);
    }

    @Test
    void aGalleryIsSharedByItsPermissions() {
        String gallery = estate.gallery("g");
        String add = "{\"operationType\":\"Add\",\"groups\":[{\"type\":\"Subscriptions\",\"ids\":[\"s1\",\"s2\"]}]}";
        assertThat(azure.arm("POST", gallery + "/share", Caller.GALLERY, add).code())
                .isEqualTo("OperationNotAllowed");
        put(gallery, "{\"location\":\"westeurope\",\"properties\":{\"sharingProfile\":{\"permissions\":\"Groups\"}}}");
        azure.advance(Duration.ofSeconds(5));
        assertThat(azure.arm("POST", gallery + "/share", Caller.GALLERY, add).status())
                .isEqualTo(202);
        azure.advance(Duration.ofSeconds(5));
        assertThat(azure.get(gallery, Caller.GALLERY)
                        .at("properties", "sharingProfile")
                        .has("groups"))
                .isFalse();
        assertThat(azure.get(gallery + "?$expand=SharingProfile/Groups", Caller.GALLERY)
                        .at("properties", "sharingProfile", "groups")
                        .get(0)
                        .path("ids"))
                .hasSize(2);
    }

    @Test
    void anApplicationIsThereAtOnceAndItsVersionLater() {
        String application = estate.gallery("g") + "/applications/a";
        assertThat(put(application, "{\"location\":\"westeurope\"}").code()).isEqualTo("InvalidParameter");
        Answer made = put(application, "{\"location\":\"westeurope\",\"properties\":{\"supportedOSType\":\"Linux\"}}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("properties").has("provisioningState")).isFalse();
        String version = application + "/versions/1.0.0";
        assertThat(put(version, "{\"location\":\"westeurope\"}").code()).isEqualTo("InvalidParameter");
        Answer begun = put(version, """
                {"location":"westeurope","properties":{"publishingProfile":{"source":{"mediaLink":"https://a/b"},
                 "manageActions":{"install":"i","remove":"r"}}}}""");
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.text("properties", "provisioningState")).isEqualTo("Creating");
        assertThat(delete(application).code()).isEqualTo("CannotDeleteResource");
    }

    @Test
    void onlyTheActionSaysWithWhomAGalleryIsShared() {
        String gallery = estate.gallery("g");
        put(gallery, """
                {"location":"westeurope","properties":{"sharingProfile":{"permissions":"Groups",
                 "groups":[{"type":"Subscriptions","ids":["s1"]}]}}}""");
        azure.advance(Duration.ofSeconds(5));
        assertThat(azure.get(gallery + "?$expand=SharingProfile/Groups", Caller.GALLERY)
                        .at("properties", "sharingProfile")
                        .has("groups"))
                .isFalse();
    }
}
