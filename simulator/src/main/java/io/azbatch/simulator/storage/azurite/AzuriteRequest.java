package io.azbatch.simulator.storage.azurite;

import io.azbatch.simulator.http.Query;
import io.azbatch.simulator.storage.access.Hmac;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request to the store.
 *
 * @param method in capitals
 * @param account one of its accounts
 * @param path percent-encoded, begins with the account: {@code /s0001/container/blob}
 * @param query raw, empty for none
 * @param headers in lower case, without those of the connection
 * @param body empty for none
 */
public record AzuriteRequest(
        String method, String account, String path, String query, Map<String, String> headers, byte[] body) {
    private static final String VERSION = "2021-12-02";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final List<String> SIGNED = List.of(
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

    /** A request for a path of raw segments below an account. */
    public static AzuriteRequest of(String method, String account, String below, String query) {
        return new AzuriteRequest(method, account, "/" + account + below, query, Map.of(), new byte[0]);
    }

    /** The same with a header more. */
    public AzuriteRequest with(String name, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(name.toLowerCase(Locale.ROOT), value);
        return new AzuriteRequest(method, account, path, query, all, body);
    }

    public AzuriteRequest with(byte[] newBody) {
        return new AzuriteRequest(method, account, path, query, headers, newBody);
    }

    String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** All headers with the date and the signature by its key. */
    Map<String, String> signed(String key, Instant now) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("x-ms-date", DATE.format(now));
        all.putIfAbsent("x-ms-version", VERSION);
        String signature = Hmac.sign(key, method + "\n" + standard(all) + "\n" + own(all) + resource());
        all.put("authorization", "SharedKey " + account + ":" + signature);
        return all;
    }

    private String standard(Map<String, String> all) {
        return SIGNED.stream()
                .map(name -> name.equals("content-length") ? length() : all.getOrDefault(name, ""))
                .collect(Collectors.joining("\n"));
    }

    private String length() {
        return body.length == 0 ? "" : Integer.toString(body.length);
    }

    private static String own(Map<String, String> all) {
        return all.entrySet().stream()
                .filter(header -> header.getKey().startsWith("x-ms-"))
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
    }

    private String resource() {
        return "/" + account + path
                + new TreeMap<>(Query.parse(query).values())
                        .entrySet().stream()
                                .map(one -> "\n" + one.getKey() + ":" + one.getValue())
                                .collect(Collectors.joining());
    }

    /** A shared access by which the store lets itself read one of its blobs. */
    static String sharedAccess(String path, String key) {
        String account = path.split("/")[1];
        String expiry = "2999-01-01T00:00:00Z";
        String signed = String.join("\n", account, "r", "b", "o", "", expiry, "", "", VERSION, "", "");
        return "sv=" + VERSION + "&ss=b&srt=o&sp=r&se=" + URLEncoder.encode(expiry, StandardCharsets.UTF_8) + "&sig="
                + URLEncoder.encode(Hmac.sign(key, signed), StandardCharsets.UTF_8);
    }
}
