package io.azbatch.simulator.arm.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.Bodies;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import io.azbatch.simulator.http.Router;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Deployments in a resource group. */
public final class DeploymentsApi {
    private static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
    private static final String ALL = GROUP + "/providers/Microsoft.Resources/deployments";
    private static final String ONE = ALL + "/{name}";
    private static final int POLL_SECONDS = 15;

    private final Azure azure;
    private final Gateway gateway;
    private final Function<Request, ObjectNode> groups;

    /** @param groups the group of a request, as GET answers it */
    public DeploymentsApi(Azure azure, Gateway gateway, Function<Request, ObjectNode> groups) {
        this.azure = azure;
        this.gateway = gateway;
        this.groups = groups;
    }

    public void routes(Router router) {
        router.add("GET", ALL, "deployments list", this::list);
        router.add(
                "GET",
                ONE,
                "deployments GET",
                request -> Response.json(200, require(request).view()));
        router.add("PUT", ONE, "deployments PUT", this::put);
        router.add("DELETE", ONE, "deployments DELETE", this::delete);
        router.add("POST", ONE + "/validate", "deployments/validate", this::validate);
        router.add("POST", ONE + "/cancel", "deployments/cancel", this::cancel);
        router.add("POST", ONE + "/exportTemplate", "deployments/exportTemplate", this::export);
        router.add("GET", ONE + "/operations", "deployments/operations list", this::operations);
        // Clients leave the provider out where they ask for operations.
        router.add("GET", GROUP + "/deployments/{name}/operations", "deployments/operations list", this::operations);
        router.add("GET", ONE + "/operationStatuses/{operation}", "deployments/operationStatuses GET", this::status);
    }

    private Response list(Request request) {
        List<ObjectNode> items =
                azure.resources().list(Deployment.class, request.param("subscription"), request.param("group")).stream()
                        .map(Deployment::view)
                        .toList();
        return azure.pages().of(request, items);
    }

    private Response put(Request request) {
        Deployment deployment = read(request);
        Optional<Deployment> before = find(request);
        before.filter(Deployment::isRunning).ifPresent(DeploymentsApi::refuseSecond);
        DeploymentRun run = new DeploymentRun(azure, gateway, request, deployment);
        azure.resources().put(deployment);
        run.begin();
        return Response.json(before.isPresent() ? 200 : 201, deployment.view())
                .with(
                        "Azure-AsyncOperation",
                        request.endpoint() + deployment.id() + "/operationStatuses/" + deployment.operation()
                                + "?api-version=" + request.apiVersion())
                .with("Retry-After", azure.settings().retryAfter(POLL_SECONDS));
    }

    private Deployment read(Request request) {
        Template template = Template.of(Bodies.require(request), groups.apply(request));
        return new Deployment(
                id(request),
                request.id(),
                template,
                "Accepted",
                azure.world().now(),
                azure.world().now(),
                List.of(),
                Json.object(),
                Optional.empty());
    }

    private Response validate(Request request) {
        Deployment deployment = read(request);
        // Reads all expressions that can be worked out before anything is made.
        new DeploymentRun(azure, gateway, request, deployment);
        return Response.json(
                200, deployment.succeeded(azure.world().now(), Json.object()).view());
    }

    private Response cancel(Request request) {
        Deployment deployment = require(request);
        if (!deployment.isRunning()) {
            throw ArmError.gateway(
                    409,
                    "DeploymentNotActive",
                    "Unable to cancel deployment '" + deployment.id().name() + "': the deployment is not active.");
        }
        azure.resources().put(deployment.at("Canceled", azure.world().now(), deployment.done()));
        return Response.empty(204);
    }

    private Response export(Request request) {
        return Response.json(
                200, Json.object().set("template", require(request).template().body()));
    }

    private static void refuseSecond(Deployment running) {
        throw ArmError.gateway(
                409,
                "DeploymentActive",
                "Unable to edit or replace deployment '" + running.id().name()
                        + "': previous deployment is still active."
                        + " Please see https://aka.ms/arm-deploy for usage details.");
    }

    private Response delete(Request request) {
        Optional<Deployment> deployment = find(request);
        deployment.filter(Deployment::isRunning).ifPresent(DeploymentsApi::refuseSecond);
        azure.resources().remove(id(request));
        return Response.empty(204);
    }

    private Response operations(Request request) {
        Deployment deployment = require(request);
        List<ObjectNode> items = deployment.done().stream()
                .map(resource -> operation(deployment, resource))
                .toList();
        return azure.pages().of(request, items);
    }

    private static ObjectNode operation(Deployment deployment, String resource) {
        String name = Integer.toHexString(resource.hashCode());
        ObjectNode json =
                Json.object().put("id", deployment.id() + "/operations/" + name).put("operationId", name);
        json.putObject("properties")
                .put("provisioningOperation", "Create")
                .put("provisioningState", "Succeeded")
                .put("statusCode", "OK")
                .putObject("targetResource")
                .put("id", resource);
        return json;
    }

    private Response status(Request request) {
        Deployment deployment = require(request);
        if (!deployment.operation().equalsIgnoreCase(request.param("operation"))) {
            throw notFound(request);
        }
        ObjectNode body = Json.object().put("status", deployment.state());
        deployment.error().ifPresent(error -> body.set("error", error));
        return Response.json(200, body);
    }

    private Optional<Deployment> find(Request request) {
        return azure.resources().find(id(request), Deployment.class);
    }

    private Deployment require(Request request) {
        return find(request).orElseThrow(() -> notFound(request));
    }

    private static Refused notFound(Request request) {
        return ArmError.gateway(
                404, "DeploymentNotFound", "Deployment '" + request.param("name") + "' could not be found.");
    }

    private static ResourceId id(Request request) {
        return ResourceId.of(
                request.param("subscription"),
                request.param("group"),
                "Microsoft.Resources",
                "deployments",
                request.param("name"));
    }
}
