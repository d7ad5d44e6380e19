package io.azbatch.simulator.arm.compute.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.Regions;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.arm.compute.RateGroup;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Managed images. */
public final class ImagesApi {
    /** Never seen to be faster. */
    private static final Duration WRITE = Duration.ofMillis(5200);

    private final Azure azure;
    private final ImageBody bodies;

    public ImagesApi(Azure azure) {
        this.azure = azure;
        this.bodies = new ImageBody(azure);
    }

    public void routes(Router router) {
        String group = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/images";
        String one = group + "/{image}";
        RateGroup read = RateGroup.subscription("GetImages", 359);
        RateGroup list = RateGroup.subscription("HighCostGetImages", 79);
        RateGroup write = RateGroup.subscription("CreateImages", 59);
        RateGroup delete = RateGroup.subscription("DeleteImages", 119);
        router.add(
                "GET",
                "/subscriptions/{subscription}/providers/Microsoft.Compute/images",
                "images list",
                list.on(azure, request -> list(request, true)));
        router.add("GET", group, "images list", list.on(azure, request -> list(request, false)));
        router.add(
                "GET",
                one,
                "images GET",
                read.on(azure, request -> Response.json(200, require(request).view())));
        router.add("PUT", one, "images PUT", write.on(azure, this::put));
        router.add("PATCH", one, "images PATCH", write.on(azure, this::patch));
        router.add("DELETE", one, "images DELETE", delete.on(azure, this::delete));
    }

    private Response list(Request request, boolean wholeSubscription) {
        List<ObjectNode> items = azure.resources().list(ManagedImage.class).stream()
                .filter(image -> image.id().subscription().equalsIgnoreCase(request.param("subscription")))
                .filter(image -> wholeSubscription || image.id().group().equalsIgnoreCase(request.param("group")))
                .map(image -> wholeSubscription ? shouting(image) : image.view())
                .toList();
        return azure.pages().of(request, items);
    }

    private static ObjectNode shouting(ManagedImage image) {
        return image.view().put("id", image.id().withGroupInCapitals().toString());
    }

    private Response put(Request request) {
        ObjectNode body = Bodies.require(request);
        String location = Regions.require(Bodies.location(body), "Microsoft.Compute/images");
        Optional<ManagedImage> existing = azure.resources().find(id(request), ManagedImage.class);
        existing.ifPresent(image -> Bodies.refuseMove(image, location));
        existing.ifPresent(image -> refuseDeleting(image, "Create Image"));
        ObjectNode given = bodies.model(body, location, request.apiVersion());
        ObjectNode model = existing.isPresent() ? bodies.withSizes(given) : given;
        ResourceId id = existing.map(ManagedImage::id).orElse(id(request));
        String state = existing.isPresent() ? "Updating" : "Creating";
        return write(request, new ManagedImage(id, location, model, state));
    }

    private Response patch(Request request) {
        ManagedImage image = require(request);
        refuseDeleting(image, "Update Image");
        ObjectNode body = Bodies.require(request);
        ObjectNode model = image.model().deepCopy();
        Bodies.tags(model, body, image.model(), false);
        return write(request, new ManagedImage(image.id(), image.location(), model, "Updating"));
    }

    private Response write(Request request, ManagedImage image) {
        azure.resources().put(image);
        LongOperation operation = begin(bodies.judge(request, image), image, failed -> settle(image, failed));
        return operation.announce(Response.json(image.provisioning().equals("Creating") ? 201 : 200, image.view()));
    }

    private Response delete(Request request) {
        Optional<ManagedImage> existing = azure.resources().find(id(request), ManagedImage.class);
        if (existing.isEmpty()) {
            return Response.empty(204);
        }
        ManagedImage image = existing.get().with("Deleting");
        azure.resources().put(image);
        LongOperation operation = begin(request, image, failed -> {
            if (failed) {
                settle(image, true);
            } else if (azure.resources().holds(image)) {
                azure.resources().remove(image.id());
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    private LongOperation begin(Request request, ManagedImage image, Consumer<Boolean> atEnd) {
        Operations.Plan plan = Operations.Plan.of("operations", "Microsoft.Compute", image.location(), WRITE);
        return azure.operations().begin(request, plan, failure -> atEnd.accept(failure.isPresent()));
    }

    private void settle(ManagedImage image, boolean failed) {
        if (azure.resources().holds(image)) {
            azure.resources()
                    .put(
                            failed
                                    ? image.with("Failed")
                                    : image.with(bodies.withSizes(image.model()))
                                            .with("Succeeded"));
        }
    }

    private static void refuseDeleting(ManagedImage image, String operation) {
        if (image.provisioning().equals("Deleting")) {
            throw ArmError.notAllowed("Operation '" + operation + "' is not allowed on Image '"
                    + image.id().name() + "' since the Image is marked for deletion. You can only retry the Delete"
                    + " operation (or wait for an ongoing one to complete).");
        }
    }

    private ManagedImage require(Request request) {
        ResourceId id = id(request);
        return azure.resources().find(id, ManagedImage.class).orElseThrow(() -> ArmError.resourceNotFound(id));
    }

    private static ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                "Microsoft.Compute",
                "images",
                request.param("image"));
    }
}
