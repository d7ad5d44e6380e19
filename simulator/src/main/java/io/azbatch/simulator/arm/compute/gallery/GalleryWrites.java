package io.azbatch.simulator.arm.compute.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How everything in a gallery is written: 201 or 200 with a long operation, deleted by 202, and never before its children. */
final class GalleryWrites {
    /** Galleries and definitions are only entries in a book. */
    static final Duration QUICK = Duration.ofMillis(200);

    private final Azure azure;
    private final SoftDeleted softDeleted;

    GalleryWrites(Azure azure) {
        this.azure = azure;
        this.softDeleted = new SoftDeleted(azure);
    }

    /** Versions that can be brought back. */
    SoftDeleted softDeleted() {
        return softDeleted;
    }

    /** Stores the item and answers as PUT and PATCH do; the state at the end follows from the operation. */
    <T extends GalleryItem> Response write(
            Request request, T item, Duration duration, Function<T, ObjectNode> view, Runnable atFailure) {
        azure.resources().put(item);
        LongOperation operation = azure.operations().begin(request, plan(item, duration), failure -> {
            if (azure.resources().holds(item)) {
                azure.resources().put(item.with(item.model(), failure.isPresent() ? "Failed" : "Succeeded"));
                failure.ifPresent(end -> atFailure.run());
            }
        });
        int status = item.provisioning().equals("Creating") ? 201 : 200;
        return operation.announce(Response.json(status, view.apply(item)));
    }

    /** The same for an item of which nothing but its state changes when the write fails. */
    <T extends GalleryItem> Response write(Request request, T item, Function<T, ObjectNode> view) {
        return write(request, item, QUICK, view, () -> {});
    }

    /** The same for an action, which is accepted by 202 and ends with what was asked for. */
    Response share(Request request, Gallery gallery, ObjectNode asked) {
        azure.resources().put(gallery);
        LongOperation operation = azure.operations()
                .begin(request, plan(gallery, QUICK).withOutput(() -> asked), end -> {
                    if (azure.resources().holds(gallery)) {
                        azure.resources().put(gallery.with(gallery.model(), end.isPresent() ? "Failed" : "Succeeded"));
                    }
                });
        return operation.announceBoth(Response.json(202, asked));
    }

    Response delete(Request request, GalleryItem item, Duration duration) {
        refuseParent(item.id());
        GalleryItem leaving = item.with(item.model(), "Deleting");
        azure.resources().put(leaving);
        LongOperation operation = azure.operations().begin(request, plan(item, duration), failure -> {
            if (failure.isPresent() && azure.resources().holds(leaving)) {
                azure.resources().put(item.with(item.model(), "Failed"));
            } else if (azure.resources().holds(leaving)) {
                azure.resources().remove(item.id());
                if (item instanceof ImageVersion version) {
                    softDeleted.keep(version);
                }
            }
        });
        return operation.announceBoth(Response.empty(202));
    }

    /** Refuses a second write while one is under way. */
    static void refuseBusy(GalleryItem item) {
        if (List.of("Creating", "Updating", "Deleting").contains(item.provisioning())) {
            throw ArmError.of(
                    409,
                    "Conflict",
                    "The request failed due to conflict with a concurrent request. To resolve it, please refer to"
                            + " https://aka.ms/activitylog to get more details on the conflicting requests.");
        }
    }

    /** A child counts for some seconds after its deletion has ended. */
    void refuseParent(ResourceId id) {
        List<String> children = new ArrayList<>();
        azure.resources()
                .children(GalleryItem.class, id)
                .forEach(child -> children.add(child.id().toString()));
        children.addAll(azure.resources().childrenDeletedWithin(id, "nestedDeleteLagSeconds"));
        children.addAll(softDeleted.in(id));
        if (!children.isEmpty()) {
            List<String> names = children.stream()
                    .map(child -> child.replaceFirst("(?i).*/providers/", ""))
                    .toList();
            throw ArmError.gateway(
                    409,
                    "CannotDeleteResource",
                    "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '"
                            + String.join(",", names)
                            + "'. Please delete all nested resources before deleting this resource.");
        }
    }

    private static Operations.Plan plan(GalleryItem item, Duration duration) {
        return Operations.Plan.of("capsOperations", "Microsoft.Compute", item.location(), duration);
    }
}
