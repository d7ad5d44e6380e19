package io.azbatch.simulator.arm.compute.vm;

import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.arm.compute.sku.SkusApi;
import io.azbatch.simulator.http.Handler;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;

/** The routes of machines and their extensions, each with its throttling group. */
public final class MachineRoom {
    private static final String SUBSCRIPTION = "/subscriptions/{subscription}/providers/Microsoft.Compute";
    private static final String GROUP =
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachines";
    private static final String ONE = GROUP + "/{vm}";
    private static final RateGroup READ = RateGroup.machine("LowCostGet", 23999, 35);
    private static final RateGroup LIST = RateGroup.subscription("HighCostGet", 899);
    private static final RateGroup PUT = RateGroup.machine("PutVM", 1499, 11);
    private static final RateGroup UPDATE = RateGroup.machine("UpdateVM", 1499, 11);
    private static final RateGroup DELETE = RateGroup.machine("DeleteVM", 1499, 11);

    private final Azure azure;
    private final Machines machines;
    private final MachineView view;

    public MachineRoom(Azure azure) {
        this.azure = azure;
        this.machines = new Machines(azure);
        this.view = new MachineView(azure);
    }

    public void routes(Router router) {
        reads(router);
        MachineWrites writes = new MachineWrites(azure, machines, view);
        router.add("PUT", ONE, "virtualMachines PUT", PUT.on(azure, writes::put));
        router.add("PATCH", ONE, "virtualMachines PATCH", PUT.on(azure, writes::patch));
        router.add("DELETE", ONE, "virtualMachines DELETE", DELETE.on(azure, writes::delete));
        PowerActions power = new PowerActions(azure, machines);
        action(router, "start", UPDATE, power::start);
        action(router, "powerOff", UPDATE, power::powerOff);
        action(router, "deallocate", DELETE, power::deallocate);
        action(router, "restart", UPDATE, power::restart);
        action(router, "redeploy", UPDATE, power::redeploy);
        action(router, "reapply", UPDATE, power::reapply);
        action(router, "generalize", UPDATE, power::generalize);
        action(router, "capture", UPDATE, new CaptureAction(machines, azure.blobs())::capture);
        action(router, "convertToManagedDisks", UPDATE, new Conversion(azure, machines)::convert);
        ServiceActions service = new ServiceActions(azure, machines);
        action(router, "simulateEviction", DELETE, service::simulateEviction);
        action(router, "performMaintenance", UPDATE, service::performMaintenance);
        action(router, "reimage", UPDATE, service::reimage);
        action(router, "retrieveBootDiagnosticsData", READ, service::retrieveBootDiagnosticsData);
        PatchActions patches = new PatchActions(azure, machines);
        action(router, "assessPatches", UPDATE, patches::assess);
        action(router, "installPatches", UPDATE, patches::install);
        action(router, "attachDetachDataDisks", UPDATE, new MachineUpdates(azure, machines, view)::attachDetach);
        extensions(router, new ExtensionsApi(azure, machines));
    }

    private void reads(Router router) {
        MachineLists lists = new MachineLists(azure, view);
        router.add(
                "GET",
                SUBSCRIPTION + "/virtualMachines",
                "virtualMachines list",
                LIST.on(azure, request -> lists.list(request, vm -> true, true)));
        router.add(
                "GET",
                SUBSCRIPTION + "/locations/{location}/virtualMachines",
                "virtualMachines list",
                LIST.on(azure, lists::region));
        router.add(
                "GET",
                GROUP,
                "virtualMachines list",
                LIST.on(
                        azure,
                        request -> lists.list(
                                request, vm -> vm.id().group().equalsIgnoreCase(request.param("group")), false)));
        router.add("GET", ONE + "/vmSizes", "virtualMachines/vmSizes list", READ.on(azure, this::sizes));
        router.add("GET", ONE, "virtualMachines GET", READ.on(azure, this::get));
        router.add(
                "GET",
                ONE + "/instanceView",
                "virtualMachines/instanceView GET",
                READ.on(
                        azure,
                        request -> Response.json(
                                200, view.instanceView(machines.require(request), request.apiVersion()))));
    }

    /** Sizes to which a machine may be changed; that depends on the host it stands on, which is not simulated: all. */
    private Response sizes(Request request) {
        machines.require(request);
        return SkusApi.allSizes();
    }

    private void action(Router router, String name, RateGroup group, Handler handler) {
        router.add("POST", ONE + "/" + name, "virtualMachines/" + name, group.on(azure, handler));
    }

    private void extensions(Router router, ExtensionsApi extensions) {
        String all = ONE + "/extensions";
        String one = all + "/{extension}";
        router.add("GET", all, "virtualMachines/extensions list", READ.on(azure, extensions::list));
        router.add("GET", one, "virtualMachines/extensions GET", READ.on(azure, extensions::get));
        router.add("PUT", one, "virtualMachines/extensions PUT", UPDATE.on(azure, extensions::put));
        router.add("PATCH", one, "virtualMachines/extensions PATCH", UPDATE.on(azure, extensions::patch));
        router.add("DELETE", one, "virtualMachines/extensions DELETE", UPDATE.on(azure, extensions::delete));
    }

    /** With the instance view the ETag header is missing, though the property is there. */
    private Response get(Request request) {
        VirtualMachine vm = machines.require(request);
        if (request.query().get("$expand").orElse("").equalsIgnoreCase("userData")) {
            return Response.json(200, view.withUserData(vm, request.apiVersion()));
        }
        return isExpanded(request)
                ? Response.json(200, view.expanded(vm, request.apiVersion()))
                : view.answer(200, vm, request);
    }

    static boolean isExpanded(Request request) {
        return request.query().get("$expand").orElse("").equalsIgnoreCase("instanceView");
    }
}
