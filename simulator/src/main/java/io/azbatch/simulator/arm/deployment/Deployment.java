package io.azbatch.simulator.arm.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.arm.ArmTime;
import io.azbatch.simulator.arm.Resource;
import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A deployment.
 *
 * @param id resource id
 * @param operation id of its long operation, which a second deployment under the name changes
 * @param template what is deployed
 * @param state {@code Accepted}, {@code Running}, {@code Succeeded}, {@code Failed} or {@code Canceled}
 * @param begin virtual time
 * @param end virtual time of the last change
 * @param done ids of the resources that were deployed
 * @param outputs of the template, once it succeeded
 * @param error why it failed
 */
record Deployment(
        ResourceId id,
        String operation,
        Template template,
        String state,
        Instant begin,
        Instant end,
        List<String> done,
        ObjectNode outputs,
        Optional<ObjectNode> error)
        implements Resource {

    /** Lies in no region, so it is in no list of resources. */
    @Override
    public String location() {
        return "";
    }

    Deployment at(String newState, Instant now, List<String> nowDone) {
        return new Deployment(id, operation, template, newState, begin, now, List.copyOf(nowDone), outputs, error);
    }

    Deployment succeeded(Instant now, ObjectNode results) {
        return new Deployment(id, operation, template, "Succeeded", begin, now, done, results, Optional.empty());
    }

    Deployment failed(Instant now, ObjectNode why) {
        return new Deployment(id, operation, template, "Failed", begin, now, done, outputs, Optional.of(why));
    }

    boolean isRunning() {
        return state.equals("Accepted") || state.equals("Running");
    }

    /** As GET answers it. */
    ObjectNode view() {
        ObjectNode json = Json.object()
                .put("id", id.toString())
                .put("name", id.name())
                .put("type", "Microsoft.Resources/deployments");
        ObjectNode properties = json.putObject("properties")
                .put("templateHash", Integer.toUnsignedString(template.body().hashCode()))
                .put("mode", "Incremental")
                .put("provisioningState", state)
                .put("timestamp", ArmTime.offset(end))
                .put("duration", Duration.between(begin, end).toString())
                .put("correlationId", operation);
        properties.set("parameters", template.shownParameters());
        properties.putArray("providers");
        properties.putArray("dependencies");
        properties.set("outputs", outputs);
        var resources = properties.putArray("outputResources");
        done.forEach(one -> resources.addObject().put("id", one));
        error.ifPresent(why -> properties.set("error", why));
        return json;
    }
}
