package io.azbatch.simulator.fault;

import io.azbatch.simulator.clock.VirtualClock;
import io.azbatch.simulator.http.ListenerKind;
import io.azbatch.simulator.http.Listeners;
import io.azbatch.simulator.http.Plane;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Between listeners and planes: writes the journal and lets faults strike. The admin listener passes untouched. */
public final class FaultyGate implements Listeners.Gate {
    private static final System.Logger LOG = System.getLogger(FaultyGate.class.getName());

    private final Journal journal;
    private final Faults faults;
    private final VirtualClock clock;
    private final Map<String, Long> underWay = new ConcurrentHashMap<>();

    public FaultyGate(Journal journal, Faults faults, VirtualClock clock) {
        this.journal = journal;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public Optional<Response> pass(Request request, Plane plane) {
        if (request.kind() == ListenerKind.ADMIN) {
            return Optional.of(handle(request, plane));
        }
        Plane.Operation operation = plane.operation(request);
        long number = journal.arrived(request, operation);
        underWay.put(request.id(), number);
        Optional<Fault> fault = faults.take(request, operation);
        fault.ifPresent(taken -> journal.spoiled(number, taken.id()));
        try {
            return fault.isEmpty()
                    ? Optional.of(apply(request, plane, number))
                    : strike(fault.get(), request, plane, number);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void answered(Request request, boolean written) {
        Long number = underWay.remove(request.id());
        if (number != null) {
            journal.ended(number, written);
        }
    }

    private Response apply(Request request, Plane plane, long number) {
        Response response = handle(request, plane);
        journal.handled(number, response);
        return response;
    }

    /** A mistake of ours is answered as Azure answers a mistake of its own, and told on standard error. */
    private static Response handle(Request request, Plane plane) {
        try {
            return plane.handle(request);
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, request.method() + " " + request.target(), bug);
            return plane.refusal(
                    request,
                    500,
                    "InternalServerError",
                    "The server encountered an internal error. Please retry the request.");
        }
    }

    private Optional<Response> strike(Fault fault, Request request, Plane plane, long number)
            throws InterruptedException {
        return switch (fault.action()) {
            case FaultAction.Status status -> Optional.of(answerInstead(status, request, plane, number));
            case FaultAction.Reset reset -> Optional.empty();
            case FaultAction.ApplyThenReset applyThenReset -> {
                apply(request, plane, number).discard();
                yield Optional.empty();
            }
            case FaultAction.HoldBefore holdBefore -> {
                faults.hold(fault);
                yield Optional.empty();
            }
            case FaultAction.HoldAfter holdAfter -> {
                apply(request, plane, number).discard();
                faults.hold(fault);
                yield Optional.empty();
            }
            case FaultAction.EndOperation ending ->
                Optional.of(apply(request.withOperationEnd(ending.end()), plane, number));
            case FaultAction.Delay delay -> {
                clock.awaitInstant(clock.instant().plus(delay.virtual()));
                yield Optional.of(apply(request, plane, number));
            }
        };
    }

    private Response answerInstead(FaultAction.Status status, Request request, Plane plane, long number) {
        Response response = plane.refusal(request, status.status(), status.code(), status.message());
        if (!status.body().isEmpty()) {
            byte[] body = status.body().getBytes(StandardCharsets.UTF_8);
            response = new Response(response.status(), response.headers(), body, response.errorCode());
        }
        for (Map.Entry<String, String> header : status.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        journal.answeredInstead(number, response);
        return response;
    }
}
