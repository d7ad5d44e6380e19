package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.azbatch.simulator.BlobSite.Blob;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles given over ARM to a principal that has no right at first. */
final class RolesTest {
    private static final String VERSION = "2022-04-01";
    private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    private static final String ARTIFACTS_PUBLISHER = "85a2d0d9-2eba-4c9c-b355-11c2cc0788ab";
    private static final String SHARING_ADMIN = "1ef6a3be-d0ac-425d-8c01-acb62866290b";
    private static final String BLOB_DATA_READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";

    private final Caller azure = new Caller();
    private String principal = "";
    private String gallery = "";

    @BeforeEach
    void aGalleryAndSomebody() {
        gallery = new Estate(azure).gallery("g");
        principal = azure.admin("PUT", "/principals/somebody", "{\"secret\":\"s\",\"scopes\":[]}")
                .text("objectId");
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer assign(String scope, String role) {
        return assign(scope, UUID.randomUUID().toString(), role, principal);
    }

    private Answer assign(String scope, String name, String role, String to) {
        return azure.arm(
                "PUT", scope + "/providers/Microsoft.Authorization/roleAssignments/" + name, VERSION, """
                {"properties":{"roleDefinitionId":"%s/providers/Microsoft.Authorization/roleDefinitions/%s",
                 "principalId":"%s"}}""".formatted(
                                azure.subscription(), role, to));
    }

    private Answer asSomebody(String method, String path, String apiVersion, String body) {
        String token = azure.token("somebody", "s", "https://management.azure.com/.default")
                .text("access_token");
        String separator = path.contains("?") ? "&" : "?";
        return azure.send(HttpRequest.newBuilder(
                        URI.create(azure.endpoint("arm") + path + separator + "api-version=" + apiVersion))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void aReaderReadsAndAContributorWritesButGivesNoRights() {
        assertThat(asSomebody("GET", gallery, Caller.GALLERY, "").code()).isEqualTo("AuthorizationFailed");
        assertThat(assign(gallery, READER).status()).isEqualTo(201);
        assertThat(asSomebody("GET", gallery, Caller.GALLERY, "").status()).isEqualTo(200);
        String write = "{\"location\":\"westeurope\",\"tags\":{\"a\":\"b\"}}";
        assertThat(asSomebody("PUT", gallery, Caller.GALLERY, write).code()).isEqualTo("AuthorizationFailed");
        assign(azure.group(), CONTRIBUTOR);
        assertThat(asSomebody("PUT", gallery, Caller.GALLERY, write).status()).isEqualTo(200);
        Answer lock = asSomebody(
                "PUT",
                gallery + "/providers/Microsoft.Authorization/locks/l",
                "2016-09-01",
                "{\"properties\":{\"level\":\"ReadOnly\"}}");
        assertThat(lock.code()).isEqualTo("AuthorizationFailed");
        assertThat(lock.message()).contains("'Microsoft.Authorization/locks/write'");
    }

    @Test
    void aRoleIsTakenAwayAgain() {
        String id = assign(azure.group(), READER).text("id");
        assertThat(azure.arm("DELETE", id, VERSION, "").status()).isEqualTo(200);
        assertThat(azure.arm("DELETE", id, VERSION, "").status()).isEqualTo(204);
        assertThat(asSomebody("GET", gallery, Caller.GALLERY, "").code()).isEqualTo("AuthorizationFailed");
    }

    @Test
    void aRoleGoesWithWhatItWasGivenOn() {
        assign(gallery, CONTRIBUTOR);
        azure.arm("DELETE", gallery, Caller.GALLERY, "");
        azure.advance(Duration.ofMinutes(1));
        azure.get(gallery, Caller.GALLERY);
        azure.arm("PUT", gallery, Caller.GALLERY, "{\"location\":\"westeurope\"}");
        assertThat(asSomebody("GET", gallery, Caller.GALLERY, "").code()).isEqualTo("AuthorizationFailed");
    }

    @Test
    void onlyDataActionsOpenBlobs() {
        BlobSite site = new BlobSite(azure);
        String container = site.container("rolesaccount", "images");
        site.text(container + "/a.txt", "hello");
        assign(azure.group(), CONTRIBUTOR);
        assertThat(blob(site, container + "/a.txt").code()).isEqualTo("AuthorizationPermissionMismatch");
        assign(site.accountId("rolesaccount"), BLOB_DATA_READER);
        assertThat(blob(site, container + "/a.txt").text()).isEqualTo("hello");
    }

    private Blob blob(BlobSite site, String url) {
        String token = azure.token("somebody", "s", "https://storage.azure.com/.default")
                .text("access_token");
        return site.get(url, "Authorization", "Bearer " + token);
    }

    @Test
    void theSameRoleIsNotGivenTwiceAndAnAssignmentDoesNotChange() {
        String name = UUID.randomUUID().toString();
        assertThat(assign(azure.group(), name, READER, principal).status()).isEqualTo(201);
        assertThat(assign(azure.group(), name, READER, principal).status()).isEqualTo(200);
        assertThat(assign(azure.group(), READER).code()).isEqualTo("RoleAssignmentExists");
        Answer other = assign(azure.group(), name, CONTRIBUTOR, principal);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.code()).isEqualTo("RoleAssignmentUpdateNotPermitted");
    }

    @Test
    void anUnknownRoleAndAnUnknownPrincipalAreRefused() {
        String nobody = UUID.randomUUID().toString();
        assertThat(assign(azure.group(), nobody).code()).isEqualTo("RoleDefinitionDoesNotExist");
        assertThat(assign(azure.group(), UUID.randomUUID().toString(), READER, nobody)
                        .code())
                .isEqualTo("PrincipalNotFound");
        Answer noGuid = assign(azure.group(), UUID.randomUUID().toString(), READER, "somebody");
        assertThat(noGuid.code()).isEqualTo("InvalidPrincipalId");
        assertThat(noGuid.message())
                .isEqualTo("The Principal ID 'somebody' is not valid. Principal ID must be a GUID.");
    }

    @Test
    void assignmentsAreListedByScopeAndByPrincipal() {
        assign(gallery, READER);
        assign(azure.subscription(), READER);
        String all = azure.group() + "/providers/Microsoft.Authorization/roleAssignments";
        assertThat(azure.get(all, VERSION).at("value").size()).isEqualTo(2);
        assertThat(azure.get(all + "?$filter=atScope()", VERSION).at("value").size())
                .isEqualTo(1);
        assertThat(azure.get(all + "?$filter=principalId%20eq%20'" + UUID.randomUUID() + "'", VERSION)
                        .at("value")
                        .size())
                .isZero();
    }

    @Test
    void rolesAreFoundByNameAndOwnOnesDecideToo() {
        String roles = azure.subscription() + "/providers/Microsoft.Authorization/roleDefinitions";
        Answer found = azure.get(roles + "?$filter=roleName%20eq%20'Contributor'", VERSION);
        assertThat(found.at("value").size()).isEqualTo(1);
        assertThat(found.at("value").get(0).path("name").asText()).isEqualTo(CONTRIBUTOR);
        String own = UUID.randomUUID().toString();
        Answer made = azure.arm("PUT", roles + "/" + own, VERSION, """
                {"properties":{"roleName":"Gallery keeper","type":"CustomRole","assignableScopes":["%s"],
                 "permissions":[{"actions":["Microsoft.Compute/galleries/*"],"notActions":["*/delete"]}]}}""".formatted(azure.subscription()));
        assertThat(made.status()).isEqualTo(201);
        assign(azure.group(), own);
        assertThat(asSomebody("GET", gallery, Caller.GALLERY, "").status()).isEqualTo(200);
        assertThat(asSomebody("DELETE", gallery, Caller.GALLERY, "").code()).isEqualTo("AuthorizationFailed");
    }

    @Test
    void whoHasARightSomewhereSeesTheWayThereAndNoMore() {
        assertThat(asSomebody("GET", "/subscriptions", "2022-12-01", "")
                        .at("value")
                        .size())
                .isZero();
        assertThat(asSomebody("GET", azure.subscription() + "/resourceGroups", Caller.CORE, "")
                        .code())
                .isEqualTo("AuthorizationFailed");
        azure.arm("PUT", azure.subscription() + "/resourceGroups/other", Caller.CORE, "{\"location\":\"westeurope\"}");
        assign(gallery, READER);
        assertThat(asSomebody("GET", "/subscriptions", "2022-12-01", "")
                        .at("value")
                        .size())
                .isEqualTo(1);
        assertThat(asSomebody("GET", azure.subscription() + "/resourceGroups", Caller.CORE, "")
                        .at("value")
                        .size())
                .isEqualTo(1);
        assertThat(asSomebody("GET", azure.subscription() + "/resources", Caller.CORE, "")
                        .at("value")
                        .findValuesAsText("name"))
                .containsExactly("g");
    }

    @Test
    void theTenantTellsWhoAPrincipalIs() {
        String graph = azure.endpoint("authority");
        String token = azure.token("somebody", "s", "https://graph.microsoft.com/.default")
                .text("access_token");
        Answer found = azure.send(
                HttpRequest.newBuilder(URI.create(graph + "/v1.0/servicePrincipals?$filter=appId%20eq%20'somebody'"))
                        .header("Authorization", "Bearer " + token)
                        .build());
        assertThat(found.at("value").get(0).path("id").asText()).isEqualTo(principal);
        assertThat(azure.send(HttpRequest.newBuilder(URI.create(graph + "/v1.0/servicePrincipals"))
                                .build())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anObjectIdIsTheSameInCapitals() {
        assign(gallery, UUID.randomUUID().toString(), READER, principal.toUpperCase(Locale.ROOT));
        assertThat(asSomebody("GET", gallery, Caller.GALLERY, "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {CONTRIBUTOR, ARTIFACTS_PUBLISHER})
    void whoWritesGalleriesDoesNotShareThem(String role) {
        assign(azure.group(), role);
        String reset = "{\"operationType\":\"Reset\"}";
        Answer refused = asSomebody("POST", gallery + "/share", Caller.GALLERY, reset);
        assertThat(refused.code()).isEqualTo("AuthorizationFailed");
        assertThat(refused.message()).contains("'Microsoft.Compute/galleries/share/action'");
        assign(azure.group(), SHARING_ADMIN);
        assertThat(asSomebody("POST", gallery + "/share", Caller.GALLERY, reset).status())
                .isEqualTo(202);
    }
}
