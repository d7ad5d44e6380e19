package io.azbatch.simulator.storage.access;

import io.azbatch.simulator.http.Request;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the signature of a request by an account key is over, for addresses in path style. */
public final class SharedKey {
    private static final List<String> STANDARD = List.of(
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

    /** The text to sign; the path counts as it was sent, so the account is named twice. */
    public static String text(Request request, String account) {
        return request.method() + "\n" + standard(request) + "\n" + own(request) + "/" + account + request.path()
                + new TreeMap<>(request.query().values())
                        .entrySet().stream()
                                .map(one -> "\n" + one.getKey() + ":" + one.getValue())
                                .collect(Collectors.joining());
    }

    /** An empty body has no length; the service's own date takes the place of the plain one. */
    private static String standard(Request request) {
        boolean ownDate = request.header("x-ms-date").isPresent();
        return STANDARD.stream()
                .map(name -> name.equals("date") && ownDate
                        ? ""
                        : request.header(name).orElse(""))
                .map(value -> value.equals("0") ? "" : value)
                .collect(Collectors.joining("\n"));
    }

    private static String own(Request request) {
        return new TreeMap<>(request.headers())
                .entrySet().stream()
                        .filter(header -> header.getKey().startsWith("x-ms-"))
                        .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                        .collect(Collectors.joining());
    }
}
