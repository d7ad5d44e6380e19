package io.azbatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Storage accounts of a simulator, and a client of its blob service that signs in with a token unless told otherwise. */
final class BlobSite {
    static final String STORAGE = "2023-05-01";
    static final String VERSION = "2024-08-04";
    private static final String NOBODY = "-";

    final Caller azure;
    private final String token;

    BlobSite(Caller azure) {
        this.azure = azure;
        this.token = azure.token(
                        azure.endpoint("clientId"),
                        azure.endpoint("clientSecret"),
                        "https://storage.azure.com/.default")
                .text("access_token");
    }

    String accountId(String name) {
        return azure.group() + "/providers/Microsoft.Storage/storageAccounts/" + name;
    }

    /** A general-purpose account, ready; returns its blob endpoint without a slash at the end. */
    String account(String name) {
        return account(name, "\"allowBlobPublicAccess\":false");
    }

    /** The same with properties of its own. */
    String account(String name, String properties) {
        Answer accepted = azure.arm("PUT", accountId(name), STORAGE, """
                {"location":"westeurope","sku":{"name":"Standard_LRS"},"kind":"StorageV2","properties":{%s}}""".formatted(properties));
        assertThat(accepted.status()).as(accepted.http().toString()).isEqualTo(202);
        azure.advance(Duration.ofMinutes(1));
        return azure.endpoint("blob") + "/" + name;
    }

    /** An account with a container; returns the container's address. */
    String container(String account, String container) {
        String url = account(account) + "/" + container;
        assertThat(put(url + "?restype=container").status()).isEqualTo(201);
        return url;
    }

    Blob put(String url, String... headers) {
        return call("PUT", url, new byte[0], headers);
    }

    Blob get(String url, String... headers) {
        return call("GET", url, new byte[0], headers);
    }

    Blob head(String url, String... headers) {
        return call("HEAD", url, new byte[0], headers);
    }

    Blob delete(String url, String... headers) {
        return call("DELETE", url, new byte[0], headers);
    }

    /** A sparse page blob. */
    Blob pages(String url, long length) {
        return put(url, "x-ms-blob-type", "PageBlob", "x-ms-blob-content-length", Long.toString(length));
    }

    /** Writes pages at an offset. */
    Blob write(String url, long offset, byte[] bytes) {
        return call(
                "PUT",
                url + "?comp=page",
                bytes,
                "x-ms-page-write",
                "update",
                "x-ms-range",
                "bytes=" + offset + "-" + (offset + bytes.length - 1));
    }

    /** A block blob. */
    Blob text(String url, String content) {
        return call("PUT", url, content.getBytes(StandardCharsets.UTF_8), "x-ms-blob-type", "BlockBlob");
    }

    /** Without any proof of who calls. */
    Blob anonymous(String method, String url, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", NOBODY));
        return call(method, url, new byte[0], all.toArray(String[]::new));
    }

    /** A request; with a token unless an Authorization header is given or the address carries a signature. */
    Blob call(String method, String url, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        boolean proof = url.contains("sig=");
        boolean version = false;
        for (int i = 0; i < headers.length; i += 2) {
            boolean authorization = headers[i].equals("Authorization");
            proof |= authorization;
            version |= headers[i].equals("x-ms-version");
            if (!(authorization && headers[i + 1].equals(NOBODY))) {
                request.header(headers[i], headers[i + 1]);
            }
        }
        if (!proof) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!version) {
            request.header("x-ms-version", VERSION);
        }
        return new Blob(azure.send(request.build()).http());
    }

    /** What the blob service answered. */
    record Blob(HttpResponse<byte[]> http) {
        private static final Pattern CODE = Pattern.compile("<Code>(.*?)</Code>");

        int status() {
            return http.statusCode();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        byte[] bytes() {
            return http.body();
        }

        String text() {
            return new String(http.body(), StandardCharsets.UTF_8);
        }

        /** The service's code, which header and body agree on. */
        String code() {
            String code = header("x-ms-error-code");
            if (http.body().length > 0) {
                Matcher inBody = CODE.matcher(text());
                assertThat(inBody.find()).as(text()).isTrue();
                assertThat(inBody.group(1)).isEqualTo(code);
            }
            return code;
        }
    }

    /** The virtual present, as the simulator's clock shows it. */
    String now() throws IOException {
        return azure.admin("GET", "/clock", "").text("now");
    }
}
