package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The same for the data plane of Batch. */
final class LostServiceBody {
    private static final List<String> JOB_CHANGES =
            List.of("priority", "constraints", "poolInfo", "metadata", "onAllTasksComplete");

    private final List<Exchange> all;

    LostServiceBody(List<Exchange> all) {
        this.all = all;
    }

    Optional<ObjectNode> find(Exchange exchange) {
        if (exchange.refused()) {
            return Optional.empty();
        }
        String[] parts = exchange.address().path().split("/");
        String pool = parts.length > 2 && parts[1].equals("pools") ? parts[2] : "";
        return switch (exchange.address().operation()) {
            case "POST pools" -> shown(exchange, made(exchange), "vmSize").map(LostServiceBody::asked);
            case "PATCH pools/{}" -> shown(exchange, pool, "vmSize").map(LostServiceBody::live);
            case "POST pools/{}/updateproperties" ->
                shown(exchange, pool, "vmSize").map(LostServiceBody::live).map(LostServiceBody::whole);
            case "POST pools/{}/resize" -> shown(exchange, pool, "vmSize").map(LostServiceBody::size);
            case "POST pools/{}/evaluateautoscale" -> formula(exchange);
            case "POST jobs", "POST jobschedules" ->
                shown(exchange, made(exchange), "url").map(LostServiceBody::asked);
            case "POST jobs/{}/tasks" ->
                shown(exchange, made(exchange), "commandLine").map(LostServiceBody::asked);
            case "PUT jobs/{}" ->
                shown(exchange, parts[2], "poolInfo").map(job -> asked(job).retain(JOB_CHANGES));
            case "PUT jobs/{}/tasks/{}" ->
                shown(exchange, parts[4], "commandLine").map(task -> asked(task).retain("constraints"));
            case "PUT jobschedules/{}", "PATCH jobschedules/{}" ->
                shown(exchange, parts[2], "schedule").map(one -> asked(one).retain("schedule", "jobSpecification"));
            case "POST jobs/{}/disable" -> Optional.of(Json.object().put("disableTasks", "requeue"));
            case "POST pools/{}/nodes/{}/users" ->
                Optional.of(Json.object().put("name", made(exchange)).put("password", "not shown"));
            case "PUT pools/{}/nodes/{}/users/{}" -> Optional.of(Json.object().put("password", "not shown"));
            case "POST pools/{}/nodes/{}/uploadbatchservicelogs" ->
                Optional.of(Json.object()
                        .put("containerUrl", "https://logs.blob.core.windows.net/logs?sig=not-shown")
                        .put("startTime", "2020-03-01T00:00:00Z"));
            default -> Optional.empty();
        };
    }

    /** The id of what was made, from where it is to be found. */
    private static String made(Exchange exchange) {
        return exchange.header("Location").orElse("").replaceFirst("^.*/", "");
    }

    /** It as an exchange shows it next, by itself or in a list. */
    private Optional<ObjectNode> shown(Exchange from, String id, String field) {
        return all.stream()
                .filter(other -> other.number() > from.number() && other.status() == 200)
                .map(Exchange::body)
                .flatMap(body ->
                        body.path("value").isArray() ? body.path("value").valueStream() : Stream.of(body))
                .filter(body -> Json.text(body, "id").equalsIgnoreCase(id) && body.has(field) && body.has("url"))
                .findFirst()
                .map(JsonNode::deepCopy);
    }

    private static ObjectNode asked(ObjectNode shown) {
        shown.remove(BatchStage.READ_ONLY);
        shown.remove(WorkStage.READ_ONLY);
        if (shown.path("enableAutoScale").asBoolean(false)) {
            shown.remove(List.of("targetDedicatedNodes", "targetLowPriorityNodes"));
        }
        shown.path("userAccounts").forEach(user -> ((ObjectNode) user).put("password", "not shown"));
        return shown;
    }

    private static ObjectNode live(ObjectNode shown) {
        return shown.retain("startTask", "metadata");
    }

    private static ObjectNode whole(ObjectNode live) {
        for (String list : List.of("certificateReferences", "applicationPackageReferences", "metadata")) {
            if (!live.has(list)) {
                live.putArray(list);
            }
        }
        return live;
    }

    private static ObjectNode size(ObjectNode shown) {
        return shown.retain("targetDedicatedNodes", "targetLowPriorityNodes");
    }

    /** A formula is as good as any that comes to the same. */
    private static Optional<ObjectNode> formula(Exchange exchange) {
        return exchange.body().has("error")
                ? Optional.empty()
                : Optional.of(Json.object().put("autoScaleFormula", Json.text(exchange.body(), "results")));
    }
}
