package io.azbatch.simulator.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.http.Json;
import io.azbatch.simulator.wire.Answer;
import io.azbatch.simulator.wire.WireAzure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Replays one recording against a simulator of its own, exchange by exchange. Virtual time passes only to reach a recorded state. */
final class Replay implements AutoCloseable {
    private static final int[] WAITS = {1, 1, 2, 5, 5, 10, 10, 15, 15, 20, 30, 30, 60, 60, 120, 120, 240, 240, 480};

    private final Recording recording;
    private final WireAzure azure;
    private final Translation translation;
    private final Stage stage;
    private final Fate fate;
    private final Map<String, String> begunBy = new HashMap<>();
    private final Set<String> spoiled = new HashSet<>();
    private final Set<String> made = new HashSet<>();

    Replay(Recording recording) {
        this.recording = recording;
        this.azure = new WireAzure(recording.start());
        this.translation = new Translation(azure);
        this.stage = new Stage(azure, recording, translation);
        this.fate = new Fate(azure, recording);
        azure.settings(
                "{\"dedicatedCoreQuota\":100000,\"lowPriorityCoreQuota\":100000,\"coreQuota\":10000,\"spotCoreQuota\":10000}");
    }

    @Override
    public void close() {
        azure.close();
    }

    Outcome run(Exchange exchange) {
        Optional<String> left = leftOut(exchange);
        if (left.isPresent()) {
            return new Outcome.NotReplayed(left.get());
        }
        translation.prepare(exchange);
        if (!stage.prepare(exchange)) {
            return new Outcome.NotReplayed("what was there before cannot be made from what the recording tells");
        }
        Optional<String> url = translation.url(exchange.address());
        if (url.isEmpty()) {
            return new Outcome.NotReplayed("poll of a request that was not replayed");
        }
        fate.prepare(exchange, url.get());
        Answer answer = reach(exchange, url.get());
        fate.release();
        Optional<String> beyond = Beyond.reason(
                        exchange, answer, recording.exchanges().size() == 1)
                .or(() -> Beyond.missing(exchange, answer, made.contains(place(exchange))));
        if (beyond.isPresent()) {
            spoil(exchange);
            return new Outcome.NotReplayed(beyond.get());
        }
        remember(exchange);
        if (exchange.method().equals("PUT") && answer.status() < 300) {
            made.add(place(exchange));
        }
        if (exchange.address().operation().equals("POST pools") && answer.status() < 300) {
            made.add(place(exchange) + "/"
                    + Json.text(exchange.requestBody(), "id").toLowerCase(Locale.ROOT));
        }
        translation.learn(exchange, answer);
        JsonNode recorded = translation.tree(exchange.body());
        return Comparison.of(operation(exchange), exchange, recorded, answer, recording.keepsRetryAfter());
    }

    private Optional<String> leftOut(Exchange exchange) {
        if (spoiled.contains(subject(exchange))) {
            return Optional.of("after a change that was not replayed");
        }
        if (!exchange.bodyRecorded() && Set.of("PUT", "PATCH").contains(exchange.method())) {
            spoil(exchange);
            return Optional.of("the recorder did not keep the request's body");
        }
        if (exchange.status() >= 500) {
            return Optional.of("trouble inside of Azure");
        }
        if (isEchoOfDeletion(exchange)) {
            return Optional.of("right after a deletion that was not recorded");
        }
        Optional<String> beyond = Beyond.reason(exchange);
        if (beyond.isPresent() && Set.of("PUT", "PATCH").contains(exchange.method()) && !exchange.refused()) {
            spoiled.add(subject(exchange));
        }
        return beyond;
    }

    /** The provider, not the gateway, answers for what was deleted a moment ago; here nothing tells of that deletion. */
    private boolean isEchoOfDeletion(Exchange exchange) {
        return exchange.method().equals("GET")
                && exchange.status() == 404
                && Set.of("NotFound", "AccountNotFound").contains(exchange.errorCode())
                && !exchange.address().isPoll()
                && recording.exchanges().stream()
                        .noneMatch(other -> other.number() < exchange.number()
                                && Set.of("DELETE", "POST").contains(other.method())
                                && other.address()
                                        .subject()
                                        .equals(exchange.address().subject()));
    }

    /** A change that cannot be replayed leaves a resource that is there unlike the recorded one. */
    private void spoil(Exchange exchange) {
        boolean reads = exchange.method().equals("GET") || exchange.method().equals("HEAD");
        if (!reads && !exchange.refused() && exchange.address().changesItsSubject() && stage.isThere(exchange)) {
            spoiled.add(subject(exchange));
        }
    }

    private static String place(Exchange exchange) {
        return exchange.address().path().toLowerCase(Locale.ROOT);
    }

    /** The top resource or pool that an exchange is about. */
    private static String subject(Exchange exchange) {
        return exchange.address().subject();
    }

    /** A poll is named after what it polls. */
    private String operation(Exchange exchange) {
        return exchange.address().isPoll()
                ? "poll of " + begunBy.getOrDefault(exchange.address().pollKey(), "?")
                : exchange.address().operation();
    }

    private void remember(Exchange exchange) {
        for (String name : List.of("Azure-AsyncOperation", "Location")) {
            exchange.header(name)
                    .ifPresent(url -> begunBy.putIfAbsent(Address.of("GET", url).pollKey(), operation(exchange)));
        }
    }

    /** Sends the request, again after some virtual time as long as our answer is not as far as the recorded one. */
    private Answer reach(Exchange exchange, String url) {
        if (exchange.body().toString().contains("VMExtensionProvisioningTimeout")) {
            azure.advance(Duration.ofMinutes(90));
        }
        Answer answer = send(exchange, url);
        for (int i = 0;
                i < WAITS.length
                        && behind(exchange, answer)
                        && Beyond.reason(exchange, answer, false).isEmpty();
                i++) {
            azure.advance(Duration.ofSeconds(WAITS[i]));
            answer = send(exchange, url);
        }
        return answer;
    }

    private static boolean behind(Exchange exchange, Answer answer) {
        if (!exchange.method().equals("GET")) {
            return answer.status() >= 400 && !exchange.refused();
        }
        if (answer.status() == exchange.status() && Progress.underWay(exchange.body(), answer.body())) {
            return false;
        }
        return answer.status() != exchange.status()
                || exchange.refused()
                        && !answer.errorCode().isEmpty()
                        && !answer.errorCode().equals(exchange.errorCode())
                || !Progress.of(exchange.body()).equals(Progress.of(answer.body()))
                || !Progress.size(exchange.body()).equals(Progress.size(answer.body()));
    }

    private Answer send(Exchange exchange, String url) {
        String body = exchange.requestBody().isContainerNode()
                ? translation.tree(exchange.requestBody()).toString()
                : "";
        Map<String, String> headers = new HashMap<>();
        exchange.requestHeaders().forEach((name, value) -> headers.put(name, translation.text(value)));
        if (exchange.address().isBatch() && recording.signedWithKey()) {
            return stage.signed(exchange, url, headers, body);
        }
        String token = exchange.address().isBatch() ? azure.batchToken() : azure.armToken();
        return azure.send(exchange.method(), url, token, headers, body);
    }
}
