package io.azbatch.simulator.arm.compute.gallery;

import static io.azbatch.simulator.arm.compute.FieldsByVersion.since;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.compute.FieldsByVersion;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.util.List;

/** What a version's PUT and PATCH must say, what may change later, and what the service adds. */
final class VersionBody {
    private static final FieldsByVersion FIELDS =
            new FieldsByVersion(List.of(since("2022-03-03", "properties/safetyProfile")));
    private static final List<List<String>> SOURCES = List.of(
            List.of("source", "id"),
            List.of("source", "virtualMachineId"),
            List.of("osDiskImage", "source", "id"),
            List.of("osDiskImage", "source", "uri"));

    private final Azure azure;
    private final VersionSources sources;

    VersionBody(Azure azure) {
        this.azure = azure;
        this.sources = new VersionSources(azure);
    }

    ObjectNode trim(ObjectNode json, String apiVersion) {
        return FIELDS.trim(json, apiVersion);
    }

    /** The checked and completed model of a new version. */
    ObjectNode forNew(ObjectNode body, String location) {
        ObjectNode model = writable(body);
        ObjectNode properties = (ObjectNode) model.get("properties");
        if (!(properties.path("storageProfile") instanceof ObjectNode storage)) {
            throw ArmError.missingParameter("galleryImageVersion.properties.storageProfile");
        }
        ObjectNode publishing = Json.objectIn(properties, "publishingProfile");
        PublishingProfile.complete(publishing, location, azure.world().now());
        publishing.put("publishedDate", ArmTime.offset(azure.world().now()));
        completeSafety(properties);
        completeDisks(storage);
        return model;
    }

    /** The source of a new version; refused if it is not there or does not fit the definition. */
    VersionSource source(ObjectNode model, String location, Definition definition) {
        VersionSource source = sources.resolve(Json.at(model, "properties", "storageProfile"), location);
        fit(source, "OS type", source.osType(), definition.osType());
        fit(source, "OS state", source.osState(), definition.osState());
        fit(source, "Hypervisor generation", source.generation(), definition.generation());
        return source;
    }

    /** The changed model of an existing version. Its source is fixed; regions go only if the safety profile lets them. */
    ObjectNode forExisting(ImageVersion version, ObjectNode body, boolean put) {
        ObjectNode changes = writable(body);
        refuseOtherSource(version, changes);
        ObjectNode model = Json.merge(version.model(), changes);
        ObjectNode properties = (ObjectNode) model.get("properties");
        PublishingProfile.complete(
                Json.objectIn(properties, "publishingProfile"),
                version.location(),
                azure.world().now());
        completeSafety(properties);
        refuseLostRegions(version, properties);
        keepDiskSources(version, properties);
        Bodies.tags(model, body, version.model(), put);
        return model;
    }

    private static ObjectNode writable(ObjectNode body) {
        ObjectNode model = Json.object();
        if (body.hasNonNull("tags")) {
            model.set("tags", body.get("tags").deepCopy());
        }
        ObjectNode properties = body.path("properties") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        properties.remove(List.of("provisioningState", "replicationStatus"));
        if (properties.path("publishingProfile") instanceof ObjectNode publishing) {
            publishing.remove("publishedDate");
        }
        model.set("properties", properties);
        return model;
    }

    private static void completeSafety(ObjectNode properties) {
        ObjectNode safety = Json.objectIn(properties, "safetyProfile");
        safety.put("reportedForPolicyViolation", false);
        Json.putDefault(safety, "allowDeletionOfReplicatedLocations", false);
    }

    private static void completeDisks(ObjectNode storage) {
        if (storage.path("osDiskImage") instanceof ObjectNode os) {
            Json.putDefault(os, "hostCaching", "ReadWrite");
        }
        for (JsonNode image : storage.path("dataDiskImages")) {
            ObjectNode disk = (ObjectNode) image;
            if (!disk.has("lun")) {
                disk.put("lun", 0);
            }
            Json.putDefault(disk, "hostCaching", "ReadOnly");
        }
    }

    /** What a source does not know is not compared. */
    private static void fit(VersionSource source, String what, String has, String wanted) {
        if (!has.isEmpty() && !has.equalsIgnoreCase(wanted)) {
            throw ArmError.of(
                    400,
                    "BadRequest",
                    "The resource with id '" + source.id() + "' has a different " + what + " ['" + has
                            + "'] than the parent gallery image " + what + " ['" + wanted + "'].");
        }
    }

    private static void refuseOtherSource(ImageVersion version, ObjectNode changes) {
        for (List<String> path : SOURCES) {
            String[] names = path.toArray(String[]::new);
            String wanted = Json.text(Json.at(changes, "properties", "storageProfile"), names);
            String kept = Json.text(Json.at(version.model(), "properties", "storageProfile"), names);
            if (!wanted.isEmpty() && !wanted.equalsIgnoreCase(kept)) {
                String property = "galleryImageVersion.properties.storageProfile." + String.join(".", path);
                throw ArmError.of(
                        409,
                        "PropertyChangeNotAllowed",
                        "Changing property '" + property + "' is not allowed.",
                        property);
            }
        }
    }

    private static void refuseLostRegions(ImageVersion version, ObjectNode properties) {
        boolean allowed = Json.at(properties, "safetyProfile", "allowDeletionOfReplicatedLocations")
                .asBoolean(false);
        List<String> kept = PublishingProfile.regions(properties.path("publishingProfile"));
        List<String> lost = version.replicas().stream()
                .map(Replica::region)
                .filter(region -> !kept.contains(region))
                .map(Regions::normalise)
                .toList();
        if (!allowed && !lost.isEmpty()) {
            throw lostRegions(version, lost);
        }
    }

    private static Refused lostRegions(ImageVersion version, List<String> lost) {
        return ArmError.notAllowed(
                "Gallery image version " + version.id().fullName() + " cannot be removed from regions "
                        + String.join(",", lost)
                        + " because allowDeletionOfReplicatedLocations is false in its safety profile.");
    }

    /** An update names data disks without their sources; those stay. */
    private static void keepDiskSources(ImageVersion version, ObjectNode properties) {
        JsonNode before = Json.at(version.model(), "properties", "storageProfile", "dataDiskImages");
        JsonNode after = Json.at(properties, "storageProfile", "dataDiskImages");
        for (JsonNode image : after) {
            for (JsonNode old : before) {
                boolean same = old.path("lun").asInt() == image.path("lun").asInt();
                if (same && old.has("source") && !image.has("source")) {
                    ((ObjectNode) image).set("source", old.get("source").deepCopy());
                }
            }
        }
    }
}
