package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outer form of requests to ARM: addresses, bodies, and what comes back of the headers. */
final class FormTest {
    private static final String BODY = "{\"location\":\"westeurope\"}";

    private final Caller azure = new Caller();

    @BeforeEach
    void aGroup() {
        new Estate(azure);
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    private Answer put(String path, String body) {
        return azure.arm("PUT", path, Caller.CORE, body);
    }

    private String gallery() {
        return azure.compute() + "/galleries/g";
    }

    /** A write with this content type; empty for none. */
    private Answer put(String type, HttpRequest.BodyPublisher body) {
        HttpRequest signed =
                azure.armRequest("PUT", azure.endpoint("arm") + gallery() + "?api-version=" + Caller.GALLERY, "");
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.uri())
                .header(
                        "Authorization",
                        signed.headers().firstValue("Authorization").orElseThrow())
                .PUT(body);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return azure.send(request.build());
    }

    @Test
    void onlyJsonIsTaken() {
        for (String type : new String[] {"text/plain", ""}) {
            Answer refused = put(type, BodyPublishers.ofString(BODY));
            assertThat(refused.status()).isEqualTo(415);
            assertThat(refused.code()).isEqualTo("UnsupportedMediaType");
            assertThat(refused.message()).contains("'" + (type.isEmpty() ? "<null>" : type) + "'");
        }
        assertThat(put("application/json; charset=utf-8", BodyPublishers.ofString(BODY))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aBodyOfUnknownLengthIsRead() {
        assertThat(put("application/json", BodyPublishers.fromPublisher(BodyPublishers.ofString(BODY)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void fourMebibytesAreTheMost() {
        Answer refused =
                azure.arm("PUT", gallery(), Caller.GALLERY, "{\"location\":\"" + "w".repeat(4 * 1024 * 1024) + "\"}");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("RequestContentTooLarge");
    }

    @Test
    void theReaderTakesMoreThanJson() {
        Answer made =
                azure.arm("PUT", gallery(), Caller.GALLERY, "{ // where\n location: 'westeurope', tags: {a: 'b',},}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("tags", "a")).isEqualTo("b");
    }

    @Test
    void tagsAreText() {
        String group = azure.subscription() + "/resourceGroups/tagged";
        assertThat(put(group, "{\"location\":\"westeurope\",\"tags\":{\"n\":1}}")
                        .at("tags", "n")
                        .isTextual())
                .isTrue();
        assertThat(put(group, "{\"location\":\"westeurope\",\"tags\":{\"n\":{}}}")
                        .code())
                .isEqualTo("InvalidRequestContent");
    }

    @Test
    void doubledSlashesAndOneAtTheEndMeanNothing() {
        for (String path :
                new String[] {"/" + azure.group(), azure.group().replace("/rg", "//rg"), azure.group() + "/"}) {
            assertThat(azure.get(path, Caller.CORE).text("name")).as(path).isEqualTo("rg");
        }
    }

    @Test
    void aGroupsNameHasItsRules() {
        String groups = azure.subscription() + "/resourceGroups/";
        for (String name : new String[] {"a*b", "ends.", "x".repeat(91)}) {
            Answer refused = put(groups + name, BODY);
            assertThat(refused.status()).as(name).isEqualTo(400);
            assertThat(refused.code()).as(name).isEqualTo("InvalidResourceGroup");
        }
        assertThat(put(groups + "a.b(c)_d-e", BODY).status()).isEqualTo(201);
    }

    @Test
    void aRequestGetsItsNameBackWhereItAsksForIt() {
        String[] named = {"x-ms-client-request-id", "mine"};
        assertThat(azure.arm("GET", azure.group(), Caller.CORE, "", named).header("x-ms-client-request-id"))
                .isEmpty();
        assertThat(azure.arm(
                                "GET",
                                azure.group(),
                                Caller.CORE,
                                "",
                                named[0],
                                named[1],
                                "x-ms-return-client-request-id",
                                "true")
                        .header("x-ms-client-request-id"))
                .isEqualTo("mine");
    }

    @Test
    void theCallerSaysHowLongAPageIs() {
        put(azure.subscription() + "/resourceGroups/second", BODY);
        Answer page = azure.get(azure.subscription() + "/resourceGroups?$top=1", Caller.CORE);
        assertThat(page.at("value").size()).isEqualTo(1);
        assertThat(azure.follow(page.text("nextLink"))
                        .at("value")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("second");
        assertThat(azure.get(azure.subscription() + "/resourceGroups?$top=few", Caller.CORE)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theFirstTokenEndpointNamesTheResource() {
        URI uri = URI.create(azure.endpoint("authority") + "/" + azure.endpoint("tenant") + "/oauth2/token");
        Answer token = azure.send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id="
                        + azure.endpoint("clientId") + "&client_secret="
                        + Caller.encode(azure.endpoint("clientSecret"))
                        + "&resource=https://management.azure.com/"))
                .build());
        assertThat(token.at("expires_in").isTextual()).isTrue();
        assertThat(azure.send(HttpRequest.newBuilder(
                                        URI.create(azure.endpoint("arm") + "/subscriptions?api-version=2022-12-01"))
                                .header("Authorization", "Bearer " + token.text("access_token"))
                                .build())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"properties\":\"x\"",
                "\"properties\":{\"sharingProfile\":\"x\"}",
                "\"properties\":{\"securityRules\":[\"x\"]}",
                "\"properties\":{\"ipConfigurations\":\"x\"}",
                "\"properties\":{\"storageProfile\":{\"osDisk\":1}}",
                "\"tags\":\"x\"",
                "\"tags\":[\"x\"]"
            })
    void whatMustBeAnObjectOrAListOfThemIsNothingElse(String field) {
        Answer refused = azure.arm("PUT", gallery(), Caller.GALLERY, "{\"location\":\"westeurope\"," + field + "}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidRequestContent");
    }

    @Test
    void aTagIsCalledAsItsOwnerLikes() {
        Answer made = azure.arm(
                "PUT",
                gallery(),
                Caller.GALLERY,
                "{\"location\":\"westeurope\",\"tags\":{\"features\":\"a\",\"properties\":\"b\"}}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("tags", "features")).isEqualTo("a");
    }

    @Test
    void aPlaceInAListThatIsNoneIsRefused() {
        assertThat(azure.get(azure.subscription() + "/resources?%24skiptoken=3000000000", Caller.CORE)
                        .code())
                .isEqualTo("InvalidParameter");
    }
}
