package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.storage.access.Sas;
import io.azbatch.simulator.storage.azurite.Azurite;
import io.azbatch.simulator.storage.azurite.AzuriteMissing;
import io.azbatch.simulator.storage.azurite.AzuriteRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Passes requests on to the store and its answers back, without what is only between us and it. */
final class Forwarder {
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "authorization",
            "connection",
            "content-length",
            "date",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "server",
            "transfer-encoding",
            "upgrade",
            "x-ms-client-request-id",
            "x-ms-date",
            "x-ms-request-id",
            "x-ms-version");
    private static final long HELD = 8L << 20;
    private static final Pattern MESSAGE = Pattern.compile("<Message>(.*?)(\\n|</Message>)", Pattern.DOTALL);

    private final Azurite azurite;

    Forwarder(Azurite azurite) {
        this.azurite = azurite;
    }

    /** The same request to the store. */
    AzuriteRequest translate(Admitted admitted) {
        Request request = admitted.call().request();
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.keySet().removeIf(name -> OF_THE_CONNECTION.contains(name) || name.startsWith("x-ms-encryption"));
        return new AzuriteRequest(
                request.method(),
                admitted.slot(),
                "/" + admitted.slot() + admitted.below(),
                query(request.rawQuery()),
                headers,
                request.body());
    }

    /** Sends a request of our own making and gives its answer in the service's form. */
    Response send(AzuriteRequest request) {
        HttpResponse<InputStream> answer = azurite.send(request);
        try {
            return request.method().equals("HEAD") ? head(answer) : withBody(answer);
        } catch (IOException e) {
            throw AzuriteMissing.brokenOff(e);
        }
    }

    private static Response head(HttpResponse<InputStream> answer) throws IOException {
        answer.body().close();
        Response response = new Response(answer.statusCode(), headers(answer), new byte[0], code(answer));
        return answer.headers()
                .firstValue("content-length")
                .map(length -> response.with("Content-Length", length))
                .orElse(response);
    }

    private static Response withBody(HttpResponse<InputStream> answer) throws IOException {
        OptionalLong length = answer.headers().firstValueAsLong("content-length");
        if (length.orElse(0) > HELD) {
            return new Response(answer.statusCode(), headers(answer), new byte[0], "")
                    .with(new Response.Download(length.getAsLong(), answer.body()));
        }
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readAllBytes();
            return answer.statusCode() >= 400
                    ? refusal(answer, bytes)
                    : new Response(answer.statusCode(), headers(answer), bytes, "");
        }
    }

    private static Response refusal(HttpResponse<InputStream> answer, byte[] body) {
        Matcher message = MESSAGE.matcher(new String(body, StandardCharsets.UTF_8));
        String text = message.find() ? message.group(1) : "";
        Response response = BlobError.response(answer.statusCode(), code(answer), unescape(text), "");
        for (Map.Entry<String, String> header : headers(answer).entrySet()) {
            response = response.withDefault(header.getKey(), header.getValue());
        }
        return response;
    }

    private static String code(HttpResponse<InputStream> answer) {
        return answer.headers().firstValue("x-ms-error-code").orElse("");
    }

    /** Of copies the store knows only its own, which are none of the caller's. */
    private static Map<String, String> headers(HttpResponse<InputStream> answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers().map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(lower) && !lower.startsWith("x-ms-copy-")) {
                headers.put(name, String.join(",", values));
            }
        });
        return headers;
    }

    private static String query(String raw) {
        return Arrays.stream(raw.split("&"))
                .filter(pair -> !pair.isEmpty())
                .filter(pair -> !Sas.PARAMETERS.contains(pair.split("=", 2)[0].toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("&"));
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
