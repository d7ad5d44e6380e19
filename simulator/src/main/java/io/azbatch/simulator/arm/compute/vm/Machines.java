package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Finds machines, and begins the writes that keep them busy. */
public final class Machines {
    private static final String TYPE = "Microsoft.Compute";
    private static final Instant PAUSES_SINCE = Instant.parse("2018-01-01T00:00:00Z");

    private final Azure azure;

    public Machines(Azure azure) {
        this.azure = azure;
    }

    /** The machine that a path names. */
    public static ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"), request.param("group"), TYPE, "virtualMachines", request.param("vm"));
    }

    /** The machine, if it exists. */
    public Optional<VirtualMachine> find(Request request) {
        return azure.resources().find(id(request), VirtualMachine.class);
    }

    /** The machine; 404 by the provider right after its deletion, else by the gateway. */
    public VirtualMachine require(Request request) {
        ResourceId id = id(request);
        return find(request)
                .orElseThrow(() -> azure.resources().deletedJustNow(id)
                        ? ArmError.of(404, "NotFound", "The entity was not found in this Azure location.")
                        : ArmError.resourceNotFound(id));
    }

    /** Refuses an operation while another write is under way. */
    public static void refuseBusy(VirtualMachine vm, String operation) {
        if (vm.state().provisioning().equals("Deleting")) {
            throw refusal(
                    vm,
                    operation,
                    "the VM is marked for deletion. You can only retry the Delete operation (or wait for an ongoing"
                            + " one to complete)");
        }
        vm.state().busy().ifPresent(busy -> {
            Optional<Power> goal = busy.towards();
            throw goal.isPresent()
                    ? ArmError.notAllowed("An ongoing operation is changing power state of Virtual Machine '"
                            + vm.id().name() + "' to " + goal.get().word() + ". Please perform operation '"
                            + operation + "' after some time.")
                    : refusal(vm, operation, "another operation is in progress");
        });
    }

    /** Refuses what needs a guest at work. */
    public static void refuseNotRunning(VirtualMachine vm) {
        if (vm.state().power() != Power.RUNNING) {
            throw ArmError.notAllowed("The operation requires the VM to be running (or set to run).");
        }
    }

    /** Refuses an operation that a generalized machine cannot have any more. */
    static void refuseGeneralized(VirtualMachine vm, String operation) {
        if (vm.isGeneralized()) {
            throw refusal(vm, operation, "the VM is generalized");
        }
    }

    static Refused refusal(VirtualMachine vm, String operation, String why) {
        return ArmError.notAllowed(
                "Operation '" + operation + "' is not allowed on VM '" + vm.id().name() + "' since " + why + ".");
    }

    /**
     * Begins a write on a machine.
     *
     * @param provisioning state meanwhile
     * @param atEnd called with the machine as it is after the end and the failure, only if the write was not overtaken
     */
    LongOperation begin(
            Request request,
            VirtualMachine vm,
            String provisioning,
            Write write,
            BiConsumer<VirtualMachine, Optional<OperationEnd>> atEnd) {
        boolean hints = !azure.world().now().isBefore(PAUSES_SINCE);
        Operations.Plan plan = write.plan(vm.location()).withFirstPoll(hints ? write.firstPollRetryAfter() : 0);
        Busy busy = new Busy(
                request.id(),
                write.name(),
                write.towards(),
                azure.world().now(),
                azure.world().now().plus(write.duration()));
        azure.resources().put(vm.with(vm.state().begin(provisioning, busy)));
        return azure.operations().begin(request, plan, failure -> end(vm.id(), request.id(), failure, atEnd));
    }

    /** The answer with the pause that Azure asks for between polls of a machine's operation, since it does so. */
    Response withPause(Response response, int recordedSeconds) {
        return azure.world().now().isBefore(PAUSES_SINCE)
                ? response
                : response.with("Retry-After", azure.settings().retryAfter(recordedSeconds));
    }

    /** An operation that ends together with the write that is under way and does nothing of its own. */
    LongOperation join(Request request, VirtualMachine vm) {
        Duration rest = vm.state()
                .busy()
                .map(busy -> Duration.between(azure.world().now(), busy.end()))
                .orElse(Duration.ZERO);
        Operations.Plan plan = Operations.Plan.of("operations", TYPE, vm.location(), rest);
        return azure.operations().begin(request, plan, failure -> {});
    }

    /**
     * A write as the machine's lock sees it.
     *
     * @param name such as {@code deallocate}
     * @param duration virtual
     * @param towards the power state it leads to, if it changes power
     * @param firstPollRetryAfter recorded seconds of Retry-After on the first poll, 0 for none
     * @param output the body of a successful end, absent for none
     */
    record Write(
            String name,
            Duration duration,
            Optional<Power> towards,
            int firstPollRetryAfter,
            Optional<Supplier<JsonNode>> output) {

        /** A write without output. */
        Write(String name, Duration duration, Optional<Power> towards, int firstPollRetryAfter) {
            this(name, duration, towards, firstPollRetryAfter, Optional.empty());
        }

        private Operations.Plan plan(String location) {
            return new Operations.Plan("operations", TYPE, location, duration, firstPollRetryAfter, output);
        }
    }

    private void end(
            ResourceId id,
            String operationId,
            Optional<OperationEnd> failure,
            BiConsumer<VirtualMachine, Optional<OperationEnd>> atEnd) {
        azure.resources()
                .find(id, VirtualMachine.class)
                .filter(vm -> vm.state().isBusyWith(operationId))
                .ifPresent(vm -> {
                    VirtualMachine ended = vm.with(
                            vm.state().end(failure.isPresent(), azure.world().now()));
                    azure.resources().put(ended);
                    atEnd.accept(ended, failure);
                });
    }
}
