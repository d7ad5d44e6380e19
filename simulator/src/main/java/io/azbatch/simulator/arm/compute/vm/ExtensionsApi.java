package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Extensions of machines. They are changed only while the machine runs; a failed one leaves the machine itself as it was. */
final class ExtensionsApi {
    /** From then on an extension without settings is shown with empty ones; the day lies between two recordings. */
    private static final Instant EMPTY_SETTINGS_SINCE = Instant.parse("2025-01-01T00:00:00Z");

    private final Azure azure;
    private final Machines machines;

    ExtensionsApi(Azure azure, Machines machines) {
        this.azure = azure;
        this.machines = machines;
    }

    Response list(Request request) {
        VirtualMachine vm = machines.require(request);
        ArrayNode value = Json.array();
        azure.resources().children(Extension.class, vm.id()).stream()
                .filter(Extension::isListed)
                .forEach(extension -> value.add(view(extension, request)));
        return Response.json(200, Json.object().set("value", value));
    }

    Response get(Request request) {
        return Response.json(200, view(require(request), request));
    }

    Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/virtualMachines/extensions");
        ResourceId id = id(request);
        VirtualMachine vm = machines.find(request).orElseThrow(() -> ArmError.parentNotFound(id));
        requireRunning(vm);
        Optional<Extension> before = azure.resources().find(id, Extension.class);
        ObjectNode model = model(body);
        if (!azure.world().now().isBefore(EMPTY_SETTINGS_SINCE)
                && !model.path("properties").path("settings").isObject()) {
            ((ObjectNode) model.get("properties")).putObject("settings");
        }
        for (String name : List.of("publisher", "type", "typeHandlerVersion")) {
            if (Json.text(model, "properties", name).isEmpty()) {
                throw ArmError.missingParameter(name);
            }
        }
        String state = before.isPresent() ? "Updating" : "Creating";
        Extension extension =
                new Extension(before.map(Extension::id).orElse(id), location, model, state, Optional.empty());
        return write(request, extension, before.isPresent() ? 200 : 201);
    }

    Response patch(Request request) {
        Extension before = require(request);
        requireRunning(machines.require(request));
        ObjectNode model = Json.merge(before.model(), model(Bodies.require(request)));
        return write(request, new Extension(before.id(), before.location(), model, "Updating", Optional.empty()), 200);
    }

    Response delete(Request request) {
        Optional<Extension> existing = azure.resources().find(id(request), Extension.class);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        requireRunning(machines.require(request));
        Extension extension = existing.get().with("Deleting", Optional.empty());
        azure.resources().put(extension);
        LongOperation operation = begin(request, extension, failure -> {
            if (failure.isPresent()) {
                settle(extension, failure);
            } else if (azure.resources().holds(extension)) {
                azure.resources().remove(extension.id());
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    private Response write(Request request, Extension extension, int status) {
        azure.resources().put(extension);
        LongOperation operation = begin(request, extension, failure -> settle(extension, failure));
        return operation.announce(Response.json(status, extension.view()));
    }

    private LongOperation begin(Request request, Extension extension, Consumer<Optional<OperationEnd>> atEnd) {
        Operations.Plan plan = Operations.Plan.of(
                "operations",
                "Microsoft.Compute",
                extension.location(),
                azure.settings().seconds("extensionSeconds"));
        return azure.operations().begin(request, plan, atEnd);
    }

    private void settle(Extension extension, Optional<OperationEnd> failure) {
        if (azure.resources().holds(extension)) {
            azure.resources().put(extension.with(failure.isPresent() ? "Failed" : "Succeeded", failure));
        }
    }

    private static void requireRunning(VirtualMachine vm) {
        if (vm.state().power() != Power.RUNNING) {
            throw ArmError.notAllowed("Cannot modify extensions in the VM when the VM is not running.");
        }
        Machines.refuseBusy(vm, "Extension operation");
    }

    private static ObjectNode model(ObjectNode body) {
        ObjectNode model = Json.object();
        if (body.hasNonNull("tags")) {
            model.set("tags", body.get("tags").deepCopy());
        }
        ObjectNode properties = body.path("properties") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        properties.remove(List.of("protectedSettings", "provisioningState", "instanceView"));
        Json.putDefault(properties, "autoUpgradeMinorVersion", false);
        model.set("properties", properties);
        return model;
    }

    private static ObjectNode view(Extension extension, Request request) {
        ObjectNode json = extension.view();
        if (request.query().get("$expand").orElse("").equalsIgnoreCase("instanceView")) {
            ((ObjectNode) json.get("properties")).set("instanceView", extension.instanceView());
        }
        return json;
    }

    private Extension require(Request request) {
        ResourceId id = id(request);
        return azure.resources()
                .find(id, Extension.class)
                .orElseThrow(() -> azure.resources().deletedJustNow(id)
                        ? ArmError.of(
                                404, "NotFound", "The entity was not found in this Azure location.", "extensionName")
                        : ArmError.resourceNotFound(id));
    }

    private static ResourceId id(Request request) {
        return Machines.id(request).child("extensions", request.param("extension"));
    }
}
