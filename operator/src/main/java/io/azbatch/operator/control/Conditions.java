package io.azbatch.operator.control;

import io.azbatch.api.v1beta1.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the conditions of one pass, by the rules of Kubernetes and of kstatus: {@code lastTransitionTime} moves only
 * with {@code status}; {@code Reconciling} and {@code Stalled} exist only while True, and never both.
 */
public final class Conditions {

    public static final String READY = "Ready";
    public static final String RECONCILING = "Reconciling";
    public static final String STALLED = "Stalled";

    private static final int MESSAGE_LIMIT = 1024;

    private final List<Condition> before;
    private final long generation;
    private final Instant now;
    private final List<Condition> after = new ArrayList<>();

    public Conditions(List<Condition> before, long generation, Instant now) {
        this.before = List.copyOf(before);
        this.generation = generation;
        this.now = now;
    }

    /** Status of a condition. */
    public enum Truth {
        True,
        False,
        Unknown
    }

    public Conditions add(String type, Truth truth, String reason, String message) {
        String transition = find(before, type)
                .filter(condition -> condition.status().equals(truth.name()))
                .map(Condition::lastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        after.add(new Condition(type, truth.name(), generation, transition, reasonToken(reason), shortened(message)));
        return this;
    }

    /** The condition as it was, when nothing new is known about it; Unknown with this reason when it never was. */
    public Conditions keep(String type, String reason, String message) {
        find(before, type).ifPresentOrElse(after::add, () -> add(type, Truth.Unknown, reason, message));
        return this;
    }

    /**
     * {@code Ready}, and {@code Reconciling} or {@code Stalled} beside it.
     *
     * @param delayed how long the object has been delayed without a break
     */
    public Conditions standing(Standing standing, Duration delayed) {
        String reason = standing.reason();
        String message = standing.message();
        return switch (standing) {
            case Standing.Working working ->
                add(READY, Truth.Unknown, reason, message).add(RECONCILING, Truth.True, reason, message);
            case Standing.Delayed delay ->
                add(READY, patience(delayed), reason, message).add(RECONCILING, Truth.True, reason, message);
            case Standing.Blocked blocked ->
                add(READY, Truth.False, reason, message).add(STALLED, Truth.True, reason, message);
            case Standing.Settled settled -> add(READY, Truth.True, reason, message);
            case Standing.Terminating terminating ->
                add(READY, Truth.False, reason, message).add(RECONCILING, Truth.True, reason, message);
        };
    }

    public List<Condition> build() {
        return List.copyOf(after);
    }

    public static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    public static boolean isTrue(List<Condition> conditions, String type) {
        return find(conditions, type)
                .filter(condition -> condition.status().equals(Truth.True.name()))
                .isPresent();
    }

    private static Truth patience(Duration delayed) {
        return delayed.compareTo(Standing.PATIENCE) > 0 ? Truth.False : Truth.Unknown;
    }

    /** Azure's codes can hold characters that a condition's reason may not. */
    private static String reasonToken(String reason) {
        String token = reason.replaceAll("[^A-Za-z0-9_]", "");
        return token.isEmpty() || !Character.isLetter(token.charAt(0)) ? "Azure" + token : token;
    }

    /** Cut to what the API server takes of a message. */
    public static String shortened(String message) {
        return message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT - 1) + "…";
    }
}
