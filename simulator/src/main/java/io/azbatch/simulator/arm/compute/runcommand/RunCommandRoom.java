package io.azbatch.simulator.arm.compute.runcommand;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.arm.compute.vm.Machines;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;

/** The routes of run commands, each with its throttling group. */
public final class RunCommandRoom {
    private static final String MACHINE =
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachines/{vm}";
    private static final String REGION =
            "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/runCommands";

    private final Azure azure;
    private final Scripts scripts;

    public RunCommandRoom(Azure azure, Scripts scripts) {
        this.azure = azure;
        this.scripts = scripts;
    }

    public void routes(Router router) {
        Machines machines = new Machines(azure);
        RateGroup information = RateGroup.threeMinutes("GetSubscriptionInfo", 419);
        router.add("GET", REGION, "locations/runCommands list", information.on(azure, RunCommandRoom::list));
        router.add("GET", REGION + "/{id}", "locations/runCommands GET", information.on(azure, RunCommandRoom::get));
        RateGroup update = RateGroup.machine("UpdateVM", 1499, 11);
        RateGroup read = RateGroup.machine("LowCostGet", 23999, 35);
        RunCommandAction action = new RunCommandAction(azure, machines, scripts);
        router.add("POST", MACHINE + "/runCommand", "virtualMachines/runCommand", update.on(azure, action::run));
        RunCommandsApi api = new RunCommandsApi(azure, machines, scripts);
        String all = MACHINE + "/runCommands";
        String one = all + "/{command}";
        router.add("GET", all, "virtualMachines/runCommands list", read.on(azure, api::list));
        router.add("GET", one, "virtualMachines/runCommands GET", read.on(azure, api::get));
        router.add("PUT", one, "virtualMachines/runCommands PUT", update.on(azure, api::put));
        router.add("PATCH", one, "virtualMachines/runCommands PATCH", update.on(azure, api::patch));
        router.add("DELETE", one, "virtualMachines/runCommands DELETE", update.on(azure, api::delete));
    }

    private static Response list(Request request) {
        Regions.require(request.param("location"), "Microsoft.Compute/locations/runCommands");
        ArrayNode value = Json.array();
        Command.ALL.forEach(command -> value.add(command.brief()));
        return Response.json(200, Json.object().set("value", value));
    }

    private static Response get(Request request) {
        Regions.require(request.param("location"), "Microsoft.Compute/locations/runCommands");
        String id = request.param("id");
        return Command.find(id)
                .map(command -> Response.json(200, command.full()))
                .orElseThrow(() -> ArmError.of(404, "NotFound", "The run command '" + id + "' was not found."));
    }
}
