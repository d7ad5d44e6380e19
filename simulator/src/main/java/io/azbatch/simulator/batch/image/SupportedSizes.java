package io.azbatch.simulator.batch.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.compute.sku.VmSize;
import io.azbatch.simulator.arm.compute.sku.VmSizes;
import io.azbatch.simulator.http.Json;
import java.util.List;

/** The sizes of machines that Batch offers: in every region those that Compute has. */
public final class SupportedSizes {
    private SupportedSizes() {}

    /** As the provider lists them. */
    public static List<ObjectNode> list() {
        return VmSizes.all().stream().map(SupportedSizes::json).toList();
    }

    private static ObjectNode json(VmSize size) {
        ObjectNode json = Json.object().put("name", size.name()).put("familyName", size.family());
        json.putArray("capabilities")
                .add(capability("MaxResourceVolumeMB", Integer.toString(size.tempDiskMb())))
                .add(capability("vCPUs", Integer.toString(size.cores())))
                .add(capability("HyperVGenerations", size.generations()))
                .add(capability("CpuArchitectureType", size.architecture()))
                .add(capability("LowPriorityCapable", size.spot() ? "True" : "False"))
                .add(capability("vCPUsAvailable", Integer.toString(size.cores())));
        return json;
    }

    private static ObjectNode capability(String name, String value) {
        return Json.object().put("name", name).put("value", value);
    }
}
