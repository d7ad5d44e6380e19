package io.azbatch.simulator.arm.compute.runcommand;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.vm.Machines;
import io.azbatch.simulator.arm.compute.vm.VirtualMachine;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Run commands as resources. Each write runs the script once more; a script that fails does not fail the write, unless the command says
 * so ({@code treatFailureAsDeploymentFailure}).
 */
final class RunCommandsApi {
    /** From the write until the agent begins the script, and the shortest time that a write takes: as recorded. */
    private static final Duration PICKED_UP = Duration.ofMillis(5300);

    private static final Duration SHORTEST = Duration.ofMillis(10_300);

    private final Azure azure;
    private final Machines machines;
    private final Scripts scripts;

    RunCommandsApi(Azure azure, Machines machines, Scripts scripts) {
        this.azure = azure;
        this.machines = machines;
        this.scripts = scripts;
    }

    Response list(Request request) {
        VirtualMachine vm = machines.require(request);
        return azure.pages()
                .of(
                        request,
                        azure.resources().children(RunCommand.class, vm.id()).stream()
                                .map(command -> view(command, request))
                                .toList());
    }

    Response get(Request request) {
        return Response.json(200, view(require(request), request));
    }

    Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/virtualMachines/runCommands");
        ResourceId id = id(request);
        VirtualMachine vm = machines.find(request).orElseThrow(() -> ArmError.parentNotFound(id));
        Optional<RunCommand> before = azure.resources().find(id, RunCommand.class);
        before.ifPresent(command -> Bodies.refuseMove(command, location));
        ObjectNode model = RunCommandBody.complete(RunCommandBody.writable(body));
        refuseUnready(vm, before);
        return run(request, before.map(RunCommand::id).orElse(id), location, model, before.isEmpty());
    }

    Response patch(Request request) {
        RunCommand before = require(request);
        ObjectNode changes = RunCommandBody.writable(Bodies.require(request));
        ObjectNode model = Json.merge(before.model(), changes);
        if (changes.path("properties").has("source")) {
            ((ObjectNode) model.get("properties"))
                    .set("source", changes.path("properties").get("source"));
        }
        refuseUnready(machines.require(request), Optional.of(before));
        return run(request, before.id(), before.location(), RunCommandBody.complete(model), false);
    }

    Response delete(Request request) {
        Optional<RunCommand> existing = azure.resources().find(id(request), RunCommand.class);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        Machines.refuseNotRunning(machines.require(request));
        RunCommand command = existing.get().with("Deleting");
        azure.resources().put(command);
        LongOperation operation = begin(request, command, SHORTEST, Optional.empty(), failure -> {
            if (!azure.resources().holds(command)) {
                return;
            }
            if (failure.isPresent()) {
                azure.resources().put(command.with("Failed"));
            } else {
                azure.resources().remove(command.id());
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    private Response run(Request request, ResourceId id, String location, ObjectNode model, boolean created) {
        Instant now = azure.world().now();
        ScriptOutcome outcome = scripts.begin(request.param("vm"), RunCommandBody.script(model), now);
        Execution execution = new Execution(now.plus(PICKED_UP), RunCommandBody.timeout(model), outcome);
        RunCommand command = new RunCommand(id, location, model, created ? "Creating" : "Updating", execution);
        azure.resources().put(command);
        boolean awaited = !Json.at(model, "properties", "asyncExecution").asBoolean(false);
        Duration needed = awaited ? Duration.between(now, execution.end()) : SHORTEST;
        LongOperation operation = begin(
                request,
                command,
                needed.compareTo(SHORTEST) < 0 ? SHORTEST : needed,
                awaited ? failure(model, execution) : Optional.empty(),
                failed -> {
                    if (azure.resources().holds(command)) {
                        azure.resources().put(command.with(failed.isPresent() ? "Failed" : "Succeeded"));
                    }
                });
        return operation.announce(Response.json(created ? 201 : 200, command.view()));
    }

    private static Optional<OperationEnd> failure(ObjectNode model, Execution execution) {
        boolean matters =
                Json.at(model, "properties", "treatFailureAsDeploymentFailure").asBoolean(false);
        return matters && !execution.succeeds()
                ? Optional.of(new OperationEnd("Failed", "VMExtensionProvisioningError", execution.message()))
                : Optional.empty();
    }

    private LongOperation begin(
            Request request,
            RunCommand command,
            Duration duration,
            Optional<OperationEnd> failure,
            Consumer<Optional<OperationEnd>> atEnd) {
        Operations.Plan plan = Operations.Plan.of("operations", "Microsoft.Compute", command.location(), duration);
        return azure.operations().begin(request, plan, failure, atEnd);
    }

    private static void refuseUnready(VirtualMachine vm, Optional<RunCommand> before) {
        Machines.refuseBusy(vm, "Run command");
        Machines.refuseNotRunning(vm);
        before.filter(command -> !command.provisioning().equals("Succeeded")
                        && !command.provisioning().equals("Failed"))
                .ifPresent(command -> {
                    throw ArmError.of(
                            409,
                            "Conflict",
                            "Run command extension execution is in progress. Please wait for completion before invoking"
                                    + " a run command.");
                });
    }

    private ObjectNode view(RunCommand command, Request request) {
        ObjectNode json = command.view();
        if (request.query().get("$expand").orElse("").equalsIgnoreCase("instanceView")) {
            ((ObjectNode) json.get("properties"))
                    .set("instanceView", command.execution().view(azure.world().now()));
        }
        return json;
    }

    private RunCommand require(Request request) {
        ResourceId id = id(request);
        return azure.resources()
                .find(id, RunCommand.class)
                .orElseThrow(() -> azure.resources().deletedJustNow(id)
                        ? ArmError.of(
                                404, "NotFound", "The entity was not found in this Azure location.", "runCommandName")
                        : ArmError.resourceNotFound(id));
    }

    private static ResourceId id(Request request) {
        return Machines.id(request).child("runCommands", request.param("command"));
    }
}
