package io.azbatch.simulator.arm.compute;

import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;

/** The poll addresses of Microsoft.Compute's long operations. */
final class Polls {
    private final Azure azure;

    Polls(Azure azure) {
        this.azure = azure;
    }

    void routes(Router router) {
        add(router, "operations", RateGroup.machine("GetOperation", 14999, 44));
        add(router, "DiskOperations", RateGroup.windows("GetOperation", 49999, 399999));
        add(router, "capsOperations", RateGroup.windows("GetOperationStatus", 1199, 4199));
    }

    private void add(Router router, String collection, RateGroup group) {
        String template = "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/" + collection
                + "/{id}";
        router.add("GET", template, collection + " GET", group.on(azure, request -> poll(request, collection)));
    }

    private Response poll(Request request, String collection) {
        LongOperation operation = azure.operations()
                .find(collection, request.param("id"))
                .filter(found -> found.recognises(request))
                .orElseThrow(() -> ArmError.of(404, "NotFound", "Operation " + request.param("id") + " is not found."));
        return request.query().get("monitor").isPresent()
                ? operation.monitor(azure.world().now())
                : operation.status(azure.world().now());
    }
}
