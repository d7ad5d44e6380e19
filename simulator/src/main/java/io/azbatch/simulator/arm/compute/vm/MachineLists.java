package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of machines. They are filtered by the scale set that machines are in, and by nothing else; here none is in one. */
final class MachineLists {
    private static final Pattern FILTER = Pattern.compile("(?i)\\s*'?virtualMachineScaleSet/id'?\\s+eq\\s+(.+?)\\s*");

    private final Azure azure;
    private final MachineView view;

    MachineLists(Azure azure, MachineView view) {
        this.azure = azure;
        this.view = view;
    }

    /** Machines of a subscription that are wanted. */
    Response list(Request request, Predicate<VirtualMachine> wanted, boolean wholeSubscription) {
        boolean inNone = inNoScaleSet(request);
        List<ObjectNode> items = azure.resources().list(VirtualMachine.class).stream()
                .filter(vm -> vm.id().subscription().equalsIgnoreCase(request.param("subscription")))
                .filter(vm -> inNone)
                .filter(wanted)
                .map(vm -> item(vm, request, wholeSubscription))
                .toList();
        return azure.pages().of(request, items);
    }

    /** Machines of a subscription in a region. */
    Response region(Request request) {
        String region = Regions.require(request.param("location"), "Microsoft.Compute/locations");
        return list(request, vm -> vm.location().equals(region), true);
    }

    /** Whether machines without a scale set are asked for. */
    private static boolean inNoScaleSet(Request request) {
        String filter = request.query().get("$filter").orElse("");
        if (filter.isEmpty()) {
            return true;
        }
        Matcher matcher = FILTER.matcher(filter);
        if (!matcher.matches()) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + filter + "' of parameter '$filter' is invalid.",
                    "$filter");
        }
        return matcher.group(1).equals("null");
    }

    private ObjectNode item(VirtualMachine vm, Request request, boolean wholeSubscription) {
        boolean statusOnly = request.query().get("statusOnly").orElse("").equalsIgnoreCase("true");
        if (MachineRoom.isExpanded(request) || statusOnly) {
            ObjectNode json = view.expanded(vm, request.apiVersion());
            return wholeSubscription
                    ? json.put("id", vm.id().withGroupInCapitals().toString())
                    : json;
        }
        return wholeSubscription ? view.listed(vm, request.apiVersion()) : view.plain(vm, request.apiVersion());
    }
}
