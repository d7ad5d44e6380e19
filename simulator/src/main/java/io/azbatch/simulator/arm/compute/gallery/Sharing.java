package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** With whom a gallery is shared. Its form follows the specification; none is recorded. */
final class Sharing {
    private static final List<String> PERMISSIONS = List.of("Private", "Groups", "Community");
    private static final List<String> KINDS = List.of("Subscriptions", "AADTenants");
    private static final String PROFILE = "/properties/sharingProfile";

    private Sharing() {}

    /** Refuses a profile with permissions that there are not, and gives a community gallery its public name. */
    static void complete(ObjectNode model, Gallery gallery) {
        if (!(model.at(PROFILE) instanceof ObjectNode profile)) {
            return;
        }
        String permissions = profile.path("permissions").asText("Private");
        if (!PERMISSIONS.contains(permissions)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + permissions + "' of parameter 'sharingProfile.permissions' is invalid.",
                    "sharingProfile.permissions");
        }
        profile.put("permissions", permissions);
        if (!permissions.equals("Community")) {
            profile.remove("communityGalleryInfo");
            return;
        }
        ObjectNode info = Json.objectIn(profile, "communityGalleryInfo");
        String prefix = Json.text(info, "publicNamePrefix");
        if (prefix.isEmpty()) {
            throw ArmError.missingParameter("sharingProfile.communityGalleryInfo.publicNamePrefix");
        }
        Json.putDefault(info, "communityGalleryEnabled", false);
        info.putArray("publicNames")
                .add(prefix + "-" + UUID.nameUUIDFromBytes(gallery.id().key().getBytes(StandardCharsets.UTF_8)));
    }

    /** What a share request makes of the gallery's model. */
    static ObjectNode apply(ObjectNode model, ObjectNode request) {
        ObjectNode changed = model.deepCopy();
        String permissions = changed.at(PROFILE).path("permissions").asText("Private");
        String operation = Json.text(request, "operationType");
        ObjectNode profile = changed.withObject(PROFILE);
        switch (operation) {
            case "Add", "Remove" -> {
                requirePermissions(permissions, "Groups");
                request.path("groups").forEach(group -> change(profile, group, operation.equals("Add")));
            }
            case "EnableCommunity" -> {
                requirePermissions(permissions, "Community");
                Json.objectIn(profile, "communityGalleryInfo").put("communityGalleryEnabled", true);
            }
            case "Reset" -> {
                profile.remove("groups");
                profile.remove("communityGalleryInfo");
                profile.put("permissions", "Private");
            }
            default ->
                throw ArmError.of(
                        400,
                        "InvalidParameter",
                        "The value '" + operation + "' of parameter 'operationType' is invalid.",
                        "operationType");
        }
        return changed;
    }

    private static void requirePermissions(String has, String wanted) {
        if (!has.equals(wanted)) {
            throw ArmError.notAllowed("The gallery's sharing permissions are '" + has + "'; they must be '" + wanted
                    + "' for this operation.");
        }
    }

    private static void change(ObjectNode profile, JsonNode group, boolean add) {
        String kind = Json.text(group, "type");
        if (!KINDS.contains(kind)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + kind + "' of parameter 'groups.type' is invalid.",
                    "groups");
        }
        ArrayNode groups = profile.path("groups") instanceof ArrayNode there ? there : profile.putArray("groups");
        Set<String> ids = new LinkedHashSet<>();
        for (int i = groups.size() - 1; i >= 0; i--) {
            if (Json.text(groups.get(i), "type").equals(kind)) {
                groups.remove(i).path("ids").forEach(id -> ids.add(id.asText()));
            }
        }
        group.path("ids").forEach(id -> {
            if (add) {
                ids.add(id.asText());
            } else {
                ids.remove(id.asText());
            }
        });
        if (!ids.isEmpty()) {
            ArrayNode list = groups.addObject().put("type", kind).putArray("ids");
            ids.forEach(list::add);
        }
    }
}
