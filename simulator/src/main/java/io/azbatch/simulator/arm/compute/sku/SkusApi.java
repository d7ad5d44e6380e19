package io.azbatch.simulator.arm.compute.sku;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resource SKUs, sizes of a region, usage of quotas. */
public final class SkusApi {
    private static final Pattern LOCATION_FILTER =
            Pattern.compile("\\s*location\\s+eq\\s+'([^']*)'\\s*", Pattern.CASE_INSENSITIVE);

    private final Azure azure;
    private final Quotas quotas;

    public SkusApi(Azure azure) {
        this.azure = azure;
        this.quotas = new Quotas(azure);
    }

    public void routes(Router router) {
        String compute = "/subscriptions/{subscription}/providers/Microsoft.Compute";
        RateGroup group = RateGroup.windows("GetSubscriptionInfo", 359, 3599);
        router.add("GET", compute + "/skus", "skus list", group.on(azure, this::skus));
        router.add(
                "GET",
                compute + "/locations/{location}/vmSizes",
                "locations/vmSizes list",
                group.on(azure, this::sizes));
        router.add(
                "GET",
                compute + "/locations/{location}/usages",
                "locations/usages list",
                group.on(azure, this::usages));
    }

    /** Only a filter by location is understood; any other is refused. */
    private Response skus(Request request) {
        Collection<String> regions = request.query()
                .get("$filter")
                .<Collection<String>>map(filter -> List.of(region(filter)))
                .orElse(Regions.all().keySet());
        List<ObjectNode> items = new ArrayList<>();
        for (String region : regions) {
            if (Regions.displayName(region).isPresent()) {
                VmSizes.all().forEach(size -> items.add(sku(size, region)));
            }
        }
        return Response.json(200, Json.object().set("value", Json.array().addAll(items)));
    }

    private static String region(String filter) {
        Matcher matcher = LOCATION_FILTER.matcher(filter);
        if (!matcher.matches()) {
            throw ArmError.of(400, "InvalidParameter", "The filter '" + filter + "' is not supported.", "$filter");
        }
        return Regions.normalise(matcher.group(1));
    }

    private static ObjectNode sku(VmSize size, String region) {
        ObjectNode json = Json.object()
                .put("resourceType", "virtualMachines")
                .put("name", size.name())
                .put("tier", size.tier())
                .put("size", size.size())
                .put("family", size.family());
        json.set("locations", Json.array().add(region));
        ObjectNode info = Json.object().put("location", region);
        info.set("zones", Json.array().add("1").add("2").add("3"));
        info.set("zoneDetails", Json.array());
        json.set("locationInfo", Json.array().add(info));
        json.set("capabilities", capabilities(size));
        json.set("restrictions", Json.array());
        return json;
    }

    private static ArrayNode capabilities(VmSize size) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("MaxResourceVolumeMB", Integer.toString(size.tempDiskMb()));
        values.put("OSVhdSizeMB", "1047552");
        values.put("vCPUs", Integer.toString(size.cores()));
        values.put("MemoryPreservingMaintenanceSupported", "True");
        values.put("HyperVGenerations", size.generations());
        values.put("MemoryGB", memory(size));
        values.put("MaxDataDiskCount", Integer.toString(size.maxDataDisks()));
        values.put("CpuArchitectureType", size.architecture());
        values.put("LowPriorityCapable", flag(size.spot()));
        values.put("PremiumIO", flag(size.premium()));
        values.put("VMDeploymentTypes", "IaaS");
        values.put("vCPUsAvailable", Integer.toString(size.cores()));
        values.put("vCPUsPerCore", size.name().contains("ps_v") ? "1" : "2");
        values.put("EphemeralOSDiskSupported", flag(size.premium() && size.tempDiskMb() > 0));
        values.put("EncryptionAtHostSupported", flag(size.premium()));
        values.put("AcceleratedNetworkingEnabled", flag(size.cores() > 1 && size.premium()));
        values.put("RdmaEnabled", flag(size.name().contains("r_") || size.name().contains("rs_")));
        values.put("MaxNetworkInterfaces", Integer.toString(Math.clamp(size.cores(), 2, 8)));
        ArrayNode list = Json.array();
        values.forEach((name, value) -> list.add(Json.object().put("name", name).put("value", value)));
        return list;
    }

    private Response sizes(Request request) {
        requireRegion(request);
        return allSizes();
    }

    /** All sizes, as every list of them shows them. */
    public static Response allSizes() {
        ArrayNode value = Json.array();
        VmSizes.all()
                .forEach(size -> value.add(Json.object()
                        .put("name", size.name())
                        .put("numberOfCores", size.cores())
                        .put("osDiskSizeInMB", 1_047_552)
                        .put("resourceDiskSizeInMB", size.tempDiskMb())
                        .put("memoryInMB", (int) (size.memoryGb() * 1024))
                        .put("maxDataDiskCount", size.maxDataDisks())));
        return Response.json(200, Json.object().set("value", value));
    }

    private Response usages(Request request) {
        return azure.pages().of(request, quotas.usages(request.param("subscription"), requireRegion(request)));
    }

    private static String requireRegion(Request request) {
        return Regions.require(request.param("location"), "Microsoft.Compute/locations");
    }

    private static String memory(VmSize size) {
        double gb = size.memoryGb();
        return gb == Math.rint(gb) ? Long.toString((long) gb) : Double.toString(gb);
    }

    private static String flag(boolean on) {
        return on ? "True" : "False";
    }
}
