package io.azbatch.simulator.recorded;

import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests of the Batch service as its documents describe it. */
final class SharedKeySigner {
    private static final String DATE = "Sun, 01 Nov 2026 12:00:00 GMT";
    private static final String TYPE = "application/json; odata=minimalmetadata";

    private SharedKeySigner() {}

    static Answer send(
            WireAzure azure,
            String account,
            String key,
            String method,
            String url,
            Map<String, String> headers,
            String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("ocp-date", DATE);
        if (!body.isEmpty()) {
            all.put("Content-Type", TYPE);
        }
        int size = body.getBytes(StandardCharsets.UTF_8).length;
        String length = method.equals("GET") ? "" : Integer.toString(size);
        String type = body.isEmpty() ? "" : TYPE;
        String text = method + "\n\n\n" + length + "\n\n" + type + "\n" + "\n".repeat(6) + "ocp-date:" + DATE + "\n/"
                + account + resource(URI.create(url));
        return azure.send(method, url, "SharedKey " + account + ":" + hmac(key, text), all, body);
    }

    private static String resource(URI uri) {
        TreeMap<String, String> query = new TreeMap<>();
        Arrays.stream(uri.getRawQuery().split("&"))
                .forEach(pair -> query.put(
                        pair.substring(0, pair.indexOf('=')).toLowerCase(java.util.Locale.ROOT),
                        URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8)));
        StringBuilder text = new StringBuilder(uri.getRawPath());
        query.forEach(
                (name, value) -> text.append('\n').append(name).append(':').append(value));
        return text.toString();
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
