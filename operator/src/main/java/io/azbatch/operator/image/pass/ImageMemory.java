package io.azbatch.operator.image.pass;

import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.api.v1beta1.CustomImageStatus.Build;
import io.azbatch.operator.cloud.ResourceId;
import java.util.Optional;

/**
 * What is remembered in the status because Azure can not show it. Each part is written before the effect it guards; if
 * it is lost, a build may begin again, but never a second effect for one attempt: what carries our mark in Azure counts
 * before this.
 *
 * @param build hash, attempt and chosen version of the build that is under way
 * @param diskAccess the OS disk whose access is ours to take back
 * @param handledRequest the last reconcile request acted on
 */
public record ImageMemory(
        Optional<Remembered> build, Optional<ResourceId> diskAccess, Optional<String> handledRequest) {

    /**
     * @param attempt from 1
     * @param version of the gallery; absent without one
     * @param startedAt RFC 3339, the trigger instant
     */
    public record Remembered(String hash, int attempt, Optional<String> version, String startedAt) {}

    public static ImageMemory of(CustomImageStatus status) {
        return new ImageMemory(
                Optional.ofNullable(status.build()).map(ImageMemory::remembered),
                Optional.ofNullable(status.diskAccess()).flatMap(ResourceId::parse),
                Optional.ofNullable(status.lastHandledReconcileAt()));
    }

    public ImageMemory withBuild(Remembered other) {
        return new ImageMemory(Optional.of(other), diskAccess, handledRequest);
    }

    public ImageMemory withDiskAccess(Optional<ResourceId> other) {
        return new ImageMemory(build, other, handledRequest);
    }

    public ImageMemory withHandledRequest(String other) {
        return new ImageMemory(build, diskAccess, Optional.of(other));
    }

    private static Remembered remembered(Build build) {
        return new Remembered(build.hash(), build.attempt(), Optional.ofNullable(build.version()), build.startedAt());
    }
}
