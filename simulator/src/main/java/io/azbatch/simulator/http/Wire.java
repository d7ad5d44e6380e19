package io.azbatch.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Between the server's exchange and our values. */
final class Wire {
    private static final int NO_BODY = -1;

    private Wire() {}

    static Request read(HttpExchange exchange, ListenerKind kind, int port) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String rawQuery = exchange.getRequestURI().getRawQuery();
        return new Request(
                kind,
                port,
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                path(exchange.getRequestURI()),
                rawQuery == null ? "" : rawQuery,
                Query.parse(rawQuery),
                Map.copyOf(headers),
                exchange.getRequestBody().readAllBytes(),
                UUID.randomUUID().toString(),
                "https://" + headers.getOrDefault("host", "127.0.0.1:" + port),
                Map.of(),
                Optional.empty());
    }

    /** A path that begins with two slashes is taken for a host by the parser. */
    private static String path(URI uri) {
        boolean misread = uri.getScheme() == null && uri.getRawAuthority() != null;
        return misread ? "//" + uri.getRawAuthority() + uri.getRawPath() : uri.getRawPath();
    }

    static void write(HttpExchange exchange, Request request, Response response) throws IOException {
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (response.download().isPresent()) {
            passOn(exchange, response.status(), response.download().get());
            return;
        }
        byte[] body = response.body();
        boolean bodyless = request.method().equals("HEAD") || response.status() == 204 || response.status() == 304;
        if (bodyless || body.length == 0) {
            exchange.sendResponseHeaders(response.status(), NO_BODY);
        } else {
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void passOn(HttpExchange exchange, int status, Response.Download download) throws IOException {
        try (InputStream bytes = download.bytes()) {
            exchange.sendResponseHeaders(status, download.length());
            bytes.transferTo(exchange.getResponseBody());
        }
    }
}
