package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes jobs, tasks and job schedules that a recording found there already. */
final class WorkStage {
    private static final List<String> READ_ONLY = List.of(
            "odata.metadata",
            "url",
            "eTag",
            "lastModified",
            "creationTime",
            "state",
            "stateTransitionTime",
            "previousState",
            "previousStateTransitionTime",
            "executionInfo",
            "nodeInfo");

    /** Sends to the account of an exchange. */
    @FunctionalInterface
    interface Sender {
        Answer send(Exchange exchange, String method, String path, String body);
    }

    private final WireAzure azure;
    private final Recording recording;
    private final Sender sender;

    WorkStage(WireAzure azure, Recording recording, Sender sender) {
        this.azure = azure;
        this.recording = recording;
        this.sender = sender;
    }

    /** Those that a list shows were there. */
    void makeListed(Exchange exchange, String collection) {
        for (JsonNode item : exchange.body().path("value")) {
            String id = Json.text(item, "id");
            if (item.has("url")
                    && sender.send(exchange, "GET", collection + "/" + id, "").status() == 404) {
                sender.send(exchange, "POST", collection, asked(item, id).toString());
            }
        }
    }

    /** What the path of an exchange leads through. */
    void make(Exchange exchange) {
        List<String> parts = List.of(exchange.address().path().substring(1).split("/"));
        boolean jobs = parts.getFirst().equals("jobs");
        boolean works = jobs || parts.getFirst().equals("jobschedules");
        if (!works || parts.size() < 2 || exchange.status() == 404) {
            return;
        }
        make(exchange, "/" + parts.getFirst(), parts.get(1), false);
        if (jobs && parts.size() > 3 && parts.get(2).equals("tasks")) {
            make(exchange, "/jobs/" + parts.get(1) + "/tasks", parts.get(3), true);
        }
    }

    private void make(Exchange exchange, String collection, String id, boolean task) {
        if (sender.send(exchange, "GET", collection + "/" + id, "").status() == 404) {
            JsonNode shown = shown(id, task).orElseGet(() -> invented(task));
            if (Json.at(shown, "executionInfo", "exitCode").isInt()) {
                azure.admin("POST", "/batch/taskfates", fate(shown, id).toString());
            }
            sender.send(exchange, "POST", collection, asked(shown, id).toString());
        }
    }

    /** A task ends as it is shown to have ended. */
    private static ObjectNode fate(JsonNode shown, String id) {
        return Json.object()
                .put("task", id)
                .put("seconds", 0)
                .put("exitCode", Json.at(shown, "executionInfo", "exitCode").asInt());
    }

    private static ObjectNode asked(JsonNode shown, String id) {
        ObjectNode body = shown.deepCopy();
        body.remove(READ_ONLY);
        return body.put("id", id);
    }

    /** It as any exchange shows it, by itself or in a list. */
    private Optional<JsonNode> shown(String id, boolean task) {
        return recording.exchanges().stream()
                .map(Exchange::body)
                .flatMap(body ->
                        body.path("value").isArray() ? body.path("value").valueStream() : Stream.of(body))
                .filter(body -> Json.text(body, "id").equals(id) && body.has("url"))
                .filter(body -> body.has("commandLine") == task && !body.has("vmSize"))
                .findFirst();
    }

    private static ObjectNode invented(boolean task) {
        ObjectNode body = Json.object();
        if (task) {
            return body.put("commandLine", "hostname");
        }
        body.putObject("poolInfo").put("poolId", "elsewhere");
        return body;
    }
}
