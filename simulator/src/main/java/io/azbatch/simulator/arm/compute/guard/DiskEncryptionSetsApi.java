package io.azbatch.simulator.arm.compute.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.ManagedIdentities;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.arm.compute.disk.Disk;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Disk encryption sets. None is recorded; forms follow the other resources of disks, texts of refusals are a guess. */
public final class DiskEncryptionSetsApi {
    private static final Duration DELETION = Duration.ofMillis(200);
    private static final Set<String> TYPES = Set.of(
            "EncryptionAtRestWithCustomerKey",
            "EncryptionAtRestWithPlatformAndCustomerKeys",
            "ConfidentialVmEncryptedWithCustomerKey");
    private static final List<String> READ_ONLY =
            List.of("provisioningState", "previousKeys", "lastKeyRotationTimestamp", "autoKeyRotationError");

    private final Azure azure;
    private final GuardWrites writes;

    public DiskEncryptionSetsApi(Azure azure) {
        this.azure = azure;
        this.writes = new GuardWrites(azure);
    }

    public void routes(Router router) {
        String all = "/providers/Microsoft.Compute/diskEncryptionSets";
        String group = "/subscriptions/{subscription}/resourceGroups/{group}" + all;
        String one = group + "/{set}";
        RateGroup read = RateGroup.windows("LowCostGet", 14999, 119999);
        RateGroup list = RateGroup.windows("HighCostGet", 239, 1919);
        RateGroup write = RateGroup.windows("HighCostDiskEncryptionSet", 99, 299);
        router.add(
                "GET",
                "/subscriptions/{subscription}" + all,
                "diskEncryptionSets list",
                list.on(azure, request -> list(request, set -> true)));
        router.add(
                "GET",
                group,
                "diskEncryptionSets list",
                list.on(
                        azure,
                        request -> list(request, set -> set.id().group().equalsIgnoreCase(request.param("group")))));
        router.add(
                "GET",
                one,
                "diskEncryptionSets GET",
                read.on(azure, request -> Response.json(200, view(require(request)))));
        router.add("PUT", one, "diskEncryptionSets PUT", write.on(azure, this::put));
        router.add("PATCH", one, "diskEncryptionSets PATCH", write.on(azure, this::patch));
        router.add("DELETE", one, "diskEncryptionSets DELETE", write.on(azure, this::delete));
        router.add(
                "GET",
                one + "/associatedResources",
                "diskEncryptionSets/associatedResources list",
                read.on(azure, this::associated));
    }

    private Response list(Request request, Predicate<DiskEncryptionSet> wanted) {
        return azure.pages()
                .of(
                        request,
                        azure.resources().list(DiskEncryptionSet.class).stream()
                                .filter(set -> set.id().subscription().equalsIgnoreCase(request.param("subscription")))
                                .filter(wanted)
                                .map(DiskEncryptionSetsApi::view)
                                .toList());
    }

    private Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), DiskEncryptionSet.TYPE);
        Optional<DiskEncryptionSet> existing = azure.resources().find(id(request), DiskEncryptionSet.class);
        existing.ifPresent(set -> Bodies.refuseMove(set, location));
        return existing.map(set -> update(request, set, body, true)).orElseGet(() -> create(request, location, body));
    }

    private Response create(Request request, String location, ObjectNode body) {
        ObjectNode model = writable(body);
        String identity = Json.text(model, "identity", "type");
        if (identity.isEmpty() || identity.equalsIgnoreCase("None")) {
            throw ArmError.of(400, "InvalidParameter", "Disk encryption set must have a managed identity.", "identity");
        }
        Json.putDefault((ObjectNode) model.get("properties"), "encryptionType", "EncryptionAtRestWithCustomerKey");
        check(model);
        ManagedIdentities.complete(model, id(request), azure);
        return write(
                request,
                new DiskEncryptionSet(
                        id(request), location, model, "Creating", azure.world().now()));
    }

    private Response patch(Request request) {
        return update(request, require(request), Bodies.require(request), false);
    }

    private Response update(Request request, DiskEncryptionSet set, ObjectNode body, boolean put) {
        ObjectNode model = Json.merge(set.model(), writable(body));
        Bodies.tags(model, body, set.model(), put);
        check(model);
        refuseOtherType(set, model);
        ManagedIdentities.complete(model, set.id(), azure);
        remember(set, (ObjectNode) model.get("properties"));
        return write(request, set.with(model, "Updating"));
    }

    /** The key before is kept, so that disks which are still encrypted with it can be read. */
    private static void remember(DiskEncryptionSet set, ObjectNode properties) {
        JsonNode before = Json.at(set.model(), "properties", "activeKey");
        if (!before.equals(properties.path("activeKey"))) {
            ArrayNode keys = properties.path("previousKeys") instanceof ArrayNode there
                    ? there
                    : properties.putArray("previousKeys");
            keys.add(before.deepCopy());
        }
    }

    private static void refuseOtherType(DiskEncryptionSet set, ObjectNode model) {
        String before = Json.text(set.model(), "properties", "encryptionType");
        if (!Json.text(model, "properties", "encryptionType").equalsIgnoreCase(before)) {
            throw ArmError.of(
                    409,
                    "PropertyChangeNotAllowed",
                    "Changing property 'encryptionType' is not allowed.",
                    "encryptionType");
        }
    }

    private void check(ObjectNode model) {
        JsonNode properties = model.path("properties");
        String url = Json.text(properties, "activeKey", "keyUrl");
        if (url.isEmpty()) {
            throw ArmError.missingParameter("diskEncryptionSet.activeKey.keyUrl");
        }
        if (!TYPES.contains(Json.text(properties, "encryptionType"))) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + Json.text(properties, "encryptionType")
                            + "' of parameter 'diskEncryptionSet.encryptionType' is invalid.",
                    "diskEncryptionSet.encryptionType");
        }
        if (!url.matches("https://[^/]+/keys/[^/]+(/[^/]+)?")) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    url + " is not a valid versioned Key Vault Key URL. It should be in the format"
                            + " https://<vaultEndpoint>/keys/<keyName>/<keyVersion>.",
                    "diskEncryptionSet.activeKey.keyUrl");
        }
        String vault = Json.text(properties, "activeKey", "sourceVault", "id");
        if (!vault.isEmpty() && !azure.resources().exists(vault)) {
            throw ArmError.of(404, "NotFound", "Key vault " + vault + " is not found.");
        }
    }

    private Response write(Request request, DiskEncryptionSet set) {
        ObjectNode accepted = set.skeleton();
        accepted.set("properties", set.model().get("properties").deepCopy());
        return writes.write(request, set, accepted, DiskEncryptionSet.class, DiskEncryptionSetsApi::view);
    }

    private Response delete(Request request) {
        Optional<DiskEncryptionSet> existing = azure.resources().find(id(request), DiskEncryptionSet.class);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        List<String> users = users(existing.get());
        if (!users.isEmpty()) {
            throw ArmError.notAllowed("Disk encryption set "
                    + existing.get().id().name()
                    + " cannot be deleted because it is used by the following resources: " + String.join(", ", users)
                    + ".");
        }
        return writes.delete(request, existing.get(), DELETION);
    }

    private Response associated(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode ids = answer.putArray("value");
        users(require(request)).forEach(ids::add);
        return Response.json(200, answer);
    }

    private List<String> users(DiskEncryptionSet set) {
        return azure.resources().list(Disk.class).stream()
                .filter(disk -> Json.text(disk.model(), "properties", "encryption", "diskEncryptionSetId")
                        .equalsIgnoreCase(set.id().toString()))
                .map(disk -> disk.id().toString())
                .toList();
    }

    private static ObjectNode writable(ObjectNode body) {
        ObjectNode model = Json.object();
        for (String name : List.of("tags", "identity")) {
            if (body.hasNonNull(name)) {
                model.set(name, body.get(name).deepCopy());
            }
        }
        ObjectNode properties = body.path("properties") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        properties.remove(READ_ONLY);
        model.set("properties", properties);
        return model;
    }

    private static ObjectNode view(DiskEncryptionSet set) {
        ObjectNode json = set.skeleton();
        ObjectNode properties = set.model().get("properties").deepCopy();
        Json.putDefault(properties, "rotationToLatestKeyVersionEnabled", false);
        properties.put("provisioningState", set.provisioning());
        json.set("properties", properties);
        return json;
    }

    private DiskEncryptionSet require(Request request) {
        ResourceId id = id(request);
        return azure.resources()
                .find(id, DiskEncryptionSet.class)
                .orElseThrow(() -> azure.resources().deletedJustNow(id)
                        ? ArmError.of(404, "NotFound", "DiskEncryptionSet object " + id.name() + " not found.")
                        : ArmError.resourceNotFound(id));
    }

    private static ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                "Microsoft.Compute",
                "diskEncryptionSets",
                request.param("set"));
    }
}
