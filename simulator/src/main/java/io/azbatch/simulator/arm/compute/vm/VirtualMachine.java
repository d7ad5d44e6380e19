package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.arm.compute.sku.CountedMachines;
import io.azbatch.simulator.http.Json;
import java.util.List;

/**
 * A virtual machine.
 *
 * @param id resource id
 * @param location normalised region
 * @param model tags, plan, identity, zones and properties as GET answers them, with all defaults
 * @param guest what is fixed since creation
 * @param state what is the case now
 */
public record VirtualMachine(ResourceId id, String location, ObjectNode model, Guest guest, VmState state)
        implements CountedMachines {

    @Override
    public ObjectNode envelope() {
        return model;
    }

    @Override
    public List<Machine> countedMachines(Resources resources) {
        return List.of(new Machine(size(), isSpot()));
    }

    /** Size name. */
    public String size() {
        return Json.text(model, "properties", "hardwareProfile", "vmSize");
    }

    /** {@code Succeeded}, {@code Updating} and so on. */
    public String provisioning() {
        return state.provisioning();
    }

    /** Whether it was marked generalized. */
    public boolean isGeneralized() {
        return state.generalized();
    }

    /** Whether it stands deallocated. */
    public boolean isDeallocated() {
        return state.power() == Power.DEALLOCATED;
    }

    /** Whether its creation failed: it is there, but has no disk and no power state, and may be put once more. */
    public boolean neverCameUp() {
        return state.provisioning().equals("Failed") && state.power() == Power.STARTING;
    }

    /** The OS disk of the model. */
    public JsonNode osDisk() {
        return Json.at(model, "properties", "storageProfile", "osDisk");
    }

    /** Data disks of the model. */
    public JsonNode dataDisks() {
        return Json.at(model, "properties", "storageProfile", "dataDisks");
    }

    /** Whether its OS disk is a blob of the owner's storage account. */
    public boolean isUnmanaged() {
        return osDisk().has("vhd");
    }

    /** Whether it runs on capacity that may be taken away. */
    public boolean isSpot() {
        return isSpot(model);
    }

    /** Whether a machine of this model runs on capacity that may be taken away; the older word is {@code Low}. */
    static boolean isSpot(JsonNode model) {
        String priority = Json.text(model, "properties", "priority");
        return priority.equalsIgnoreCase("Spot") || priority.equalsIgnoreCase("Low");
    }

    /** Whether its OS disk lives on the host only. */
    public boolean isEphemeral() {
        return osDisk().has("diffDiskSettings");
    }

    /** {@code TrustedLaunch}, {@code ConfidentialVM} or empty. */
    public String securityType() {
        return Json.text(model, "properties", "securityProfile", "securityType");
    }

    VirtualMachine with(VmState newState) {
        return new VirtualMachine(id, location, model, guest, newState);
    }

    VirtualMachine with(ObjectNode newModel) {
        return new VirtualMachine(id, location, newModel, guest, state);
    }
}
