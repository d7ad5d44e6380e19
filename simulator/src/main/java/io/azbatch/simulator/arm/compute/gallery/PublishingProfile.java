package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a version is published: target regions checked and written with their display names, numbers filled in. */
final class PublishingProfile {
    private static final int MAX_REPLICAS = 100;

    private PublishingProfile() {}

    /** Checks and completes a profile in place. */
    static void complete(ObjectNode profile, String location, Instant now) {
        int replicas = replicas(profile, "replicaCount", 1);
        profile.put("replicaCount", replicas);
        Json.putDefault(profile, "storageAccountType", "Standard_LRS");
        Json.putDefault(profile, "excludeFromLatest", false);
        checkEndOfLife(profile, now);
        ArrayNode targets = profile.path("targetRegions") instanceof ArrayNode given && !given.isEmpty()
                ? given
                : Json.array().add(Json.object().put("name", location));
        profile.set("targetRegions", targets);
        Set<String> seen = new HashSet<>();
        for (JsonNode node : targets) {
            completeRegion((ObjectNode) node, replicas, Json.text(profile, "storageAccountType"), seen);
        }
        if (!seen.contains(location)) {
            throw regionsWithoutLocation(targets, location);
        }
    }

    /** Display names of the target regions. */
    static List<String> regions(JsonNode profile) {
        List<String> regions = new ArrayList<>();
        profile.path("targetRegions").forEach(region -> regions.add(Json.text(region, "name")));
        return regions;
    }

    private static void completeRegion(ObjectNode region, int replicas, String storage, Set<String> seen) {
        String name = Json.text(region, "name");
        String display = Regions.displayName(name)
                .orElseThrow(() -> ArmError.of(
                        400,
                        "InvalidParameter",
                        "The value '" + name + "' of parameter 'targetRegions.name' is not a valid region.",
                        "galleryImageVersion.properties.publishingProfile.targetRegions"));
        if (!seen.add(Regions.normalise(name))) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "Duplicate regions are not allowed in target publishing regions.",
                    "galleryImageVersion.properties.publishingProfile.targetRegions");
        }
        region.put("name", display);
        region.put("regionalReplicaCount", replicas(region, "regionalReplicaCount", replicas));
        Json.putDefault(region, "storageAccountType", storage);
        if (Json.at(region, "encryption", "osDiskImage") instanceof ObjectNode image && !image.has("securityProfile")) {
            image.putObject("securityProfile");
        }
    }

    private static int replicas(ObjectNode object, String name, int otherwise) {
        int value = object.path(name).asInt(otherwise);
        if (value < 1 || value > MAX_REPLICAS) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value " + value + " of parameter " + name
                            + " is out of range. The value must be between 1 and " + MAX_REPLICAS + ", inclusive.",
                    name);
        }
        return value;
    }

    private static void checkEndOfLife(ObjectNode profile, Instant now) {
        String date = Json.text(profile, "endOfLifeDate");
        if (date.isEmpty()) {
            return;
        }
        try {
            if (!OffsetDateTime.parse(date).toInstant().isAfter(now)) {
                throw ArmError.of(
                        400, "InvalidParameter", "EndOfLifeDate must be set to a future date.", "endOfLifeDate");
            }
        } catch (DateTimeParseException notADate) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "Could not convert string to DateTimeOffset: " + date
                            + ". Path 'properties.publishingProfile.endOfLifeDate'",
                    "endOfLifeDate");
        }
    }

    private static Refused regionsWithoutLocation(ArrayNode targets, String location) {
        String regions = regions(Json.object().set("targetRegions", targets)).stream()
                .map(Regions::normalise)
                .collect(Collectors.joining(","));
        return ArmError.of(
                400,
                "InvalidParameter",
                "Gallery image version publishing profile regions " + regions
                        + " must contain the location of image version " + location + ".",
                "galleryImageVersion.properties.publishingProfile.targetRegions");
    }
}
