package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.http.Json;
import java.time.Instant;
import java.util.List;

/** The OS profile: demanded for a generalized image, refused for a specialized one; secrets go in and never come out. */
final class OsProfiles {
    private static final Instant LINUX_PATCHED_SINCE = Instant.parse("2020-09-01T00:00:00Z");

    private OsProfiles() {}

    static void check(JsonNode profile, ImageSource source) {
        if (source.specialized()) {
            if (profile.isObject()) {
                throw ArmError.of(400, "InvalidParameter", "Parameter 'osProfile' is not allowed.", "osProfile");
            }
            return;
        }
        if (!profile.isObject()) {
            throw ArmError.missingParameter("osProfile");
        }
        for (String name : List.of("computerName", "adminUsername")) {
            if (Json.text(profile, name).isEmpty()) {
                throw ArmError.missingParameter(name);
            }
        }
        boolean keys =
                Json.at(profile, "linuxConfiguration", "ssh", "publicKeys").size() > 0;
        if (!keys && Json.text(profile, "adminPassword").isEmpty()) {
            throw ArmError.missingParameter("adminPassword");
        }
    }

    static void complete(ObjectNode properties, ImageSource source, Instant now) {
        if (!(properties.path("osProfile") instanceof ObjectNode profile)) {
            return;
        }
        removeSecrets(properties);
        if (source.osType().equals("Linux")) {
            linux(profile, now);
        } else {
            windows(profile);
        }
        if (!profile.has("secrets")) {
            profile.set("secrets", Json.array());
        }
        Json.putDefault(profile, "allowExtensionOperations", true);
        Json.putDefault(profile, "requireGuestProvisionSignal", true);
    }

    static void removeSecrets(ObjectNode properties) {
        if (properties.path("osProfile") instanceof ObjectNode profile) {
            profile.remove(List.of("adminPassword", "customData"));
        }
    }

    private static void linux(ObjectNode profile, Instant now) {
        ObjectNode linux = Json.objectIn(profile, "linuxConfiguration");
        Json.putDefault(linux, "disablePasswordAuthentication", false);
        Json.putDefault(linux, "provisionVMAgent", true);
        if (!now.isBefore(LINUX_PATCHED_SINCE)) {
            patchSettings(linux, "ImageDefault");
        }
    }

    private static void windows(ObjectNode profile) {
        ObjectNode windows = Json.objectIn(profile, "windowsConfiguration");
        Json.putDefault(windows, "provisionVMAgent", true);
        Json.putDefault(windows, "enableAutomaticUpdates", true);
        patchSettings(windows, "AutomaticByOS");
    }

    private static void patchSettings(ObjectNode configuration, String mode) {
        ObjectNode settings = Json.objectIn(configuration, "patchSettings");
        Json.putDefault(settings, "patchMode", mode);
        Json.putDefault(settings, "assessmentMode", "ImageDefault");
    }
}
