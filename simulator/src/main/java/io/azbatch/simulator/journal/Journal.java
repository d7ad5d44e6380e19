package io.azbatch.simulator.journal;

import io.azbatch.simulator.clock.VirtualClock;
import io.azbatch.simulator.http.ListenerKind;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Keeps every request since the start or the last clearing. Safe for use by many threads. */
public final class Journal {
    /** What a blob request with a body that is worth reading says in {@code comp}. */
    private static final Set<String> TOLD = Set.of("acl", "blocklist", "tags", "properties");

    private final AtomicLong sequence = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Entry> entries = new ConcurrentSkipListMap<>();
    private final VirtualClock clock;

    public Journal(VirtualClock clock) {
        this.clock = clock;
    }

    /** Notes an arrival and returns its sequence number. */
    public long arrived(Request request, Plane.Operation operation) {
        long number = sequence.incrementAndGet();
        String clientId = request.header("x-ms-client-request-id")
                .or(() -> request.header("client-request-id"))
                .orElse("");
        Arrival arrival = new Arrival(
                number,
                request.kind().word(),
                request.port(),
                request.method(),
                path(request),
                request.apiVersion(),
                operation.name(),
                operation.write(),
                body(request),
                clientId,
                request.id(),
                request.header("user-agent").orElse(""),
                Instant.now(),
                clock.instant());
        entries.put(number, new Entry(arrival, Outcome.UNDER_WAY));
        return number;
    }

    /** Notes the answer that the plane formed and so whether a write took effect. */
    public void handled(long number, Response response) {
        change(number, entry -> {
            boolean applied = entry.arrival().write() && !response.isRefusal();
            return new Entry(
                    entry.arrival(), entry.outcome().withAnswer(response.status(), response.errorCode(), applied));
        });
    }

    /** Notes an answer that a fault gave in the plane's stead: nothing took effect. */
    public void answeredInstead(long number, Response response) {
        change(
                number,
                entry -> new Entry(
                        entry.arrival(), entry.outcome().withAnswer(response.status(), response.errorCode(), false)));
    }

    /** Notes that a fault took hold of the request. */
    public void spoiled(long number, String fault) {
        change(number, entry -> new Entry(entry.arrival(), entry.outcome().withFault(fault)));
    }

    /** Notes the end of a request. */
    public void ended(long number, boolean answered) {
        change(number, entry -> new Entry(entry.arrival(), entry.outcome().ended(answered, Instant.now())));
    }

    /** Entries with a higher sequence number, oldest first. */
    public List<Entry> after(long number) {
        return List.copyOf(entries.tailMap(number, false).values());
    }

    /** Sequence number of the newest request, 0 when there was none. */
    public long last() {
        return sequence.get();
    }

    /** Forgets all entries; the numbering goes on. */
    public void clear() {
        entries.clear();
    }

    private void change(long number, UnaryOperator<Entry> change) {
        entries.computeIfPresent(number, (key, entry) -> change.apply(entry));
    }

    /** The signature of a shared access is as good as a key. */
    private static String path(Request request) {
        return request.kind() == ListenerKind.BLOB
                ? request.target().replaceAll("([?&]sig=)[^&]*", "$1REDACTED")
                : request.target();
    }

    /** What a blob holds is not kept, only what says something about blobs. */
    private static String body(Request request) {
        String about = request.query().get("comp").orElse("");
        if (request.kind() == ListenerKind.BLOB && !TOLD.contains(about)) {
            return "";
        }
        String text = new String(request.body(), StandardCharsets.UTF_8);
        return request.kind() == ListenerKind.ENTRA
                ? text.replaceAll("(client_secret|client_assertion)=[^&]*", "$1=REDACTED")
                : text;
    }
}
