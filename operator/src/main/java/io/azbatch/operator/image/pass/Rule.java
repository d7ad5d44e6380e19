package io.azbatch.operator.image.pass;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.control.Standing;
import io.azbatch.operator.image.pass.ImageStep.Stand;
import java.util.Optional;

/** A rule of the table: from what is known to maybe a step. */
@FunctionalInterface
public interface Rule {

    Optional<ImageStep> step(ImageSnapshot snapshot);

    /** The user must act. */
    static Optional<ImageStep> block(ImageReason reason, String message) {
        return Optional.of(new Stand(new Standing.Blocked(reason.name(), message)));
    }

    /** Azure is at work. */
    static Optional<ImageStep> work(ImageReason reason, String message) {
        return Optional.of(new Stand(new Standing.Working(reason.name(), message)));
    }

    /** Deletion waits. */
    static Optional<ImageStep> terminating(ImageReason reason, String message) {
        return Optional.of(new Stand(new Standing.Terminating(reason.name(), message)));
    }
}
