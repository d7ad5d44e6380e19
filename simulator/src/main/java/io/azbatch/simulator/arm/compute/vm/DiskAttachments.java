package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Attaches and detaches data disks by name, without the rest of the machine being told: the change of it that this amounts to. */
final class DiskAttachments {
    private static final List<String> COPIED = List.of("caching", "deleteOption", "writeAcceleratorEnabled");

    private DiskAttachments() {}

    /** The body of a PATCH that does the same. */
    static ObjectNode asChange(Request request, VirtualMachine vm) {
        ObjectNode body = Bodies.require(request);
        JsonNode attach = body.path("dataDisksToAttach");
        JsonNode detach = body.path("dataDisksToDetach");
        if (attach.isEmpty() && detach.isEmpty()) {
            throw ArmError.missingParameter("parameters.dataDisksToAttach");
        }
        ObjectNode change = Json.object();
        ArrayNode disks = change.withObject("/properties/storageProfile").putArray("dataDisks");
        vm.dataDisks().forEach(disk -> disks.add(disk.deepCopy()));
        detach.forEach(one -> detach(disks, Json.text(one, "diskId")));
        attach.forEach(one -> attach(disks, one));
        return change;
    }

    private static void detach(ArrayNode disks, String id) {
        for (int i = disks.size() - 1; i >= 0; i--) {
            if (Json.text(disks.get(i), "managedDisk", "id").equalsIgnoreCase(id)) {
                disks.remove(i);
                return;
            }
        }
        throw ArmError.of(404, "NotFound", "Disk " + id + " is not attached to the VM.");
    }

    private static void attach(ArrayNode disks, JsonNode wanted) {
        Set<Integer> taken = new HashSet<>();
        disks.forEach(disk -> taken.add(disk.path("lun").asInt()));
        int lun = wanted.has("lun") ? wanted.get("lun").asInt() : free(taken);
        if (taken.contains(lun)) {
            throw lunTaken(lun);
        }
        String id = Json.text(wanted, "diskId");
        if (id.isEmpty()) {
            throw ArmError.missingParameter("dataDisksToAttach.diskId");
        }
        ObjectNode disk = disks.addObject().put("lun", lun).put("createOption", "Attach");
        COPIED.stream().filter(wanted::has).forEach(name -> disk.set(name, wanted.get(name)));
        disk.putObject("managedDisk").put("id", id);
    }

    private static int free(Set<Integer> taken) {
        int lun = 0;
        while (taken.contains(lun)) {
            lun++;
        }
        return lun;
    }

    private static Refused lunTaken(int lun) {
        return ArmError.of(
                409,
                "OperationNotAllowed",
                "A disk is attached at logical unit number " + lun + " already.",
                "dataDisk.lun");
    }
}
