package io.azbatch.testbed.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The simulator's side door: journal, clock, faults, settings, principals. */
public final class SimulatorAdmin {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final Https https;
    private final Endpoints endpoints;

    SimulatorAdmin(Https https, Endpoints endpoints) {
        this.https = https;
        this.endpoints = endpoints;
    }

    /**
     * A fault that is armed. {@link #close} removes it and lets go what it holds.
     *
     * @param id given by the simulator
     */
    public record Armed(String id, SimulatorAdmin admin) implements AutoCloseable {

        /** {@code armed}, {@code holding} or {@code done}. */
        public String state() {
            return admin.get("/faults/" + id).path("state").asText();
        }

        /** How many requests it has struck. */
        public int struck() {
            return admin.get("/faults/" + id).path("spoiled").asInt();
        }

        /** Requests that it holds lose their connection now. */
        public void release() {
            admin.call("POST", "/faults/" + id + "/release", NOTHING);
        }

        @Override
        public void close() {
            admin.call("DELETE", "/faults/" + id, NOTHING);
        }
    }

    /** Writes that arrived after a sequence number, oldest first. */
    public List<JournalEntry> writesAfter(long sequence) {
        return entries("/journal?writes=true&after=" + sequence);
    }

    /** Everything that arrived after a sequence number, oldest first. */
    public List<JournalEntry> requestsAfter(long sequence) {
        return entries("/journal?after=" + sequence);
    }

    /** Sequence number of the newest request, 0 when there was none. */
    public long lastSequence() {
        return get("/journal/last").path("sequence").asLong();
    }

    public Armed arm(Fault fault) {
        return new Armed(call("POST", "/faults", fault.toJson()).path("id").asText(), this);
    }

    /** Turns one of the simulator's settings. */
    public void set(String setting, int value) {
        call("PUT", "/settings", object().put(setting, value));
    }

    /** Lets simulated time pass at once, for everybody on this simulator. */
    public void advance(Duration simulated) {
        call("PUT", "/clock", object().put("advanceSeconds", simulated.toSeconds()));
    }

    /**
     * Makes a principal that may do little.
     *
     * @param scopes rights ({@code read} or {@code write}) by resource id prefix
     */
    public void principal(String clientId, String secret, Map<String, String> scopes) {
        ObjectNode body = object().put("secret", secret);
        scopes.forEach((scope, access) ->
                body.withArray("scopes").addObject().put("scope", scope).put("access", access));
        call("PUT", "/principals/" + clientId, body);
    }

    private List<JournalEntry> entries(String path) {
        List<JournalEntry> entries = new ArrayList<>();
        for (JsonNode entry : get(path).path("entries")) {
            try {
                entries.add(JSON.treeToValue(entry, JournalEntry.class));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not a journal entry: " + entry, e);
            }
        }
        return entries;
    }

    private JsonNode get(String path) {
        return call("GET", path, NOTHING);
    }

    private JsonNode call(String method, String path, JsonNode body) {
        return https.json(method, endpoints.admin().resolve(path), Map.of(), body)
                .orThrow()
                .body();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
