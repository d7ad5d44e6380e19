package io.azbatch.simulator.arm.compute.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.http.Json;
import java.util.List;

/** The OS profile: demanded for a generalized image, refused for a specialized one; secrets go in and never come out. */
final class OsProfiles {
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

    static void complete(ObjectNode properties, ImageSource source) {
        if (!(properties.path("osProfile") instanceof ObjectNode profile)) {
            return;
        }
        profile.remove(List.of("adminPassword", "customData"));
        if (source.osType().equals("Linux")) {
            linux(profile);
        } else {
            windows(profile);
        }
        if (!profile.has("secrets")) {
            profile.set("secrets", Json.array());
        }
        putDefault(profile, "allowExtensionOperations");
        putDefault(profile, "requireGuestProvisionSignal");
    }

    private static void linux(ObjectNode profile) {
        ObjectNode linux = object(profile, "linuxConfiguration");
        if (!linux.has("disablePasswordAuthentication")) {
            linux.put("disablePasswordAuthentication", false);
        }
        putDefault(linux, "provisionVMAgent");
        patchSettings(linux, "ImageDefault");
    }

    private static void windows(ObjectNode profile) {
        ObjectNode windows = object(profile, "windowsConfiguration");
        putDefault(windows, "provisionVMAgent");
        putDefault(windows, "enableAutomaticUpdates");
        patchSettings(windows, "AutomaticByOS");
    }

    private static void patchSettings(ObjectNode configuration, String mode) {
        ObjectNode settings = object(configuration, "patchSettings");
        if (!settings.has("patchMode")) {
            settings.put("patchMode", mode);
        }
        if (!settings.has("assessmentMode")) {
            settings.put("assessmentMode", "ImageDefault");
        }
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        if (parent.path(name) instanceof ObjectNode there) {
            return there;
        }
        return parent.putObject(name);
    }

    private static void putDefault(ObjectNode object, String name) {
        if (!object.has(name)) {
            object.put(name, true);
        }
    }
}
