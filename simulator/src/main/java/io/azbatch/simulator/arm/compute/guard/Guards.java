package io.azbatch.simulator.arm.compute.guard;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Resources;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import java.util.List;

/** What disks say of the guards they want: it must be there and be ready, and the rest of what they say must fit it. */
public final class Guards {
    private static final List<String> POLICIES = List.of("AllowAll", "AllowPrivate", "DenyAll");
    private static final String PLATFORM_KEY = "EncryptionAtRestWithPlatformKey";
    private static final List<String> CUSTOMER_KEYS =
            List.of("EncryptionAtRestWithCustomerKey", "EncryptionAtRestWithPlatformAndCustomerKeys");

    private final Resources resources;

    public Guards(Resources resources) {
        this.resources = resources;
    }

    /** Refuses properties of a disk or snapshot whose network access or encryption can not be had. */
    public void check(JsonNode properties) {
        checkAccess(properties);
        checkEncryption(properties.path("encryption"));
    }

    /** Refuses an encryption set that is not there. */
    public void requireEncryptionSet(String id) {
        DiskEncryptionSet set = resources.find(id, DiskEncryptionSet.class).orElseThrow(() -> notFound(id));
        if (!set.provisioning().equals("Succeeded")) {
            throw notReady("DiskEncryptionSet", id);
        }
    }

    private void checkAccess(JsonNode properties) {
        String policy = properties.path("networkAccessPolicy").asText("AllowAll");
        String access = Json.text(properties, "diskAccessId");
        if (!POLICIES.contains(policy)) {
            throw invalid("networkAccessPolicy", policy);
        }
        if (!policy.equals("AllowPrivate")) {
            return;
        }
        if (access.isEmpty()) {
            throw ArmError.missingParameter("diskAccessId");
        }
        DiskAccessObject found = resources.find(access, DiskAccessObject.class).orElseThrow(() -> notFound(access));
        if (!found.provisioning().equals("Succeeded")) {
            throw notReady("DiskAccess", access);
        }
    }

    private void checkEncryption(JsonNode encryption) {
        String set = Json.text(encryption, "diskEncryptionSetId");
        String type = Json.text(encryption, "type");
        if (!type.isEmpty() && !type.equals(PLATFORM_KEY) && !CUSTOMER_KEYS.contains(type)) {
            throw invalid("encryption.type", type);
        }
        if (CUSTOMER_KEYS.contains(type) && set.isEmpty()) {
            throw ArmError.missingParameter("encryption.diskEncryptionSetId");
        }
        if (!set.isEmpty()) {
            requireEncryptionSet(set);
        }
    }

    /** Also said of one that is still being made. */
    private static Refused notReady(String what, String id) {
        return ArmError.of(
                400,
                "Conflict",
                what + " resource '" + id + "' is in failed state. Please try recreating the " + what
                        + " resource and retry the operation.");
    }

    private static Refused notFound(String id) {
        return ArmError.of(404, "NotFound", "Resource " + id.substring(id.lastIndexOf('/') + 1) + " is not found.");
    }

    private static Refused invalid(String parameter, String value) {
        return ArmError.of(
                400,
                "InvalidParameter",
                "The value '" + value + "' of parameter '" + parameter + "' is invalid.",
                parameter);
    }
}
