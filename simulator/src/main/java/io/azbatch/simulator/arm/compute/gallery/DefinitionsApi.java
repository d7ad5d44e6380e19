package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Image definitions. What says which machines an image fits can never be changed. */
final class DefinitionsApi {
    private static final String NAME_RULE = "^[^_\\W][\\w-._]{0,79}(?<![-.])$";
    private static final List<String> FIXED = List.of(
            "osType",
            "osState",
            "hyperVGeneration",
            "architecture",
            "identifier.publisher",
            "identifier.offer",
            "identifier.sku",
            "purchasePlan.name",
            "purchasePlan.publisher",
            "purchasePlan.product");
    private static final String ARCHITECTURE_SINCE = "2021-10-01";

    private final Azure azure;
    private final GalleryWrites writes;

    DefinitionsApi(Azure azure, GalleryWrites writes) {
        this.azure = azure;
        this.writes = writes;
    }

    Response get(Request request) {
        return Response.json(200, view(require(request), request));
    }

    Response list(Request request) {
        ResourceId gallery = GalleriesApi.id(request);
        if (!azure.resources().exists(gallery.toString())) {
            throw ArmError.resourceNotFound(gallery);
        }
        List<ObjectNode> items = azure.resources().children(Definition.class, gallery).stream()
                .map(definition -> view(definition, request))
                .toList();
        return azure.pages().of(request, items);
    }

    Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/galleries");
        ResourceId id = id(request);
        if (!azure.resources().exists(id.parent().orElseThrow().toString())) {
            throw ArmError.parentNotFound(id);
        }
        Optional<Definition> existing = azure.resources().find(id, Definition.class);
        existing.ifPresent(definition -> Bodies.refuseMove(definition, location));
        existing.ifPresent(GalleryWrites::refuseBusy);
        Names.check("galleryImageName", id.name(), NAME_RULE);
        return existing.map(definition -> update(request, definition, body, true))
                .orElseGet(() -> create(request, id, location, body));
    }

    Response patch(Request request) {
        Definition definition = require(request);
        GalleryWrites.refuseBusy(definition);
        return update(request, definition, Bodies.require(request), false);
    }

    Response delete(Request request) {
        return azure.resources()
                .find(id(request), Definition.class)
                .map(definition -> writes.delete(request, definition, GalleryWrites.QUICK))
                .orElseGet(() -> Response.empty(204));
    }

    private Response create(Request request, ResourceId id, String location, ObjectNode body) {
        ObjectNode model = model(body);
        ObjectNode properties = (ObjectNode) model.get("properties");
        requireOneOf(properties, "osType", Set.of("Linux", "Windows"));
        requireOneOf(properties, "osState", Set.of("Generalized", "Specialized"));
        JsonNode identifier = properties.path("identifier");
        if (!identifier.isObject()) {
            throw ArmError.missingParameter("galleryImage.properties.identifier");
        }
        Names.checkIdentifier(identifier);
        refuseDuplicate(id, identifier);
        Json.putDefault(properties, "hyperVGeneration", "V1");
        Json.putDefault(properties, "architecture", "x64");
        requireOneOf(properties, "hyperVGeneration", Set.of("V1", "V2"));
        requireOneOf(properties, "architecture", Set.of("x64", "Arm64"));
        return writes.write(
                request, new Definition(id, location, model, "Creating"), created -> view(created, request));
    }

    private Response update(Request request, Definition definition, ObjectNode body, boolean put) {
        for (String name : FIXED) {
            JsonNode wanted = Json.at(body.path("properties"), name.split("\\."));
            String kept = Json.text(definition.model().path("properties"), name.split("\\."));
            if (wanted.isTextual() && !wanted.asText().equalsIgnoreCase(kept)) {
                throw ArmError.of(
                        409,
                        "PropertyChangeNotAllowed",
                        "Changing property 'galleryImage.properties." + name + "' is not allowed.",
                        "galleryImage.properties." + name);
            }
        }
        ObjectNode model = Json.merge(definition.model(), model(body));
        Bodies.tags(model, body, definition.model(), put);
        return writes.write(request, definition.with(model, "Updating"), changed -> view(changed, request));
    }

    private void refuseDuplicate(ResourceId id, JsonNode identifier) {
        azure.resources().children(Definition.class, id.parent().orElseThrow()).stream()
                .filter(other -> other.hasIdentifier(identifier))
                .findFirst()
                .ifPresent(other -> {
                    throw ArmError.of(
                            409,
                            "Conflict",
                            "Gallery image: " + other.id().name() + " identified by (publisher:"
                                    + other.identifier("publisher") + ", offer:" + other.identifier("offer")
                                    + ", sku:" + other.identifier("sku")
                                    + ") already exists. Choose a different publisher, offer, sku combination.");
                });
    }

    /** Empty objects and lists are not kept: a definition without features shows none. */
    private static ObjectNode model(ObjectNode body) {
        ObjectNode model = Json.object();
        if (body.hasNonNull("tags")) {
            model.set("tags", body.get("tags").deepCopy());
        }
        ObjectNode properties = Json.object();
        body.path("properties").properties().stream()
                .filter(field -> !field.getKey().equals("provisioningState"))
                .filter(field -> !field.getValue().isNull())
                .filter(field ->
                        !field.getValue().isContainerNode() || !field.getValue().isEmpty())
                .forEach(
                        field -> properties.set(field.getKey(), field.getValue().deepCopy()));
        model.set("properties", properties);
        return model;
    }

    private static void requireOneOf(ObjectNode properties, String name, Set<String> values) {
        String value = Json.text(properties, name);
        if (value.isEmpty()) {
            throw ArmError.missingParameter("galleryImage.properties." + name);
        }
        if (!values.contains(value)) {
            throw ArmError.of(
                    400,
                    "InvalidParameter",
                    "The value '" + value + "' of parameter 'galleryImage.properties." + name
                            + "' is invalid. Allowed values: "
                            + values.stream().sorted().toList() + ".",
                    "galleryImage.properties." + name);
        }
    }

    private static ObjectNode view(Definition definition, Request request) {
        ObjectNode json = definition.view();
        if (request.apiVersion().compareTo(ARCHITECTURE_SINCE) < 0) {
            ((ObjectNode) json.get("properties")).remove("architecture");
        }
        return json;
    }

    private Definition require(Request request) {
        ResourceId id = id(request);
        return azure.resources().find(id, Definition.class).orElseThrow(() -> ArmError.resourceNotFound(id));
    }

    static ResourceId id(Request request) {
        return GalleriesApi.id(request).child("images", request.param("image"));
    }
}
