package io.azbatch.simulator.arm.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.VhdSource;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.storage.Storage;
import java.util.Optional;

/** What is on a new disk: the content of another, or of a blob. It stays, whatever becomes of where it came from. */
final class DiskFill {
    private final Azure azure;
    private final Storage storage;

    DiskFill(Azure azure, Storage storage) {
        this.azure = azure;
        this.storage = storage;
    }

    /** The request for a new disk; refused or made to fail if the blob it is to be made of is none of its region. */
    Request judge(Request request, JsonNode model, String location) {
        Optional<VhdSource> blob = blob(model, location);
        blob.map(VhdSource::url).flatMap(azure.blobs()::account).ifPresent(account -> {
            if (!account.location().equals(location)) {
                throw ArmError.of(
                        400,
                        "BadRequest",
                        "The source blob " + blob.get().url() + " does not belong to the same region as the disk.");
            }
        });
        return blob.map(source -> source.judge(request)).orElse(request);
    }

    /** The new disk, once it is made, with the size that it has from its blob. */
    Disk fill(Disk disk) {
        JsonNode creation = Json.at(disk.model(), "properties", "creationData");
        azure.resources().find(DiskBody.source(creation), Disk.class).ifPresent(source -> storage.disks()
                .copied(source.uniqueId(), disk.uniqueId()));
        Optional<VhdSource> blob = blob(disk.model(), disk.location());
        if (blob.isEmpty()) {
            return disk;
        }
        storage.disks().imported(blob.get().url(), disk.uniqueId());
        ObjectNode model = disk.model().deepCopy();
        ObjectNode properties = (ObjectNode) model.get("properties");
        if (!properties.has("diskSizeGB")) {
            properties.put("diskSizeGB", blob.get().gibOr(1));
        }
        return disk.withModel(model);
    }

    private Optional<VhdSource> blob(JsonNode model, String location) {
        JsonNode creation = Json.at(model, "properties", "creationData");
        boolean imports = Json.text(creation, "createOption").startsWith("Import");
        return Optional.of(Json.text(creation, "sourceUri"))
                .filter(url -> imports && !url.isEmpty())
                .map(url -> new VhdSource(azure.blobs(), url, location));
    }
}
