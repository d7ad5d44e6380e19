package io.azbatch.simulator.arm.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.compute.guard.Guards;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.time.Instant;
import java.util.Set;

/** What a disk or a snapshot can be: kinds, sizes, encryption, network access, however it is made. Texts that are not recorded are a guess. */
final class DiskRules {
    private static final Set<String> DISK_KINDS = Set.of(
            "Standard_LRS",
            "Premium_LRS",
            "StandardSSD_LRS",
            "UltraSSD_LRS",
            "Premium_ZRS",
            "StandardSSD_ZRS",
            "PremiumV2_LRS");
    private static final Set<String> SNAPSHOT_KINDS = Set.of("Standard_LRS", "Premium_LRS", "Standard_ZRS");
    private static final int MAX_GB = 32_767;
    private static final int MAX_TUNABLE_GB = 65_536;
    private static final int BURSTS_ABOVE_GB = 512;
    /** Before, only subscriptions that had asked for it could copy in the background. */
    private static final Instant COPY_START_SINCE = Instant.parse("2022-05-01T00:00:00Z");

    private final Azure azure;

    DiskRules(Azure azure) {
        this.azure = azure;
    }

    /** Refuses a model that can not be. */
    void check(JsonNode model, boolean snapshot) {
        JsonNode properties = model.path("properties");
        String kind = Json.at(model, "sku", "name").asText("Standard_LRS");
        if (!(snapshot ? SNAPSHOT_KINDS : DISK_KINDS).contains(kind)) {
            throw invalid("sku.name", kind);
        }
        checkSize(properties, kind);
        if (!snapshot) {
            checkSpeed(properties, kind);
        }
        checkWord(properties, "osType", Set.of("Linux", "Windows"));
        checkWord(properties, "hyperVGeneration", Set.of("V1", "V2"));
        checkWord(properties, "publicNetworkAccess", Set.of("Enabled", "Disabled"));
        EncryptionSettings.check(properties);
        new Guards(azure.resources()).check(properties);
    }

    /** A copy in the background is an incremental snapshot's. */
    void checkCopyStart(JsonNode properties, boolean snapshot) {
        if (azure.world().now().isBefore(COPY_START_SINCE)) {
            throw ArmError.notAllowed("CopyStart creation is not supported for this subscription.");
        }
        if (!snapshot || !properties.path("incremental").asBoolean(false)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "CopyStart is supported for incremental snapshots only.",
                    "creationData.createOption");
        }
    }

    private static void checkSize(JsonNode properties, String kind) {
        int max = kind.equals("UltraSSD_LRS") || kind.equals("PremiumV2_LRS") ? MAX_TUNABLE_GB : MAX_GB;
        JsonNode size = properties.path("diskSizeGB");
        if (!size.isMissingNode() && (size.asInt(0) < 1 || size.asInt(0) > max)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + size.asText()
                            + "' of parameter 'disk.diskSizeGB' is out of range. The value must be"
                            + " between '1' and '" + max + "', inclusive.",
                    "disk.diskSizeGB");
        }
    }

    private static void checkSpeed(JsonNode properties, String kind) {
        String tier = Json.text(properties, "tier");
        if (!tier.isEmpty()
                && kind.startsWith("Premium_")
                && DiskTier.named(tier).isEmpty()) {
            throw invalid("disk.tier", tier);
        }
        boolean large =
                kind.startsWith("Premium_") && properties.path("diskSizeGB").asInt(0) > BURSTS_ABOVE_GB;
        if (properties.path("burstingEnabled").asBoolean(false) && !large) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "On-demand bursting is supported for premium disks larger than " + BURSTS_ABOVE_GB + " GiB only.",
                    "disk.burstingEnabled");
        }
    }

    private static void checkWord(JsonNode properties, String name, Set<String> words) {
        String word = Json.text(properties, name);
        if (!word.isEmpty() && !words.contains(word)) {
            throw invalid("disk." + name, word);
        }
    }

    private static Refused invalid(String parameter, String value) {
        return ArmError.of(
                400,
                "InvalidParameter",
                "The value '" + value + "' of parameter '" + parameter + "' is invalid.",
                parameter);
    }
}
