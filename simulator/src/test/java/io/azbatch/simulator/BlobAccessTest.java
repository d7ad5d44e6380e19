package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what with blobs. */
final class BlobAccessTest {
    private static final String SAS_VERSION = "2020-12-06";

    private final Caller azure = new Caller();
    private final BlobSite site = new BlobSite(azure);
    private String container = "";
    private String blob = "";
    private String key = "";

    @BeforeEach
    void blob() {
        azure.arm("PUT", azure.group(), Caller.CORE, "{\"location\":\"westeurope\"}");
        container = site.container("studio", "vhds");
        blob = container + "/a.txt";
        site.text(blob, "hello");
        key = azure.arm("POST", site.accountId("studio") + "/listKeys", BlobSite.STORAGE, "")
                .at("keys")
                .get(0)
                .path("value")
                .asText();
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private String storageToken(String scopes) {
        String client = UUID.randomUUID().toString();
        azure.admin("PUT", "/principals/" + client, "{\"secret\":\"s\",\"scopes\":[" + scopes + "]}");
        return azure.token(client, "s", "https://storage.azure.com/.default").text("access_token");
    }

    private BlobSite.Blob as(String method, String url, String authorization) {
        return site.call(method, url, new byte[0], "Authorization", authorization);
    }

    @Test
    void whoComesWithNothingIsAskedToSignIn() {
        BlobSite.Blob refused = site.anonymous("GET", blob);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("NoAuthenticationInformation");
        assertThat(refused.header("WWW-Authenticate"))
                .startsWith("Bearer authorization_uri=" + azure.endpoint("authority") + "/" + azure.endpoint("tenant"))
                .endsWith("resource_id=https://storage.azure.com");
        BlobSite.Blob old = site.anonymous("GET", blob, "x-ms-version", "2017-11-09");
        assertThat(old.status()).isEqualTo(409);
        assertThat(old.code()).isEqualTo("PublicAccessNotPermitted");
    }

    @Test
    void aTokenMustBeForStorage() {
        String arm = azure.token(
                        azure.endpoint("clientId"),
                        azure.endpoint("clientSecret"),
                        "https://management.azure.com/.default")
                .text("access_token");
        BlobSite.Blob refused = as("GET", blob, "Bearer " + arm);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("InvalidAuthenticationInfo");
        assertThat(refused.text()).contains("Audience validation failed");
        assertThat(as("GET", blob, "Bearer nonsense").code()).isEqualTo("InvalidAuthenticationInfo");
        String own = azure.token(
                        azure.endpoint("clientId"),
                        azure.endpoint("clientSecret"),
                        "https://studio.blob.core.windows.net/.default")
                .text("access_token");
        assertThat(as("GET", blob, "Bearer " + own).text()).isEqualTo("hello");
    }

    @Test
    void aReaderReadsAndAStrangerDoesNot() {
        String reader = storageToken("{\"scope\":\"" + site.accountId("studio") + "\",\"access\":\"read\"}");
        assertThat(as("GET", blob, "Bearer " + reader).text()).isEqualTo("hello");
        BlobSite.Blob refused = as("DELETE", blob, "Bearer " + reader);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("AuthorizationPermissionMismatch");
        String stranger = storageToken("{\"scope\":\"" + site.accountId("other") + "\",\"access\":\"write\"}");
        assertThat(as("GET", blob, "Bearer " + stranger).code()).isEqualTo("AuthorizationPermissionMismatch");
    }

    @Test
    void aKeySignsARequest() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        assertThat(signed(date, key).text()).isEqualTo("hello");
        BlobSite.Blob wrong = signed(date, Base64.getEncoder().encodeToString(new byte[64]));
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("AuthenticationFailed");
        assertThat(wrong.text()).contains("The MAC signature found in the HTTP request");
        String old = "Mon, 02 Nov 2020 08:00:00 GMT";
        assertThat(signed(old, key).text()).contains("Request date header too old");
        azure.arm(
                "PATCH",
                site.accountId("studio"),
                BlobSite.STORAGE,
                "{\"properties\":{\"allowSharedKeyAccess\":false}}");
        assertThat(signed(date, key).code()).isEqualTo("KeyBasedAuthenticationNotPermitted");
    }

    private BlobSite.Blob signed(String date, String withKey) {
        String path = URI.create(blob).getPath();
        String text = "GET" + "\n".repeat(12) + "x-ms-date:" + date + "\nx-ms-version:" + BlobSite.VERSION + "\n/studio"
                + path;
        return site.get(blob, "Authorization", "SharedKey studio:" + sign(withKey, text), "x-ms-date", date);
    }

    private String blobSas(String permissions, Instant expiry) {
        return blobSas(permissions, expiry.toString(), "");
    }

    private String blobSas(String permissions, String expiry, String policy) {
        String text = String.join(
                "\n",
                permissions,
                "",
                expiry,
                "/blob/studio/vhds/a.txt",
                policy,
                "",
                "",
                SAS_VERSION,
                "b",
                "",
                "",
                "",
                "",
                "",
                "",
                "");
        return blob + "?sv=" + SAS_VERSION + "&sr=b" + parameter("sp", permissions) + parameter("se", expiry)
                + parameter("si", policy) + parameter("sig", sign(key, text));
    }

    @Test
    void aSharedAccessOpensWhatItSaysUntilItsVirtualEnd() throws Exception {
        Instant now = Instant.parse(site.now());
        String read = blobSas("r", now.plusSeconds(600).truncatedTo(ChronoUnit.SECONDS));
        assertThat(site.get(read).text()).isEqualTo("hello");
        assertThat(site.delete(read).code()).isEqualTo("AuthorizationPermissionMismatch");
        assertThat(site.get(read.replace("/a.txt", "/b.txt")).code()).isEqualTo("AuthenticationFailed");
        assertThat(site.get(read.replace("sp=r", "sp=rw")).code()).isEqualTo("AuthenticationFailed");
        azure.advance(Duration.ofMinutes(11));
        BlobSite.Blob over = site.get(read);
        assertThat(over.status()).isEqualTo(403);
        assertThat(over.code()).isEqualTo("AuthenticationFailed");
        assertThat(over.text()).contains("Signature not valid in the specified time frame");
    }

    @Test
    void aSharedAccessLeansOnAStoredPolicyAndEndsWithIt() throws Exception {
        String expiry = Instant.parse(site.now()).plusSeconds(3600).toString();
        assertThat(acl("<SignedIdentifier><Id>p1</Id><AccessPolicy><Expiry>" + expiry
                                + "</Expiry><Permission>r</Permission></AccessPolicy></SignedIdentifier>")
                        .status())
                .isEqualTo(200);
        String url = blobSas("", "", "p1");
        assertThat(site.get(url).text()).isEqualTo("hello");
        assertThat(acl("").status()).isEqualTo(200);
        BlobSite.Blob refused = site.get(url);
        assertThat(refused.code()).isEqualTo("AuthenticationFailed");
        assertThat(refused.text()).contains("SAS identifier cannot be found for specified signed identifier");
    }

    private BlobSite.Blob acl(String policies) {
        return site.call(
                "PUT",
                container + "?restype=container&comp=acl",
                ("<?xml version=\"1.0\" encoding=\"utf-8\"?><SignedIdentifiers>" + policies + "</SignedIdentifiers>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAccountsSharedAccessOpensServicesAndLevelsThatItNames() throws Exception {
        String expiry = Instant.parse(site.now()).plusSeconds(3600).toString();
        assertThat(site.get(container + "?restype=container&comp=list&" + accountSas("b", "c", "l", expiry))
                        .status())
                .isEqualTo(200);
        assertThat(site.get(blob + "?" + accountSas("b", "c", "rl", expiry)).code())
                .isEqualTo("AuthorizationResourceTypeMismatch");
        assertThat(site.get(blob + "?" + accountSas("q", "o", "r", expiry)).code())
                .isEqualTo("AuthorizationServiceMismatch");
        assertThat(site.get(blob + "?" + accountSas("b", "o", "w", expiry)).code())
                .isEqualTo("AuthorizationPermissionMismatch");
    }

    private String accountSas(String services, String levels, String permissions, String expiry) {
        String text =
                String.join("\n", "studio", permissions, services, levels, "", expiry, "", "", SAS_VERSION, "", "");
        return "sv=" + SAS_VERSION + parameter("ss", services) + parameter("srt", levels) + parameter("sp", permissions)
                + parameter("se", expiry) + parameter("sig", sign(key, text));
    }

    @Test
    void aContainerIsOpenedToEverybodyOnlyWhereTheAccountAllowsIt() {
        BlobSite.Blob refused = site.put(container + "2?restype=container", "x-ms-blob-public-access", "blob");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PublicAccessNotPermitted");
        String open = site.account("openstudio", "\"allowBlobPublicAccess\":true") + "/public";
        site.put(open + "?restype=container", "x-ms-blob-public-access", "blob");
        site.text(open + "/a.txt", "for all");
        assertThat(site.anonymous("GET", open + "/a.txt").text()).isEqualTo("for all");
        assertThat(site.anonymous("GET", open + "?restype=container&comp=list").status())
                .isEqualTo(401);
        assertThat(site.anonymous("DELETE", open + "/a.txt").status()).isEqualTo(401);
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String sign(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
