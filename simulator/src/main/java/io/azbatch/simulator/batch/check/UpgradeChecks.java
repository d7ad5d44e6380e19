package io.azbatch.simulator.batch.check;

import static io.azbatch.simulator.batch.check.Refusals.require;
import static io.azbatch.simulator.batch.check.Refusals.requireBetween;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;

/** The {@code upgradePolicy} of a pool. */
final class UpgradeChecks {
    private static final int LEAST_PERCENT = 5;
    private static final int ALL = 100;

    private UpgradeChecks() {}

    static void check(JsonNode settings) {
        JsonNode policy = settings.path("upgradePolicy");
        if (!policy.isObject()) {
            return;
        }
        JsonNode machine = settings.path("virtualMachineConfiguration");
        boolean upgrades = Json.at(policy, "automaticOSUpgradePolicy", "enableAutomaticOSUpgrade")
                .asBoolean(false);
        require(
                !upgrades
                        || !Json.at(machine, "windowsConfiguration", "enableAutomaticUpdates")
                                .asBoolean(false),
                "enableAutomaticOSUpgrade",
                "The property enableAutomaticOSUpgrade cannot be true if enableAutomaticUpdates is.");
        require(
                !upgrades || isLatest(machine.path("imageReference")),
                "enableAutomaticOSUpgrade",
                "Automatic upgrades of the operating system need an image reference without a version.");
        rolling(policy.path("rollingUpgradePolicy"), machine);
    }

    private static boolean isLatest(JsonNode reference) {
        String version = Json.text(reference, "version");
        return ResourceId.parse(Json.text(reference, "virtualMachineImageId"))
                .map(id -> id.isA("Microsoft.Compute/galleries/images"))
                .orElse(version.isEmpty() || version.equalsIgnoreCase("latest"));
    }

    private static void rolling(JsonNode rolling, JsonNode machine) {
        requireBetween(rolling.path("maxBatchInstancePercent"), LEAST_PERCENT, ALL, "maxBatchInstancePercent");
        requireBetween(rolling.path("maxUnhealthyInstancePercent"), LEAST_PERCENT, ALL, "maxUnhealthyInstancePercent");
        requireBetween(
                rolling.path("maxUnhealthyUpgradedInstancePercent"), 0, ALL, "maxUnhealthyUpgradedInstancePercent");
        boolean both =
                rolling.hasNonNull("maxBatchInstancePercent") && rolling.hasNonNull("maxUnhealthyInstancePercent");
        require(
                !both
                        || rolling.get("maxBatchInstancePercent").asInt()
                                <= rolling.get("maxUnhealthyInstancePercent").asInt(),
                "maxBatchInstancePercent",
                "The specified value must not be more than maxUnhealthyInstancePercent.");
        boolean zonal =
                Json.text(machine, "nodePlacementConfiguration", "policy").equalsIgnoreCase("zonal");
        require(
                zonal || !rolling.hasNonNull("enableCrossZoneUpgrade"),
                "enableCrossZoneUpgrade",
                "The property enableCrossZoneUpgrade can be specified only with the node placement policy Zonal.");
    }
}
