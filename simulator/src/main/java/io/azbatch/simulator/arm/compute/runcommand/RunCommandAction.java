package io.azbatch.simulator.arm.compute.runcommand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.vm.Extension;
import io.azbatch.simulator.arm.compute.vm.Machines;
import io.azbatch.simulator.arm.compute.vm.VirtualMachine;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The action {@code runCommand}. It works by an extension that stays behind, one script at a time, and reports success whatever the
 * script's exit code was.
 */
final class RunCommandAction {
    private static final Duration LONGEST = Duration.ofMinutes(90);
    /** Earlier versions give the bare array; the exact version lies between two recordings. */
    private static final String IN_OBJECT_SINCE = "2018-04-01";

    private static final int LAST_BYTES = 4096;

    private final Azure azure;
    private final Machines machines;
    private final Scripts scripts;

    RunCommandAction(Azure azure, Machines machines, Scripts scripts) {
        this.azure = azure;
        this.machines = machines;
        this.scripts = scripts;
    }

    Response run(Request request) {
        VirtualMachine vm = machines.require(request);
        ObjectNode body = Bodies.require(request);
        Command command = command(body, vm);
        Machines.refuseBusy(vm, "runCommand");
        Machines.refuseNotRunning(vm);
        boolean linux = vm.guest().osType().equals("Linux");
        ResourceId id = Extension.unlisted(vm.id(), linux ? "RunCommandLinux" : "RunCommandWindows");
        Optional<Extension> before = azure.resources().find(id, Extension.class);
        if (before.filter(RunCommandAction::isAtWork).isPresent()) {
            throw ArmError.of(
                    409,
                    "Conflict",
                    "Run command extension execution is in progress. Please wait for completion before invoking a run"
                            + " command.");
        }
        if (command.removesExtension()) {
            return remove(request, vm, id);
        }
        Extension extension = extension(id, vm, before.isPresent() ? "Updating" : "Creating", linux);
        azure.resources().put(extension);
        return begin(request, extension, script(body, command), linux);
    }

    private static boolean isAtWork(Extension extension) {
        return !extension.provisioning().equals("Succeeded")
                && !extension.provisioning().equals("Failed");
    }

    private static Command command(ObjectNode body, VirtualMachine vm) {
        String id = Json.text(body, "commandId");
        if (id.isEmpty()) {
            throw ArmError.missingParameter("commandId");
        }
        Command command = Command.find(id)
                .orElseThrow(() -> ArmError.of(
                        400,
                        "InvalidParameter",
                        "The value '" + id + "' of parameter 'commandId' is invalid.",
                        "commandId"));
        if (!command.osType().equals(vm.guest().osType())) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The command '" + command.id() + "' is for " + command.osType() + " machines, and VM '"
                            + vm.id().name() + "' is a " + vm.guest().osType() + " machine.",
                    "commandId");
        }
        return command;
    }

    private static String script(ObjectNode body, Command command) {
        JsonNode lines = body.path("script").isEmpty() ? command.full().path("script") : body.path("script");
        return StreamSupport.stream(lines.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n"));
    }

    private Response begin(Request request, Extension extension, String script, boolean linux) {
        ScriptOutcome outcome =
                scripts.begin(request.param("vm"), script, azure.world().now());
        Duration needed = azure.settings().seconds("runCommandSeconds").plus(outcome.duration());
        boolean late = outcome.duration().compareTo(LONGEST) >= 0;
        Operations.Plan plan = Operations.Plan.of(
                        "operations", "Microsoft.Compute", extension.location(), late ? LONGEST : needed)
                .withOutput(() -> result(request, outcome, linux));
        Optional<OperationEnd> failure = late ? Optional.of(timedOut(linux)) : Optional.empty();
        LongOperation operation = azure.operations().begin(request, plan, failure, failed -> settle(extension, failed));
        return operation.announceBoth(Response.empty(202));
    }

    private void settle(Extension extension, Optional<OperationEnd> failed) {
        if (azure.resources().holds(extension)) {
            azure.resources().put(extension.with(failed.isPresent() ? "Failed" : "Succeeded", failed));
        }
    }

    private Response remove(Request request, VirtualMachine vm, ResourceId id) {
        Operations.Plan plan = Operations.Plan.of(
                        "operations",
                        "Microsoft.Compute",
                        vm.location(),
                        azure.settings().seconds("runCommandSeconds"))
                .withOutput(RunCommandAction::removed);
        LongOperation operation = azure.operations().begin(request, plan, failed -> {
            if (failed.isEmpty()) {
                azure.resources().remove(id);
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    private static Extension extension(ResourceId id, VirtualMachine vm, String state, boolean linux) {
        ObjectNode model = Json.object();
        model.putObject("properties")
                .put("autoUpgradeMinorVersion", true)
                .put("publisher", "Microsoft.CPlat.Core")
                .put("type", linux ? "RunCommandLinux" : "RunCommandWindows")
                .put("typeHandlerVersion", linux ? "1.0" : "1.1");
        return new Extension(id, vm.location(), model, state, Optional.empty());
    }

    private static OperationEnd timedOut(boolean linux) {
        String system = linux ? "linux" : "windows";
        return new OperationEnd(
                "Failed",
                "VMExtensionProvisioningTimeout",
                "Provisioning of VM extension " + (linux ? "RunCommandLinux" : "RunCommandWindows")
                        + " has timed out. Extension provisioning has taken too long to complete. The extension did not"
                        + " report a message. More information on troubleshooting is available at"
                        + " https://aka.ms/vmextension" + system + "troubleshoot");
    }

    private static JsonNode result(Request request, ScriptOutcome outcome, boolean linux) {
        ArrayNode value = Json.array();
        String output = last(outcome.output());
        String error = last(outcome.error());
        if (linux) {
            value.add(status(
                    "ProvisioningState/succeeded", "Enable succeeded: \n[stdout]\n" + output + "\n[stderr]\n" + error));
        } else {
            value.add(status("ComponentStatus/StdOut/succeeded", output));
            value.add(status("ComponentStatus/StdErr/succeeded", error));
        }
        return request.apiVersion().compareTo(IN_OBJECT_SINCE) < 0
                ? value
                : Json.object().set("value", value);
    }

    private static JsonNode removed() {
        ArrayNode value = Json.array().add(status("ProvisioningState/succeeded", ""));
        return Json.object().set("value", value);
    }

    private static ObjectNode status(String code, String message) {
        return Json.object()
                .put("code", code)
                .put("level", "Info")
                .put("displayStatus", "Provisioning succeeded")
                .put("message", message);
    }

    private static String last(String text) {
        return text.substring(Math.max(0, text.length() - LAST_BYTES));
    }
}
