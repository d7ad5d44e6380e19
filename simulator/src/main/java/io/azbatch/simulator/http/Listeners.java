package io.azbatch.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;

/** Opens TLS listeners on 127.0.0.1, at start and later (one per Batch account), and closes them all at the end. */
public final class Listeners implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final Tls tls;
    private final Gate gate;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, Listener> open = new ConcurrentHashMap<>();

    static {
        // The server reads these once: no waiting for a full packet, and no connection closed while a client still
        // pools it.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "600");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    }

    /**
     * @param tls certificate of all listeners
     * @param gate what every request passes before and after the plane
     */
    public Listeners(Tls tls, Gate gate) {
        this.tls = tls;
        this.gate = gate;
    }

    /** What stands between the wire and the planes: journal and faults. */
    @FunctionalInterface
    public interface Gate {
        /**
         * Answers a request by way of the plane.
         *
         * @return the answer, or nothing if the connection is to be closed without one
         */
        Optional<Response> pass(Request request, Plane plane);

        /** Told when an answer was written, or could not be because the caller is gone. */
        default void answered(Request request, boolean written) {}
    }

    /**
     * An open listener.
     *
     * @param port its port on 127.0.0.1
     * @param stop ends it
     */
    public record Listener(int port, Runnable stop) {
        /** {@code https://127.0.0.1:port}, without a slash at the end. */
        public String url() {
            return "https://127.0.0.1:" + port;
        }

        /** Host and port, as a Batch account's {@code accountEndpoint} has it. */
        public String authority() {
            return "127.0.0.1:" + port;
        }

        /** Closes it at once; requests under way lose their connection. */
        public void close() {
            stop.run();
        }
    }

    /**
     * Opens a listener.
     *
     * @param port 0 for any free one
     * @throws IllegalStateException if the port cannot be had
     */
    public Listener open(Plane plane, int port) {
        try {
            HttpsServer server =
                    HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
            server.setHttpsConfigurator(new Tls12OrLater(tls));
            server.setExecutor(threads);
            int bound = server.getAddress().getPort();
            server.createContext("/", exchange -> serve(exchange, plane, bound));
            server.start();
            Listener listener = new Listener(bound, () -> {
                open.remove(bound);
                server.stop(0);
            });
            open.put(bound, listener);
            return listener;
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    /** Opens a listener on any free port. */
    public Listener open(Plane plane) {
        return open(plane, 0);
    }

    @Override
    public void close() {
        List.copyOf(open.values()).forEach(Listener::close);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange, Plane plane, int port) throws IOException {
        try (exchange) {
            Request request = Wire.read(exchange, plane.kind(), port);
            var response = gate.pass(request, plane);
            boolean written = false;
            try {
                if (response.isPresent()) {
                    Wire.write(exchange, request, response.get());
                    written = true;
                }
            } finally {
                gate.answered(request, written);
            }
        }
    }

    private static final class Tls12OrLater extends HttpsConfigurator {
        Tls12OrLater(Tls tls) {
            super(tls.context());
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
            ssl.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setSSLParameters(ssl);
        }
    }
}
