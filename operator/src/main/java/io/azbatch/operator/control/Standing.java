package io.azbatch.operator.control;

import io.azbatch.operator.cloud.Trouble;
import java.time.Duration;
import java.util.Optional;

/** How an object stands as a whole: what {@code Ready}, {@code Reconciling} and {@code Stalled} say. */
public sealed interface Standing {

    String reason();

    String message();

    /** Work is under way. */
    record Working(String reason, String message) implements Standing {}

    /**
     * Azure can not go on for now and is asked again.
     *
     * @param retryAfter when Azure asked not to be called before; absent when it did not say
     */
    record Delayed(String reason, String message, Optional<Duration> retryAfter) implements Standing {

        public Delayed(String reason, String message) {
            this(reason, message, Optional.empty());
        }
    }

    /** The user must act. */
    record Blocked(String reason, String message) implements Standing {}

    /** All is as declared. */
    record Settled(String reason, String message) implements Standing {}

    /**
     * The object is on its way out; {@code message} says what it waits for.
     *
     * @param obstacle how it would stand if it were not; absent when nothing is in the way
     */
    record Terminating(String reason, String message, Optional<Standing> obstacle) implements Standing {

        public Terminating(String reason, String message) {
            this(reason, message, Optional.empty());
        }

        /** The way out when Azure does not let us clean up. */
        public static final String WAY_OUT = " To let the object go and leave Azure as it is, set annotation"
                + " azbatch.io/reconcile-policy=detach-on-delete.";

        /**
         * Whatever it is: an object on its way out stands as terminating, with the way out where Azure says no.
         *
         * @param deletingReason the reason to give while deletion goes on
         */
        public static Terminating of(Standing standing, String deletingReason) {
            return switch (standing) {
                case Terminating terminating -> terminating;
                case Working working -> new Terminating(deletingReason, working.message());
                case Settled settled -> new Terminating(deletingReason, settled.message());
                case Delayed delayed -> obstructed(delayed);
                case Blocked blocked -> obstructed(blocked);
            };
        }

        private static Terminating obstructed(Standing standing) {
            return new Terminating(standing.reason(), standing.message() + WAY_OUT, Optional.of(standing));
        }
    }

    /** How long a delay may last before {@code Ready} turns from Unknown to False. */
    Duration PATIENCE = Duration.ofMinutes(10);

    String ITSELF = "; it is tried again by itself.";

    String AGAIN = ". It is tried again by itself.";

    /**
     * What trouble makes of an object.
     *
     * @param busyReason the reason to give when Azure is only busy
     * @param doing what was being done, such as {@code reading Batch account render}
     */
    static Standing of(Trouble trouble, String busyReason, String doing) {
        String message = doing + ": " + trouble.code() + ": " + withoutStop(trouble.message());
        return switch (trouble) {
            case Trouble.Throttled throttled -> new Delayed(busyReason, message + AGAIN, trouble.retryAfter());
            case Trouble.Unavailable unavailable -> new Delayed(busyReason, message + AGAIN, trouble.retryAfter());
            case Trouble.Conflict conflict -> new Delayed(trouble.code(), message + AGAIN);
            case Trouble.QuotaExceeded quota ->
                new Delayed(trouble.code(), message + ". Free or raise the quota; it is tried again by itself.");
            case Trouble.Denied denied -> new Blocked(trouble.code(), message + ". " + wayIn(denied) + ITSELF);
            case Trouble.Unauthenticated refused ->
                new Blocked("CredentialsRefused", message + ". Mend the credential in its Secret.");
            case Trouble.NotFound missing ->
                new Blocked(trouble.code(), message + ". Create what is missing, or correct the spec" + ITSELF);
            case Trouble.Invalid invalid ->
                new Blocked(
                        trouble.code(), message + ". Correct the spec, or mend in Azure what is in its way" + ITSELF);
        };
    }

    /** The storage services have one code for a right that is missing, and another for a firewall in the way. */
    private static String wayIn(Trouble.Denied denied) {
        return denied.code().equals("AuthorizationFailure")
                ? "Let the operator through the firewall of the storage account, or grant the credential this right"
                : "Grant the credential this right";
    }

    /** Azure ends its sentences sometimes; ours go on. */
    private static String withoutStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
