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
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

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
        if (automatic) {
            requireFormula(formula);
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

    /** Refuses a formula that cannot be read. */
    static void requireFormula(String formula) {
        AutoScale.syntaxProblem(formula).ifPresent(problem -> {
            throw Errors.formulaSyntax(formula, problem).refusal();
        });
    }

    static Duration timeout(JsonNode body) {
        return Durations.read(body, "resizeTimeout", LEAST, LONGEST_RESIZE).orElse(DEFAULT_TIMEOUT);
    }

    static Optional<Duration> interval(JsonNode body) {
        return Durations.read(body, "autoScaleEvaluationInterval", LEAST, LONGEST_INTERVAL);
    }

    static Deallocation option(JsonNode body) {
        return option(body, "nodeDeallocationOption", EnumSet.allOf(Deallocation.class));
    }

    /** What becomes of tasks by a field that may have some of the words; requeue if it is not there. */
    static Deallocation option(JsonNode body, String field, Set<Deallocation> allowed) {
        if (!body.hasNonNull(field)) {
            return Deallocation.REQUEUE;
        }
        String word = Json.text(body, field);
        return Deallocation.of(word).filter(allowed::contains).orElseThrow(() -> Errors.invalidProperty(
                        field,
                        word,
                        "The specified value must be one of "
                                + allowed.stream().map(Deallocation::word).collect(Collectors.joining(", ")) + ".")
                .refusal());
    }

    private static OptionalInt target(JsonNode body, String field) {
        return Numbers.read(body, field, 0, MOST_NODES);
    }
}
