package io.azbatch.simulator.arm.compute.sku;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.vm.VirtualMachine;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many vCPUs of a subscription are in use in a region, and how many may be. A machine counts from its creation to its deletion,
 * running or not; Spot machines count for themselves, all others for the region and for their family of sizes. Nodes of Batch pools whose
 * account has them in the user's own subscription are such machines too.
 */
public final class Quotas {
    private static final int MACHINES = 25_000;

    private final Azure azure;

    public Quotas(Azure azure) {
        this.azure = azure;
    }

    /**
     * Refuses what does not fit any more.
     *
     * @param subscription subscription id
     * @param region normalised
     * @param size of the machine that is to be
     * @param spot whether that will be a Spot machine
     * @param freed size that it has now and gives up, with the same meaning of spot; its own size if there is none
     */
    public void check(String subscription, String region, VmSize size, boolean spot, Freed freed) {
        List<CountedMachines.Machine> machines = machines(subscription, region);
        int more = size.cores() - freed.cores();
        if (more <= 0 && size.family().equals(freed.family())) {
            return;
        }
        if (spot) {
            refuse(more, cores(machines, true), azure.settings().number("spotCoreQuota"), "LowPriorityCores");
            return;
        }
        refuse(more, cores(machines, false), azure.settings().number("coreQuota"), "Core");
        int ofFamily = byFamily(machines).getOrDefault(size.family(), 0);
        int moreOfFamily = size.family().equals(freed.family()) ? more : size.cores();
        refuse(moreOfFamily, ofFamily, azure.settings().number("familyCoreQuota"), size.family());
    }

    /** vCPUs that a subscription may still have in a region with machines of a size. */
    public int left(String subscription, String region, VmSize size, boolean spot) {
        List<CountedMachines.Machine> machines = machines(subscription, region);
        int inRegion = number(spot ? "spotCoreQuota" : "coreQuota") - cores(machines, spot);
        int ofFamily = number("familyCoreQuota") - byFamily(machines).getOrDefault(size.family(), 0);
        return Math.max(0, spot ? inRegion : Math.min(inRegion, ofFamily));
    }

    /**
     * What a change gives back.
     *
     * @param family of the size before, empty for none
     * @param cores of the size before
     */
    public record Freed(String family, int cores) {
        /** A machine that is new gives nothing back. */
        public static final Freed NOTHING = new Freed("", 0);

        /** What a machine counts for now. */
        public static Freed by(VirtualMachine vm) {
            return VmSizes.find(vm.size())
                    .map(size -> new Freed(size.family(), size.cores()))
                    .orElse(NOTHING);
        }
    }

    private static void refuse(int more, int used, int limit, String what) {
        if (more > 0 && used + more > limit) {
            throw exceeded(more, used, limit, what);
        }
    }

    private static Refused exceeded(int more, int used, int limit, String what) {
        return ArmError.notAllowed(
                "Operation results in exceeding quota limits of " + what + ". Maximum allowed: " + limit
                        + ", Current in use: " + used + ", Additional requested: " + more
                        + ". Please read more about quota increase at http://aka.ms/corequotaincrease.");
    }

    /** All counters of a region. */
    List<ObjectNode> usages(String subscription, String region) {
        List<CountedMachines.Machine> machines = machines(subscription, region);
        List<ObjectNode> value = new ArrayList<>();
        value.add(usage("availabilitySets", "Availability Sets", 0, 2500));
        value.add(usage("cores", "Total Regional vCPUs", cores(machines, false), number("coreQuota")));
        value.add(usage("virtualMachines", "Virtual Machines", machines.size(), MACHINES));
        value.add(usage("virtualMachineScaleSets", "Virtual Machine Scale Sets", 0, 2500));
        value.add(
                usage("lowPriorityCores", "Total Regional Spot vCPUs", cores(machines, true), number("spotCoreQuota")));
        byFamily(machines)
                .forEach((family, cores) -> value.add(usage(family, text(family), cores, number("familyCoreQuota"))));
        return value;
    }

    private int number(String setting) {
        return azure.settings().number(setting);
    }

    /** {@code Standard DSv3 Family vCPUs} of {@code standardDSv3Family}. */
    private static String text(String family) {
        return "Standard " + family.replaceFirst("^standard", "").replaceFirst("Family$", "") + " Family vCPUs";
    }

    private static int cores(List<CountedMachines.Machine> machines, boolean spot) {
        return machines.stream()
                .filter(machine -> machine.spot() == spot)
                .flatMap(machine -> VmSizes.find(machine.size()).stream())
                .mapToInt(VmSize::cores)
                .sum();
    }

    private static Map<String, Integer> byFamily(List<CountedMachines.Machine> machines) {
        Map<String, Integer> used = new LinkedHashMap<>();
        VmSizes.all().forEach(size -> used.put(size.family(), 0));
        machines.stream()
                .filter(machine -> !machine.spot())
                .flatMap(machine -> VmSizes.find(machine.size()).stream())
                .forEach(size -> used.merge(size.family(), size.cores(), Integer::sum));
        return used;
    }

    private List<CountedMachines.Machine> machines(String subscription, String region) {
        return azure.resources().list(CountedMachines.class).stream()
                .filter(owner -> owner.id().subscription().equalsIgnoreCase(subscription))
                .filter(owner -> owner.location().equals(region))
                .flatMap(owner -> owner.countedMachines(azure.resources()).stream())
                .toList();
    }

    private static ObjectNode usage(String name, String text, int current, int limit) {
        ObjectNode json = Json.object().put("limit", limit).put("unit", "Count").put("currentValue", current);
        json.set("name", Json.object().put("value", name).put("localizedValue", text));
        return json;
    }
}
