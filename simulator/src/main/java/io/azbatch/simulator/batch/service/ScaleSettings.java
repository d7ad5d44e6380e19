package io.azbatch.simulator.batch.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.azbatch.simulator.batch.answer.Errors;
import io.azbatch.simulator.batch.pool.AutoScale;
import io.azbatch.simulator.batch.pool.Deallocation;
import io.azbatch.simulator.batch.pool.Pool;
import io.azbatch.simulator.batch.pool.ResizeRequest;
import io.azbatch.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How big a pool is to be, read from a body.
 *
 * @param size fixed targets, zero under automatic scaling
 * @param autoScale absent for fixed targets
 */
record ScaleSettings(ResizeRequest size, Optional<AutoScale> autoScale) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration LONGEST_RESIZE = Duration.ofDays(7);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(168);
    private static final int MOST_NODES = 100_000;

    /** Scale of a pool that is added. */
    static ScaleSettings ofNewPool(JsonNode body, Instant now) {
        OptionalInt dedicated = target(body, "targetDedicatedNodes");
        OptionalInt spot = target(body, "targetLowPriorityNodes");
        String formula = Json.text(body, "autoScaleFormula");
        boolean automatic = body.path("enableAutoScale").asBoolean(false);
        Optional<Duration> interval = interval(body);
        if (automatic && formula.isEmpty()) {
            throw Errors.invalidAutoScale("autoScaleFormula must be specified if enableAutoScale is true")
                    .refusal();
        }
        if (automatic && (dedicated.isPresent() || spot.isPresent())) {
            throw Errors.invalidAutoScale(
                            "targetDedicatedNodes and targetLowPriorityNodes must not be specified if enableAutoScale is"
                                    + " true")
                    .refusal();
        }
        if (!automatic && (!formula.isEmpty() || interval.isPresent())) {
            throw Errors.invalidAutoScale(
                            "autoScaleFormula and autoScaleEvaluationInterval must not be specified if enableAutoScale is"
                                    + " false")
                    .refusal();
        }
        ResizeRequest size =
                new ResizeRequest(dedicated.orElse(0), spot.orElse(0), timeout(body), Deallocation.REQUEUE);
        return new ScaleSettings(
                size,
                automatic
                        ? Optional.of(new AutoScale(formula, interval.orElse(DEFAULT_TIMEOUT), now, Optional.empty()))
                        : Optional.empty());
    }

    /** What a resize asks for; a target that is left out stays. */
    static ResizeRequest ofResize(JsonNode body, Pool pool) {
        OptionalInt dedicated = target(body, "targetDedicatedNodes");
        OptionalInt spot = target(body, "targetLowPriorityNodes");
        if (dedicated.isEmpty() && spot.isEmpty()) {
            throw Errors.missingProperty("targetDedicatedNodes").refusal();
        }
        return new ResizeRequest(
                dedicated.orElse(pool.allocation().dedicated()),
                spot.orElse(pool.allocation().spot()),
                timeout(body),
                option(body));
    }

    static Duration timeout(JsonNode body) {
        return Durations.read(body, "resizeTimeout", LEAST, LONGEST_RESIZE).orElse(DEFAULT_TIMEOUT);
    }

    static Optional<Duration> interval(JsonNode body) {
        return Durations.read(body, "autoScaleEvaluationInterval", LEAST, LONGEST_INTERVAL);
    }

    static Deallocation option(JsonNode body) {
        if (!body.hasNonNull("nodeDeallocationOption")) {
            return Deallocation.REQUEUE;
        }
        String word = Json.text(body, "nodeDeallocationOption");
        return Deallocation.of(word).orElseThrow(() -> Errors.invalidProperty(
                        "nodeDeallocationOption",
                        word,
                        "The specified value must be one of requeue, terminate, taskcompletion, retaineddata.")
                .refusal());
    }

    private static OptionalInt target(JsonNode body, String field) {
        return Numbers.read(body, field, 0, MOST_NODES);
    }
}
