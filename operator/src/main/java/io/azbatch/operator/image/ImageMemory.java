package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.api.v1beta1.CustomImageStatus.Build;
import java.util.Optional;

/**
 * What is remembered in the status because Azure can not show it. Each part is written before the effect it guards; if
 * it is lost, a build may begin again, but never a second version for one attempt: what is in the gallery with our tags
 * counts before this.
 *
 * @param build hash, attempt and chosen version of the build that is under way
 * @param handledRequest the last reconcile request acted on
 */
public record ImageMemory(Optional<Remembered> build, Optional<String> handledRequest) {

    /**
     * @param attempt from 1
     * @param startedAt RFC 3339, the trigger instant
     */
    public record Remembered(String hash, int attempt, String version, String startedAt) {}

    static ImageMemory of(CustomImageStatus status) {
        return new ImageMemory(
                Optional.ofNullable(status.build()).map(ImageMemory::remembered),
                Optional.ofNullable(status.lastHandledReconcileAt()));
    }

    private static Remembered remembered(Build build) {
        return new Remembered(build.hash(), build.attempt(), build.version(), build.startedAt());
    }
}
