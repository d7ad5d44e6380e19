package io.azbatch.simulator.arm.compute.vm;

import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Duration;
import java.util.Optional;

/** Start, stop, deallocate, restart, redeploy, reapply, and the mark "generalized", which alone is no long operation. */
final class PowerActions {
    private static final int POWER_RETRY_AFTER = 10;

    private final Azure azure;
    private final Machines machines;

    PowerActions(Azure azure, Machines machines) {
        this.azure = azure;
        this.machines = machines;
    }

    Response start(Request request) {
        VirtualMachine vm = ready(request, "start");
        Machines.refuseGeneralized(vm, "start");
        new UnmanagedDisks(azure).refuseStart(vm);
        new MachineDisks(azure).refuseOpen(vm);
        return begin(request, vm, "start", "vmStartSeconds", Power.RUNNING, 1, true);
    }

    /** Also accepted of a machine that is stopped already, as Azure does. */
    Response powerOff(Request request) {
        VirtualMachine vm = ready(request, "powerOff");
        if (vm.isDeallocated()) {
            throw Machines.refusal(vm, "powerOff", "the VM is either deallocated or marked to be deallocated");
        }
        return begin(request, vm, "powerOff", "vmPowerOffSeconds", Power.STOPPED, 1, false);
    }

    /** Accepted in every state, also of a generalized machine. */
    Response deallocate(Request request) {
        VirtualMachine vm = ready(request, "deallocate");
        refuseHibernation(request, vm);
        return begin(request, vm, "deallocate", "vmDeallocateSeconds", Power.DEALLOCATED, 2, true);
    }

    private static void refuseHibernation(Request request, VirtualMachine vm) {
        boolean wanted = request.query().get("hibernate").orElse("").equalsIgnoreCase("true");
        if (wanted
                && !Json.at(vm.model(), "properties", "additionalCapabilities", "hibernationEnabled")
                        .asBoolean(false)) {
            throw ArmError.notAllowed(
                    "The Hibernate-Deallocate Operation cannot be performed on a VM that does not have"
                            + " Hibernation capability enabled.");
        }
    }

    Response restart(Request request) {
        VirtualMachine vm = ready(request, "restart");
        Machines.refuseGeneralized(vm, "restart");
        Machines.refuseNotRunning(vm);
        return begin(request, vm, "restart", "vmStartSeconds", Power.RUNNING, 1, false);
    }

    /** Leaves a stopped machine stopped. */
    Response redeploy(Request request) {
        VirtualMachine vm = ready(request, "redeploy");
        Machines.refuseGeneralized(vm, "redeploy");
        return begin(request, vm, "redeploy", "vmDeleteSeconds", vm.state().power(), 0, false);
    }

    Response reapply(Request request) {
        VirtualMachine vm = ready(request, "reapply");
        Machines.refuseGeneralized(vm, "reapply");
        return begin(request, vm, "reapply", "vmUpdateSeconds", vm.state().power(), 0, false);
    }

    /** 200 without a body; the machine must be stopped or deallocated. Once more changes nothing and is accepted. */
    Response generalize(Request request) {
        VirtualMachine vm = machines.require(request);
        Machines.refuseBusy(vm, "generalize");
        Power power = vm.state().power();
        if (power != Power.STOPPED && power != Power.DEALLOCATED) {
            throw Machines.refusal(
                    vm,
                    "generalize",
                    "the VM is running. Please power off explicitly in case you shut down the VM from inside the guest"
                            + " operating system");
        }
        if (!vm.isGeneralized()) {
            azure.resources().put(vm.with(vm.state().markedGeneralized()));
        }
        return Response.empty(200);
    }

    private VirtualMachine ready(Request request, String operation) {
        VirtualMachine vm = machines.require(request);
        Machines.refuseBusy(vm, operation);
        return vm;
    }

    private Response begin(
            Request request,
            VirtualMachine vm,
            String name,
            String durationSetting,
            Power towards,
            int etagSteps,
            boolean retryAfter) {
        Duration duration = azure.settings().seconds(durationSetting);
        Machines.Write write = new Machines.Write(name, duration, Optional.of(towards), 0);
        LongOperation operation = machines.begin(request, vm, "Updating", write, (done, failure) -> azure.resources()
                .put(done.with(done.state().changed(etagSteps))));
        Response accepted = operation.announceBoth(Response.empty(202));
        return retryAfter ? machines.withPause(accepted, POWER_RETRY_AFTER) : accepted;
    }
}
