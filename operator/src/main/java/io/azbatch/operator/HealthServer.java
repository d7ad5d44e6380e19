package io.azbatch.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** The probes: {@code /healthz} (restart me when this fails) and {@code /readyz} (I am watching or standing by). */
final class HealthServer implements AutoCloseable {

    private final HttpServer server;

    /** A probe's answer: what is wrong, or an empty text. */
    record Probes(Supplier<String> live, Supplier<String> ready) {}

    HealthServer(InetSocketAddress address, Probes probes, ExecutorService executor) throws IOException {
        this.server = HttpServer.create(address, 0);
        server.setExecutor(executor);
        server.createContext(
                "/healthz", exchange -> answer(exchange, probes.live().get()));
        server.createContext(
                "/readyz", exchange -> answer(exchange, probes.ready().get()));
    }

    void start() {
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String wrong) throws IOException {
        try (exchange) {
            byte[] body = (wrong.isEmpty() ? "ok" : wrong).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(wrong.isEmpty() ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
