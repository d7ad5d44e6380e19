package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.placement.Placements;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What runs: power, guest agent, disks, extensions, and whether the machine is generalized. */
final class InstanceView {
    /** Progress of a creation at which the machine begins to start, runs, and has set itself up. */
    private static final double STARTS = 0.3;

    private static final double RUNS = 0.6;
    private static final double SET_UP = 0.9;

    private final Azure azure;
    private final VirtualMachine vm;
    private final List<Extension> extensions;
    private final Instant now;

    InstanceView(Azure azure, VirtualMachine vm, List<Extension> extensions) {
        this.azure = azure;
        this.vm = vm;
        this.extensions = extensions;
        this.now = azure.world().now();
    }

    ObjectNode build() {
        ObjectNode view = Json.object();
        boolean hasGuest = !vm.isDeallocated() && !vm.neverCameUp() && (!isCreating() || progress() >= STARTS);
        if (hasGuest && !isCreating() && agentReports()) {
            view.put("computerName", computerName())
                    .put("osName", vm.guest().osName())
                    .put("osVersion", vm.guest().osVersion());
        }
        if (!vm.isDeallocated()) {
            Placements placements = new Placements(azure.resources());
            placements
                    .domain(vm, "platformUpdateDomainCount")
                    .ifPresent(domain -> view.put("platformUpdateDomain", domain));
            placements
                    .domain(vm, "platformFaultDomainCount")
                    .ifPresent(domain -> view.put("platformFaultDomain", domain));
        }
        if (hasGuest) {
            view.set("vmAgent", !isCreating() && agentReports() ? readyAgent() : silentAgent());
        }
        if (!Json.text(vm.osDisk(), "name").isEmpty()) {
            view.set("disks", disks());
        }
        if (hasGuest && !extensions.isEmpty()) {
            ArrayNode list = Json.array();
            extensions.forEach(extension -> list.add(extension.instanceView()));
            view.set("extensions", list);
        }
        view.put("hyperVGeneration", vm.guest().generation());
        view.set("statuses", statuses());
        return view;
    }

    /** A specialized guest was named before this machine was; it keeps a name of its own. */
    private String computerName() {
        String name = Json.text(vm.model(), "properties", "osProfile", "computerName");
        return name.isEmpty() ? vm.id().name() : name;
    }

    private boolean isCreating() {
        return vm.state().provisioning().equals("Creating");
    }

    private double progress() {
        return vm.state().busy().map(busy -> busy.progress(now)).orElse(1.0);
    }

    private Optional<Power> power() {
        if (isCreating()) {
            double progress = progress();
            return progress < STARTS ? Optional.empty() : Optional.of(progress < RUNS ? Power.STARTING : Power.RUNNING);
        }
        if (vm.neverCameUp()) {
            return Optional.empty();
        }
        return Optional.of(vm.state()
                .busy()
                .flatMap(Busy::towards)
                .filter(towards -> towards != vm.state().power())
                .map(InstanceView::onTheWayTo)
                .orElse(vm.state().power()));
    }

    private static Power onTheWayTo(Power goal) {
        return switch (goal) {
            case STARTING, RUNNING -> Power.STARTING;
            case STOPPING, STOPPED -> Power.STOPPING;
            case DEALLOCATING, DEALLOCATED -> Power.DEALLOCATING;
        };
    }

    private boolean agentReports() {
        Instant since = vm.state().powerSince();
        return vm.state().power() == Power.RUNNING
                ? !now.isBefore(since.plus(azure.settings().seconds("agentReadySeconds")))
                : now.isBefore(since.plus(azure.settings().seconds("agentLostSeconds")));
    }

    private ObjectNode readyAgent() {
        boolean linux = vm.guest().osType().equals("Linux");
        ObjectNode agent = Json.object().put("vmAgentVersion", linux ? "2.11.1.12" : "2.7.41491.1118");
        String message = linux ? "Guest Agent is running" : "GuestAgent is running and processing the extensions.";
        agent.set(
                "statuses",
                Json.array()
                        .add(status("ProvisioningState/succeeded", "Info", "Ready")
                                .put("message", message)
                                .put("time", seconds(now))));
        ArrayNode handlers = Json.array();
        extensions.forEach(extension -> handlers.add(handler(extension)));
        if (linux || !handlers.isEmpty()) {
            agent.set("extensionHandlers", handlers);
        }
        return agent;
    }

    private ObjectNode silentAgent() {
        boolean running = vm.state().power() == Power.RUNNING;
        String message = running ? "VM status blob is found but not yet populated." : "VM Agent is unresponsive.";
        ObjectNode agent = Json.object().put("vmAgentVersion", "Unknown");
        agent.set(
                "statuses",
                Json.array()
                        .add(status("ProvisioningState/Unavailable", "Warning", "Not Ready")
                                .put("message", message)
                                .put("time", seconds(now))));
        return agent;
    }

    private static ObjectNode handler(Extension extension) {
        ObjectNode handler =
                Json.object().put("type", extension.handler()).put("typeHandlerVersion", extension.version());
        handler.set(
                "status", status("ProvisioningState/succeeded", "Info", "Ready").put("message", "Plugin enabled"));
        return handler;
    }

    private ArrayNode disks() {
        ArrayNode disks = Json.array();
        disks.add(disk(Json.text(vm.osDisk(), "name")));
        vm.dataDisks().forEach(disk -> disks.add(disk(Json.text(disk, "name"))));
        return disks;
    }

    private ObjectNode disk(String name) {
        ObjectNode disk = Json.object().put("name", name);
        String time = ArmTime.offset(vm.guest().created());
        disk.set(
                "statuses",
                Json.array()
                        .add(status("ProvisioningState/succeeded", "Info", "Provisioning succeeded")
                                .put("time", time)));
        return disk;
    }

    private ArrayNode statuses() {
        ArrayNode statuses = Json.array();
        if (vm.state().generalized()) {
            statuses.add(status("OSState/generalized", "Info", "VM generalized"));
        } else if (vm.guest().specialized() && !vm.guest().osType().isEmpty() && fromImage()) {
            statuses.add(status("OSState/specialized", "Info", "VM specialized"));
        }
        statuses.add(provisioning());
        power().ifPresent(power -> statuses.add(status("PowerState/" + power.word(), "Info", "VM " + power.word())));
        return statuses;
    }

    private boolean fromImage() {
        return Json.at(vm.model(), "properties", "storageProfile").has("imageReference");
    }

    private ObjectNode provisioning() {
        String state = vm.state().provisioning().toLowerCase(Locale.ROOT);
        if (isCreating() && progress() >= STARTS) {
            boolean done = progress() >= SET_UP;
            return status(
                    "ProvisioningState/creating/" + (done ? "osProvisioningComplete" : "osProvisioningInProgress"),
                    "Info",
                    done ? "OS provisioning complete" : "OS Provisioning In progress");
        }
        boolean failed = state.equals("failed");
        String word = failed || state.equals("succeeded")
                ? "Provisioning " + state
                : vm.state().provisioning();
        ObjectNode status = status("ProvisioningState/" + state, failed ? "Error" : "Info", word);
        return isCreating()
                ? status
                : status.put("time", ArmTime.offset(vm.state().provisionedAt()));
    }

    private static ObjectNode status(String code, String level, String display) {
        return Json.object().put("code", code).put("level", level).put("displayStatus", display);
    }

    private static String seconds(Instant instant) {
        return ArmTime.offset(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
