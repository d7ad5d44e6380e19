package io.azbatch.simulator.arm.compute.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.LongOperation;
import io.azbatch.simulator.arm.Operations;
import io.azbatch.simulator.arm.PlainResource;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Private endpoint connections of a disk access: approved, rejected or cut by its owner. */
final class ConnectionsApi {
    private static final Duration DECISION = Duration.ofSeconds(5);
    private static final Set<String> DECISIONS = Set.of("Approved", "Rejected");

    private final Azure azure;
    private final DiskAccessesApi accesses;
    private final PrivateEndpoints endpoints;

    ConnectionsApi(Azure azure, DiskAccessesApi accesses, PrivateEndpoints endpoints) {
        this.azure = azure;
        this.accesses = accesses;
        this.endpoints = endpoints;
    }

    void routes(Router router, String all) {
        String one = all + "/{connection}";
        router.add("GET", all, "diskAccesses/privateEndpointConnections list", this::list);
        router.add("GET", one, "diskAccesses/privateEndpointConnections GET", this::get);
        router.add("PUT", one, "diskAccesses/privateEndpointConnections PUT", this::put);
        router.add("DELETE", one, "diskAccesses/privateEndpointConnections DELETE", this::delete);
    }

    private Response list(Request request) {
        return azure.pages().of(request, endpoints.connections(accesses.require(request)));
    }

    private Response get(Request request) {
        DiskAccessObject access = accesses.require(request);
        return Response.json(200, endpoints.view(access, require(request, access)));
    }

    private Response put(Request request) {
        DiskAccessObject access = accesses.require(request);
        PlainResource endpoint = require(request, access);
        ObjectNode body = Bodies.require(request);
        String status = Json.text(body, "properties", "privateLinkServiceConnectionState", "status");
        if (!DECISIONS.contains(status)) {
            throw ArmError.missingParameter("privateEndpointConnection.properties.privateLinkServiceConnectionState");
        }
        String description = Json.text(body, "properties", "privateLinkServiceConnectionState", "description");
        DiskAccessObject decided = decide(access, endpoint, status, description);
        ObjectNode shown = endpoints.view(decided, endpoint);
        LongOperation operation =
                azure.operations().begin(request, plan(access).withOutput(() -> shown), failure -> {});
        return operation.announceBoth(Response.json(202, shown));
    }

    private Response delete(Request request) {
        DiskAccessObject access = accesses.require(request);
        Optional<PlainResource> endpoint = find(request, access);
        if (endpoint.isEmpty()) {
            return Response.empty(204);
        }
        decide(access, endpoint.get(), "Deleted", "");
        return azure.operations().begin(request, plan(access), failure -> {}).announceBoth(Response.empty(202));
    }

    private DiskAccessObject decide(
            DiskAccessObject access, PlainResource endpoint, String status, String description) {
        ObjectNode model = access.model().deepCopy();
        Json.objectIn(model, "approvals")
                .putObject(PrivateEndpoints.name(access, endpoint))
                .put("actionsRequired", "None")
                .put("description", description)
                .put("status", status);
        DiskAccessObject decided = access.with(model, access.provisioning());
        azure.resources().put(decided);
        return decided;
    }

    private PlainResource require(Request request, DiskAccessObject access) {
        return find(request, access)
                .orElseThrow(() -> ArmError.resourceNotFound(
                        access.id().child("privateEndpointConnections", request.param("connection"))));
    }

    private Optional<PlainResource> find(Request request, DiskAccessObject access) {
        return endpoints.of(access).stream()
                .filter(endpoint ->
                        PrivateEndpoints.name(access, endpoint).equalsIgnoreCase(request.param("connection")))
                .findFirst();
    }

    private static Operations.Plan plan(DiskAccessObject access) {
        return Operations.Plan.of("DiskOperations", "Microsoft.Compute", access.location(), DECISION);
    }
}
