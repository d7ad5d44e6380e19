package io.azbatch.simulator.arm.compute.gallery;

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

/** Galleries. */
final class GalleriesApi {
    private static final String NAME_RULE = "^[^_\\W][\\w._]{0,79}(?<![-.])$";

    private final Azure azure;
    private final GalleryWrites writes;

    GalleriesApi(Azure azure, GalleryWrites writes) {
        this.azure = azure;
        this.writes = writes;
    }

    Response get(Request request) {
        Gallery gallery = require(request);
        String expand = request.query().get("$expand").orElse("");
        return Response.json(
                200, expand.equalsIgnoreCase("SharingProfile/Groups") ? gallery.viewWithGroups() : gallery.view());
    }

    /** Ids in this list have the group's name in capitals, in a group's own list too. */
    Response list(Request request, boolean wholeSubscription) {
        List<ObjectNode> items = azure.resources().list(Gallery.class).stream()
                .filter(gallery -> gallery.id().subscription().equalsIgnoreCase(request.param("subscription")))
                .filter(gallery -> wholeSubscription || gallery.id().group().equalsIgnoreCase(request.param("group")))
                .map(GalleriesApi::listed)
                .toList();
        return azure.pages().of(request, items);
    }

    Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/galleries");
        ResourceId id = id(request);
        Optional<Gallery> existing = azure.resources().find(id, Gallery.class);
        existing.ifPresent(gallery -> Bodies.refuseMove(gallery, location));
        Names.check("galleryName", id.name(), NAME_RULE);
        existing.ifPresent(GalleryWrites::refuseBusy);
        return existing.map(gallery -> update(request, gallery, body, true))
                .orElseGet(() -> create(request, new Gallery(id, location, model(body), "Creating")));
    }

    private Response create(Request request, Gallery gallery) {
        Sharing.complete(gallery.model(), gallery);
        return writes.write(request, gallery, Gallery::view);
    }

    /** Shares it with subscriptions or tenants, or with everybody. */
    Response share(Request request) {
        Gallery gallery = require(request);
        GalleryWrites.refuseBusy(gallery);
        ObjectNode body = Bodies.require(request);
        return writes.share(request, gallery.with(Sharing.apply(gallery.model(), body), "Updating"), body);
    }

    Response patch(Request request) {
        Gallery gallery = require(request);
        GalleryWrites.refuseBusy(gallery);
        return update(request, gallery, Bodies.require(request), false);
    }

    Response delete(Request request) {
        return azure.resources()
                .find(id(request), Gallery.class)
                .map(gallery -> writes.delete(request, gallery, GalleryWrites.QUICK))
                .orElseGet(() -> Response.empty(204));
    }

    private Response update(Request request, Gallery gallery, ObjectNode body, boolean put) {
        ObjectNode model = Json.merge(gallery.model(), model(body));
        Bodies.tags(model, body, gallery.model(), put);
        Sharing.complete(model, gallery);
        return writes.write(request, gallery.with(model, "Updating"), Gallery::view);
    }

    private static ObjectNode model(ObjectNode body) {
        ObjectNode model = Json.object();
        if (body.hasNonNull("tags")) {
            model.set("tags", body.get("tags").deepCopy());
        }
        ObjectNode properties = body.path("properties") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        properties.remove(List.of("identifier", "provisioningState"));
        if (properties.path("sharingProfile") instanceof ObjectNode sharing) {
            // With whom it is shared is changed by the action alone.
            sharing.remove("groups");
        }
        model.set("properties", properties);
        return model;
    }

    private static ObjectNode listed(Gallery gallery) {
        return gallery.view().put("id", gallery.id().withGroupInCapitals().toString());
    }

    private Gallery require(Request request) {
        ResourceId id = id(request);
        return azure.resources().find(id, Gallery.class).orElseThrow(() -> ArmError.resourceNotFound(id));
    }

    static ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                "Microsoft.Compute",
                "galleries",
                request.param("gallery"));
    }
}
