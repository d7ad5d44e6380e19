package io.azbatch.operator.control;

import io.azbatch.api.v1beta1.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is told to people, and how often: a change of state at once, mere progress at a measured pace, and an event
 * when an object begins to stand differently. What it keeps is only about this pace, so losing it in a restart costs
 * nothing.
 */
public final class Reporter {

    private final Events events;
    private final Duration progressInterval;
    private final Map<String, Instant> lastWrite = new ConcurrentHashMap<>();
    private final Map<String, String> lastTold = new ConcurrentHashMap<>();
    private final Map<String, Instant> delayedSince = new ConcurrentHashMap<>();

    /** @param progressInterval least time between two writes of mere progress for one object */
    public Reporter(Events events, Duration progressInterval) {
        this.events = events;
        this.progressInterval = progressInterval;
    }

    /** How long the object has been delayed without a break; zero when it is not. */
    public Duration delayed(String uid, Standing standing, Instant now) {
        if (!(standing instanceof Standing.Delayed)) {
            delayedSince.remove(uid);
            return Duration.ZERO;
        }
        return Duration.between(delayedSince.computeIfAbsent(uid, first -> now), now);
    }

    /** @param urgent the difference is more than progress */
    public <S> boolean due(String uid, S before, S after, boolean urgent, Instant now) {
        if (before.equals(after)) {
            return false;
        }
        Instant last = lastWrite.getOrDefault(uid, Instant.EPOCH);
        if (!urgent && Duration.between(last, now).compareTo(progressInterval) < 0) {
            return false;
        }
        lastWrite.put(uid, now);
        return true;
    }

    /**
     * An event when {@code Ready} has another status or reason than was last told. The status that a pass sees can be
     * older than what was told, so what was told is kept here too.
     */
    public void announce(HasMetadata object, List<Condition> before, List<Condition> after) {
        String uid = object.getMetadata().getUid();
        Optional<Condition> was = Conditions.find(before, Conditions.READY);
        Conditions.find(after, Conditions.READY).ifPresent(is -> {
            String told = lastTold.put(uid, essence(is));
            boolean known = told == null
                    ? was.map(Reporter::essence).filter(essence(is)::equals).isPresent()
                    : told.equals(essence(is));
            if (!known) {
                events.publish(
                        object,
                        Conditions.isTrue(after, Conditions.STALLED) ? Events.Type.Warning : Events.Type.Normal,
                        is.reason(),
                        is.message());
            }
        });
    }

    /** An event for something that was done or should be known. */
    public void announce(HasMetadata object, Events.Type type, String reason, String message) {
        events.publish(object, type, reason, message);
    }

    /** The object is gone. */
    public void forget(String uid) {
        lastWrite.remove(uid);
        delayedSince.remove(uid);
        lastTold.remove(uid);
    }

    private static String essence(Condition condition) {
        return condition.status() + " " + condition.reason();
    }
}
