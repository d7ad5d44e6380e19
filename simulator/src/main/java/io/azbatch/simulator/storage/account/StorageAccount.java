package io.azbatch.simulator.storage.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.List;

/**
 * A storage account.
 *
 * @param id resource id
 * @param location normalised region
 * @param model what a caller may write: {@code sku}, {@code kind}, {@code tags}, {@code identity}, {@code properties}
 * @param provisioning {@code Creating} or {@code Succeeded}
 * @param created virtual time
 * @param slot its account in the store
 * @param keys key1 and key2
 */
public record StorageAccount(
        ResourceId id,
        String location,
        ObjectNode model,
        String provisioning,
        Instant created,
        String slot,
        List<Key> keys)
        implements Resource {

    /**
     * One of the two keys.
     *
     * @param name {@code key1} or {@code key2}
     * @param value Base64 of 64 bytes
     * @param created virtual time
     */
    public record Key(String name, String value, Instant created) {}

    /** {@code Standard_LRS} and so on. */
    public String sku() {
        return Json.text(model, "sku", "name");
    }

    /** {@code StorageV2} and so on. */
    public String kind() {
        return Json.text(model, "kind");
    }

    /** Whether it has a hierarchical namespace, and so no page blobs. */
    public boolean isHierarchical() {
        return Json.at(model, "properties", "isHnsEnabled").asBoolean(false);
    }

    /** Whether page blobs can be in it. */
    public boolean takesPageBlobs() {
        return !isHierarchical() && (kind().equals("StorageV2") || kind().equals("Storage"));
    }

    /** Whether its containers may be made public; accounts of before the switch could. */
    public boolean allowsPublicAccess() {
        return Json.at(model, "properties", "allowBlobPublicAccess").asBoolean(false);
    }

    /** Whether its keys, and what they signed, open it. */
    public boolean allowsKeys() {
        return Json.at(model, "properties", "allowSharedKeyAccess").asBoolean(true);
    }

    StorageAccount with(ObjectNode newModel) {
        return new StorageAccount(id, location, newModel, provisioning, created, slot, keys);
    }

    StorageAccount made() {
        return new StorageAccount(id, location, model, "Succeeded", created, slot, keys);
    }

    StorageAccount with(List<Key> newKeys) {
        return new StorageAccount(id, location, model, provisioning, created, slot, newKeys);
    }
}
