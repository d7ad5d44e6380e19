package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Optional;

/** Versions of applications. The package they come from is not looked at. */
final class ApplicationVersionsApi {
    private final Azure azure;
    private final GalleryWrites writes;

    ApplicationVersionsApi(Azure azure, GalleryWrites writes) {
        this.azure = azure;
        this.writes = writes;
    }

    void routes(Router router, String all) {
        String one = all + "/{version}";
        RateGroup read = RateGroup.windows("GetGalleryApplicationVersion", 299, 1999);
        RateGroup write = RateGroup.windows("CreateUpdateGalleryApplicationVersion", 149, 749);
        router.add("GET", all, "galleries/applications/versions list", read.on(azure, this::list));
        router.add(
                "GET",
                one,
                "galleries/applications/versions GET",
                read.on(azure, request -> Response.json(200, require(request).view())));
        router.add("PUT", one, "galleries/applications/versions PUT", write.on(azure, this::put));
        router.add("PATCH", one, "galleries/applications/versions PATCH", write.on(azure, this::patch));
        router.add(
                "DELETE",
                one,
                "galleries/applications/versions DELETE",
                RateGroup.windows("DeleteGalleryApplicationVersion", 149, 999).on(azure, this::delete));
    }

    private Response list(Request request) {
        ResourceId application = ApplicationsApi.id(request);
        if (!azure.resources().exists(application.toString())) {
            throw ArmError.resourceNotFound(application);
        }
        return azure.pages()
                .of(
                        request,
                        azure.resources().children(ApplicationVersion.class, application).stream()
                                .map(ApplicationVersion::view)
                                .toList());
    }

    private Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/galleries");
        ResourceId id = id(request);
        if (!azure.resources().exists(id.parent().orElseThrow().toString())) {
            throw ArmError.parentNotFound(id);
        }
        Optional<ApplicationVersion> existing = azure.resources().find(id, ApplicationVersion.class);
        existing.ifPresent(version -> Bodies.refuseMove(version, location));
        Names.checkVersion(id.name());
        existing.ifPresent(GalleryWrites::refuseBusy);
        if (existing.isPresent()) {
            return update(request, existing.get(), body, true);
        }
        ObjectNode model = writable(body);
        complete(model, location);
        publishing(model).put("publishedDate", ArmTime.offset(azure.world().now()));
        return written(request, new ApplicationVersion(id, location, model, "Creating"), "imageVersionSeconds");
    }

    private Response patch(Request request) {
        ApplicationVersion version = require(request);
        GalleryWrites.refuseBusy(version);
        return update(request, version, Bodies.require(request), false);
    }

    private Response update(Request request, ApplicationVersion version, ObjectNode body, boolean put) {
        ObjectNode model = Json.merge(version.model(), writable(body));
        Bodies.tags(model, body, version.model(), put);
        complete(model, version.location());
        return written(request, version.with(model, "Updating"), "imageVersionUpdateSeconds");
    }

    private Response written(Request request, ApplicationVersion version, String durationSetting) {
        return writes.write(
                request, version, azure.settings().seconds(durationSetting), ApplicationVersion::view, () -> {});
    }

    private Response delete(Request request) {
        return azure.resources()
                .find(id(request), ApplicationVersion.class)
                .map(version -> writes.delete(request, version, azure.settings().seconds("imageVersionDeleteSeconds")))
                .orElseGet(() -> Response.empty(204));
    }

    private void complete(ObjectNode model, String location) {
        ObjectNode publishing = publishing(model);
        require(Json.text(publishing, "source", "mediaLink"), "source.mediaLink");
        require(Json.text(publishing, "manageActions", "install"), "manageActions.install");
        require(Json.text(publishing, "manageActions", "remove"), "manageActions.remove");
        PublishingProfile.complete(publishing, location, azure.world().now());
        Json.putDefault(publishing, "enableHealthCheck", false);
    }

    private static void require(String value, String name) {
        if (value.isEmpty()) {
            throw ArmError.missingParameter("galleryApplicationVersion.properties.publishingProfile." + name);
        }
    }

    private static ObjectNode publishing(ObjectNode model) {
        return Json.objectIn((ObjectNode) model.get("properties"), "publishingProfile");
    }

    private static ObjectNode writable(ObjectNode body) {
        ObjectNode model = Json.object();
        if (body.hasNonNull("tags")) {
            model.set("tags", body.get("tags").deepCopy());
        }
        ObjectNode properties = body.path("properties") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        properties.remove(List.of("provisioningState", "replicationStatus"));
        if (properties.path("publishingProfile") instanceof ObjectNode profile) {
            profile.remove("publishedDate");
        }
        model.set("properties", properties);
        return model;
    }

    private ApplicationVersion require(Request request) {
        ResourceId id = id(request);
        return azure.resources().find(id, ApplicationVersion.class).orElseThrow(() -> ArmError.resourceNotFound(id));
    }

    private static ResourceId id(Request request) {
        return ApplicationsApi.id(request).child("versions", request.param("version"));
    }
}
