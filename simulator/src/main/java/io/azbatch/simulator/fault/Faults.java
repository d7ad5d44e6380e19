package io.azbatch.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The faults that wait for their request. Safe for use by many threads; counting and choosing is one step. */
public final class Faults {
    private final Map<String, Armed> armed = new LinkedHashMap<>();
    private int nextId = 1;

    private static final class Armed {
        private final Fault fault;
        private final CountDownLatch release = new CountDownLatch(1);
        private int matched;
        private int spoiled;
        private int holding;

        Armed(Fault fault) {
            this.fault = fault;
        }

        String state() {
            if (holding > 0) {
                return "holding";
            }
            boolean over = fault.times() > 0 && spoiled >= fault.times();
            return over ? "done" : "armed";
        }
    }

    /**
     * Arms a fault.
     *
     * @throws IllegalArgumentException if the JSON describes none
     */
    public synchronized Fault arm(JsonNode json) {
        Fault fault = FaultReader.read(Integer.toString(nextId), json);
        nextId++;
        armed.put(fault.id(), new Armed(fault));
        return fault;
    }

    /** Counts the request with every fault that it matches; the first one (by age) that is to spoil it takes it. */
    public synchronized Optional<Fault> take(Request request, Plane.Operation operation) {
        Optional<Armed> taken = Optional.empty();
        for (Armed candidate : armed.values()) {
            if (candidate.fault.match().fits(request, operation)) {
                candidate.matched++;
                if (taken.isEmpty() && candidate.fault.spoils(candidate.matched)) {
                    taken = Optional.of(candidate);
                }
            }
        }
        taken.ifPresent(one -> one.spoiled++);
        return taken.map(one -> one.fault);
    }

    /** Waits until the fault is released or removed; shows {@code holding} meanwhile. */
    public void hold(Fault fault) throws InterruptedException {
        Armed holder;
        synchronized (this) {
            holder = armed.get(fault.id());
            if (holder == null) {
                return;
            }
            holder.holding++;
        }
        try {
            holder.release.await();
        } finally {
            synchronized (this) {
                holder.holding--;
            }
        }
    }

    /** Lets go what a fault holds now and will hold later; false if there is no such fault. */
    public synchronized boolean release(String id) {
        Armed found = armed.get(id);
        if (found == null) {
            return false;
        }
        found.release.countDown();
        return true;
    }

    /** Removes a fault and lets go what it holds; false if there is no such fault. */
    public synchronized boolean remove(String id) {
        boolean known = release(id);
        armed.remove(id);
        return known;
    }

    /** Removes all faults. */
    public synchronized void clear() {
        List.copyOf(armed.keySet()).forEach(this::remove);
    }

    /** A fault with its state ({@code armed}, {@code holding}, {@code done}) and counts. */
    public synchronized Optional<ObjectNode> describe(String id) {
        return Optional.ofNullable(armed.get(id)).map(Faults::describe);
    }

    /** All faults, oldest first. */
    public synchronized List<ObjectNode> describe() {
        return armed.values().stream().map(Faults::describe).toList();
    }

    private static ObjectNode describe(Armed one) {
        ObjectNode json = Json.object()
                .put("id", one.fault.id())
                .put("state", one.state())
                .put("matched", one.matched)
                .put("spoiled", one.spoiled)
                .put("holding", one.holding);
        json.set("fault", one.fault.source());
        return json;
    }
}
