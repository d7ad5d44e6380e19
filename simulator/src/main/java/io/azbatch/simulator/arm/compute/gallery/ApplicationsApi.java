package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
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

/** Gallery applications: entries in a book that are there at once. Their versions are copied to regions as images are. */
final class ApplicationsApi {
    private static final String NAME_RULE = "^[^_\\W][\\w-._]{0,79}(?<![-.])$";

    private final Azure azure;
    private final GalleryWrites writes;

    ApplicationsApi(Azure azure, GalleryWrites writes) {
        this.azure = azure;
        this.writes = writes;
    }

    void routes(Router router, String all) {
        String one = all + "/{application}";
        RateGroup read = RateGroup.windows("GetGalleryApplication", 299, 1999);
        RateGroup write = RateGroup.windows("CreateUpdateGalleryApplication", 149, 749);
        router.add("GET", all, "galleries/applications list", read.on(azure, this::list));
        router.add(
                "GET",
                one,
                "galleries/applications GET",
                read.on(azure, request -> Response.json(200, require(request).view())));
        router.add("PUT", one, "galleries/applications PUT", write.on(azure, this::put));
        router.add("PATCH", one, "galleries/applications PATCH", write.on(azure, this::patch));
        router.add(
                "DELETE",
                one,
                "galleries/applications DELETE",
                RateGroup.windows("DeleteGalleryApplication", 49, 299).on(azure, this::delete));
        new ApplicationVersionsApi(azure, writes).routes(router, one + "/versions");
    }

    private Response list(Request request) {
        ResourceId gallery = GalleriesApi.id(request);
        if (!azure.resources().exists(gallery.toString())) {
            throw ArmError.resourceNotFound(gallery);
        }
        return azure.pages()
                .of(
                        request,
                        azure.resources().children(Application.class, gallery).stream()
                                .map(Application::view)
                                .toList());
    }

    private Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/galleries");
        ResourceId id = id(request);
        if (!azure.resources().exists(id.parent().orElseThrow().toString())) {
            throw ArmError.parentNotFound(id);
        }
        Optional<Application> existing = azure.resources().find(id, Application.class);
        existing.ifPresent(application -> Bodies.refuseMove(application, location));
        Names.check("galleryApplicationName", id.name(), NAME_RULE);
        if (existing.isPresent()) {
            return update(existing.get(), body, true);
        }
        ObjectNode model = model(body);
        requireSystem(model);
        return store(201, new Application(id, location, model, "Succeeded"));
    }

    private Response patch(Request request) {
        return update(require(request), Bodies.require(request), false);
    }

    private Response update(Application application, ObjectNode body, boolean put) {
        ObjectNode model = Json.merge(application.model(), model(body));
        Bodies.tags(model, body, application.model(), put);
        String before = Json.text(application.model(), "properties", "supportedOSType");
        if (!Json.text(model, "properties", "supportedOSType").equals(before)) {
            throw ArmError.of(
                    409,
                    "PropertyChangeNotAllowed",
                    "Changing property 'galleryApplication.properties.supportedOSType' is not allowed.",
                    "galleryApplication.properties.supportedOSType");
        }
        return store(200, application.with(model, "Succeeded"));
    }

    private Response store(int status, Application application) {
        azure.resources().put(application);
        return Response.json(status, application.view());
    }

    private Response delete(Request request) {
        Optional<Application> existing = azure.resources().find(id(request), Application.class);
        existing.ifPresent(application -> {
            writes.refuseParent(application.id());
            azure.resources().remove(application.id());
        });
        return Response.empty(existing.isPresent() ? 200 : 204);
    }

    private static void requireSystem(ObjectNode model) {
        String system = Json.text(model, "properties", "supportedOSType");
        if (!List.of("Linux", "Windows").contains(system)) {
            throw ArmError.missingParameter("galleryApplication.properties.supportedOSType");
        }
    }

    private static ObjectNode model(ObjectNode body) {
        ObjectNode model = Json.object();
        if (body.hasNonNull("tags")) {
            model.set("tags", body.get("tags").deepCopy());
        }
        model.set("properties", body.path("properties") instanceof ObjectNode given ? given.deepCopy() : Json.object());
        return model;
    }

    private Application require(Request request) {
        ResourceId id = id(request);
        return azure.resources().find(id, Application.class).orElseThrow(() -> ArmError.resourceNotFound(id));
    }

    static ResourceId id(Request request) {
        return GalleriesApi.id(request).child("applications", request.param("application"));
    }
}
