package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes jobs, tasks and job schedules that a recording found there already, and lets tasks run that ran. */
final class WorkStage {
    static final List<String> READ_ONLY = List.of(
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

    /** Makes a pool with a node to run tasks on, if it is not there. */
    @FunctionalInterface
    interface Ground {
        void make(Exchange exchange, String pool);
    }

    private final WireAzure azure;
    private final Recording recording;
    private final Sender sender;
    private final Ground ground;

    WorkStage(WireAzure azure, Recording recording, Sender sender, Ground ground) {
        this.azure = azure;
        this.recording = recording;
        this.sender = sender;
        this.ground = ground;
    }

    /** Those that a list shows were there. */
    void makeListed(Exchange exchange, String collection) {
        for (JsonNode item : exchange.body().path("value")) {
            if (item.has("url")) {
                add(exchange, collection, Json.text(item, "id"), item);
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
        boolean aboutTask = jobs && parts.size() > 3 && parts.get(2).equals("tasks");
        Optional<JsonNode> task = aboutTask ? shown(parts.get(3), true) : Optional.empty();
        boolean files = parts.size() > 4 && parts.get(4).equals("files");
        String pool = ranOn(parts.get(1)).orElse(files ? "elsewhere" : "");
        if (!pool.isEmpty()) {
            ground.make(exchange, pool);
        }
        add(
                exchange,
                "/" + parts.getFirst(),
                parts.get(1),
                shown(parts.get(1), false).orElseGet(() -> invented(exchange, jobs, pool)));
        shown(Json.text(exchange.requestBody(), "id"), true).ifPresent(one -> ends(one, Json.text(one, "id")));
        if (aboutTask) {
            add(exchange, "/jobs/" + parts.get(1) + "/tasks", parts.get(3), task.orElseGet(() -> Json.object()
                    .put("commandLine", "hostname")));
            if (files) {
                azure.advance(Duration.ofMinutes(2));
            }
        } else if (jobs && parts.size() == 3 && parts.get(2).equals("tasks")) {
            makeListed(exchange, "/jobs/" + parts.get(1) + "/tasks");
        }
    }

    private void add(Exchange exchange, String collection, String id, JsonNode shown) {
        String place = collection + "/" + id;
        if (sender.send(exchange, "GET", place, "").status() != 404) {
            return;
        }
        ends(shown, id);
        sender.send(exchange, "POST", collection, asked(shown, id).toString());
        if (exchange.address().path().equals(place + "/reactivate") || isReactivated(shown)) {
            sender.send(exchange, "POST", place + "/terminate", "");
        }
        if (isReactivated(shown)) {
            sender.send(exchange, "POST", place + "/reactivate", "");
        }
    }

    /** A task that is shown to have ended will end so. */
    private void ends(JsonNode shown, String id) {
        if (Json.at(shown, "executionInfo", "exitCode").isInt()) {
            azure.admin("POST", "/batch/taskfates", fate(shown, id).toString());
        }
    }

    private static boolean isReactivated(JsonNode shown) {
        return shown.has("commandLine")
                && Json.text(shown, "state").equals("active")
                && Json.text(shown, "previousState").equals("completed");
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

    /** The pool on which the recording shows a task of a job. */
    private Optional<String> ranOn(String job) {
        return recording.exchanges().stream()
                .map(Exchange::body)
                .filter(body -> Json.text(body, "url").contains("/jobs/" + job + "/tasks/"))
                .map(body -> Json.text(body, "nodeInfo", "poolId"))
                .filter(pool -> !pool.isEmpty())
                .findFirst();
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

    /** One of which nothing is shown; a change of it tells its pool. */
    private static ObjectNode invented(Exchange exchange, boolean job, String ranOn) {
        String named = Json.text(exchange.requestBody(), "poolInfo", "poolId");
        String pool = ranOn.isEmpty() ? named : ranOn;
        ObjectNode body = Json.object();
        if (!job) {
            body.putObject("schedule").put("doNotRunUntil", "2100-01-01T00:00:00Z");
        }
        ObjectNode work = job ? body : body.putObject("jobSpecification");
        work.putObject("poolInfo").put("poolId", pool.isEmpty() ? "elsewhere" : pool);
        if (exchange.requestBody().findParent("jobAction") != null) {
            work.put("onTaskFailure", "performexitoptionsjobaction");
        }
        if (exchange.requestBody().findParent("dependencyAction") != null) {
            work.put("usesTaskDependencies", true);
        }
        return body;
    }
}
