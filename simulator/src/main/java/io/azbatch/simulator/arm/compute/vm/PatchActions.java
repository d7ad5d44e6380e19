package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Looks for patches of a guest and installs them: there are none, since no guest runs. None is recorded; the form is the specification's. */
final class PatchActions {
    private static final Duration ASSESSMENT = Duration.ofSeconds(60);
    private static final Duration INSTALLATION = Duration.ofMinutes(5);
    private static final Set<String> REBOOTS = Set.of("IfRequired", "Never", "Always");

    private final Azure azure;
    private final Machines machines;

    PatchActions(Azure azure, Machines machines) {
        this.azure = azure;
        this.machines = machines;
    }

    Response assess(Request request) {
        ObjectNode output = begun("assessmentActivityId")
                .put("rebootPending", false)
                .put("criticalAndSecurityPatchCount", 0)
                .put("otherPatchCount", 0);
        output.putArray("availablePatches");
        return begin(request, "assessPatches", ASSESSMENT, output);
    }

    Response install(Request request) {
        ObjectNode body = Bodies.require(request);
        String reboot = Json.text(body, "rebootSetting");
        if (reboot.isEmpty()) {
            throw ArmError.missingParameter("installPatchesInput.rebootSetting");
        }
        if (!REBOOTS.contains(reboot)) {
            throw invalid("rebootSetting", reboot);
        }
        checkDuration(Json.text(body, "maximumDuration"));
        ObjectNode output = begun("installationActivityId")
                .put("rebootStatus", "NotNeeded")
                .put("maintenanceWindowExceeded", false)
                .put("excludedPatchCount", 0)
                .put("notSelectedPatchCount", 0)
                .put("pendingPatchCount", 0)
                .put("installedPatchCount", 0)
                .put("failedPatchCount", 0);
        output.putArray("patches");
        return begin(request, "installPatches", INSTALLATION, output);
    }

    private static void checkDuration(String duration) {
        try {
            if (!duration.isEmpty() && Duration.parse(duration).compareTo(Duration.ofHours(4)) > 0) {
                throw invalid("maximumDuration", duration);
            }
        } catch (DateTimeParseException none) {
            throw invalid("maximumDuration", duration);
        }
    }

    private ObjectNode begun(String activity) {
        return Json.object()
                .put("status", "Succeeded")
                .put(activity, UUID.randomUUID().toString())
                .put("startDateTime", ArmTime.offset(azure.world().now()));
    }

    private Response begin(Request request, String name, Duration duration, JsonNode output) {
        VirtualMachine vm = machines.require(request);
        Machines.refuseBusy(vm, name);
        Machines.refuseGeneralized(vm, name);
        Machines.refuseNotRunning(vm);
        Machines.Write write = new Machines.Write(name, duration, Optional.empty(), 0, Optional.of(() -> output));
        LongOperation operation = machines.begin(request, vm, "Updating", write, (done, failure) -> azure.resources()
                .put(done.with(done.state().changed(1))));
        return operation.announceBoth(Response.empty(202));
    }

    private static Refused invalid(String name, String value) {
        return ArmError.of(
                400, "InvalidParameter", "The value '" + value + "' of parameter '" + name + "' is invalid.", name);
    }
}
