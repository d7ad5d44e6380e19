package io.azbatch.simulator.batch.service;

import io.azbatch.simulator.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature that an account key makes over a request. */
final class SharedKey {
    private static final List<String> HEADERS = List.of(
            "content-encoding",
            "content-language",
            "content-length",
            "content-md5",
            "content-type",
            "date",
            "if-modified-since",
            "if-match",
            "if-none-match",
            "if-unmodified-since",
            "range");

    private SharedKey() {}

    /** Base64 of HMAC-SHA256 over the string to sign. */
    static String sign(Request request, String account, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(stringToSign(request, account).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String stringToSign(Request request, String account) {
        StringBuilder text = new StringBuilder(request.method()).append('\n');
        HEADERS.forEach(name -> text.append(request.header(name).orElse("")).append('\n'));
        new TreeMap<>(request.headers()).forEach((name, value) -> {
            if (name.startsWith("ocp-")) {
                text.append(name).append(':').append(value.strip()).append('\n');
            }
        });
        text.append('/').append(account.toLowerCase(Locale.ROOT)).append(request.path());
        new TreeMap<>(request.query().values())
                .forEach((name, value) ->
                        text.append('\n').append(name).append(':').append(value));
        return text.toString();
    }
}
