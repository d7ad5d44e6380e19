package io.azbatch.simulator.arm.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.Azure;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import io.azbatch.simulator.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One run of a deployment: puts its resources one after the other, each when the one before is there, and ends with the first that fails. */
final class DeploymentRun {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final List<String> NOT_THE_BODY =
            List.of("type", "name", "apiVersion", "dependsOn", "condition", "comments", "metadata");

    private final Azure azure;
    private final Gateway gateway;
    private final Request origin;
    private final ResourceId id;
    private final String operation;
    private final String group;
    private final Functions functions;
    private final List<Planned> plan;
    private final List<String> done = new ArrayList<>();

    /**
     * A resource that is to be made.
     *
     * @param id its resource id
     * @param json as it stands in the template
     */
    private record Planned(String id, JsonNode json) {
        boolean isMeantBy(String dependency) {
            return id.equalsIgnoreCase(dependency)
                    || id.toLowerCase(Locale.ROOT).endsWith("/" + dependency.toLowerCase(Locale.ROOT))
                    || dependency.equalsIgnoreCase(Json.text(json, "name"));
        }
    }

    DeploymentRun(Azure azure, Gateway gateway, Request origin, Deployment deployment) {
        this.azure = azure;
        this.gateway = gateway;
        this.origin = origin;
        this.id = deployment.id();
        this.operation = deployment.operation();
        this.group = "/subscriptions/" + id.subscription() + "/resourceGroups/" + id.group();
        this.functions = new Functions(deployment.template(), group, this::reference);
        this.plan = inOrder(planned(deployment.template()));
    }

    private List<Planned> planned(Template template) {
        List<Planned> wanted = new ArrayList<>();
        for (JsonNode json : template.resources()) {
            if (!json.has("condition")
                    || functions.resolve(json.get("condition")).asBoolean()) {
                String name = functions.resolve(json.path("name")).asText();
                wanted.add(new Planned(group + "/providers/" + Template.path(Json.text(json, "type"), name), json));
            }
        }
        return wanted;
    }

    /** What a resource depends on comes before it; what is not in the template must be there already. */
    private List<Planned> inOrder(List<Planned> wanted) {
        List<Planned> left = new ArrayList<>(wanted);
        List<Planned> order = new ArrayList<>();
        while (!left.isEmpty()) {
            Planned next = left.stream()
                    .filter(one -> left.stream().noneMatch(other -> dependsOn(one, other)))
                    .findFirst()
                    .orElseThrow(() -> Template.invalid("Circular dependency detected on resource: '"
                            + left.getFirst().id() + "'."));
            left.remove(next);
            order.add(next);
        }
        return order;
    }

    private boolean dependsOn(Planned one, Planned other) {
        return one != other
                && functions
                        .resolve(one.json().path("dependsOn"))
                        .valueStream()
                        .anyMatch(dependency -> other.isMeantBy(dependency.asText()));
    }

    void begin() {
        azure.world().after(PAUSE, () -> guarded(() -> make(0)));
    }

    /** Neither another run under the name nor one that was cancelled. */
    private boolean isThis(Deployment deployment) {
        return deployment.operation().equals(operation) && deployment.isRunning();
    }

    private void make(int index) {
        if (azure.resources().find(id, Deployment.class).filter(this::isThis).isEmpty()) {
            return;
        }
        if (index == plan.size()) {
            end();
            return;
        }
        Planned one = plan.get(index);
        ObjectNode body = Json.object();
        one.json().properties().stream()
                .filter(field -> !NOT_THE_BODY.contains(field.getKey()))
                .forEach(field -> body.set(field.getKey(), functions.resolve(field.getValue())));
        Response answer = gateway.send(origin, "PUT", one.id(), version(one), Optional.of(body));
        if (answer.isRefusal()) {
            fail(one, parse(answer).path("error"));
        } else {
            azure.world().after(PAUSE, () -> guarded(() -> look(index)));
        }
    }

    /** Whatever kind of long operation it is, the resource tells when it is there. */
    private void look(int index) {
        Planned one = plan.get(index);
        Response answer = gateway.send(origin, "GET", one.id(), version(one), Optional.empty());
        String state = answer.isRefusal() ? "Creating" : Json.text(parse(answer), "properties", "provisioningState");
        switch (state) {
            case "Succeeded", "" -> {
                done.add(one.id());
                change(deployment -> deployment.at("Running", azure.world().now(), done));
                make(index + 1);
            }
            case "Failed", "Canceled" ->
                fail(
                        one,
                        ArmError.error(
                                "ResourceDeploymentFailure",
                                "The resource operation completed with terminal provisioning state '" + state + "'."));
            default -> azure.world().after(PAUSE, () -> guarded(() -> look(index)));
        }
    }

    private void end() {
        ObjectNode outputs = Json.object();
        change(deployment -> {
            deployment.template().body().path("outputs").properties().forEach(output -> outputs.putObject(
                            output.getKey())
                    .put("type", Json.text(output.getValue(), "type"))
                    .set("value", functions.resolve(output.getValue().path("value"))));
            return deployment.succeeded(azure.world().now(), outputs);
        });
    }

    private void fail(Planned one, JsonNode why) {
        ObjectNode detail = why.deepCopy();
        fail(detail.put("target", one.id()));
    }

    private void fail(ObjectNode detail) {
        ObjectNode error = ArmError.error(
                        "DeploymentFailed",
                        "At least one resource deployment operation failed. Please list deployment operations for"
                                + " details. Please see https://aka.ms/arm-deployment-operations for usage details.")
                .put("target", id.toString());
        error.putArray("details").add(detail);
        change(deployment -> deployment.failed(azure.world().now(), error));
    }

    /** An expression that can be worked out only now may still be wrong. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Refused refused) {
            fail(((ObjectNode) parse(refused.response()).path("error")).deepCopy());
        }
    }

    private void change(UnaryOperator<Deployment> change) {
        azure.resources()
                .change(id, Deployment.class, deployment -> isThis(deployment) ? change.apply(deployment) : deployment);
    }

    /** {@code reference(NAME or ID[, VERSION[, 'Full']])}. */
    private JsonNode reference(JsonNode arguments) {
        String name = arguments.path(0).asText();
        Optional<Planned> planned =
                plan.stream().filter(one -> one.isMeantBy(name)).findFirst();
        String version = arguments.path(1).asText(planned.map(this::version).orElse(""));
        Response answer = gateway.send(origin, "GET", planned.map(Planned::id).orElse(name), version, Optional.empty());
        if (answer.isRefusal()) {
            throw new Refused(answer);
        }
        boolean full = arguments.path(2).asText().equalsIgnoreCase("Full");
        return full ? parse(answer) : parse(answer).path("properties");
    }

    private String version(Planned one) {
        return functions.resolve(one.json().path("apiVersion")).asText();
    }

    private static JsonNode parse(Response answer) {
        try {
            return Json.parse(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
