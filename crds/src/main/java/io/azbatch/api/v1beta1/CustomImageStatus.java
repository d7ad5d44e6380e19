package io.azbatch.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is so.
 *
 * @param observedGeneration the {@code metadata.generation} that this status is about; -1 until it was first seen
 * @param conditions {@code Ready} and what it is made of
 * @param lastHandledReconcileAt the last value of annotation {@code azbatch.io/reconcile-requested-at} acted on
 * @param diskAccess ARM id of the OS disk that the right to read was asked for and has not been given back yet;
 *     remembered, not derived
 * @param build the work in progress or last done; its hash, attempt and version are remembered, not derived
 * @param current the image that pools use; stays while a newer one is built or fails
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomImageStatus(
        @Nullable Long observedGeneration,
        List<Condition> conditions,
        @Nullable String lastHandledReconcileAt,
        @Nullable String diskAccess,
        @Nullable Build build,
        @Nullable Current current) {

    public CustomImageStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    public static CustomImageStatus empty() {
        return new CustomImageStatus(null, List.of(), null, null, null, null);
    }

    /**
     * One run from source to saved image.
     *
     * @param hash of everything in the spec that makes another image
     * @param attempt from 1
     * @param version the gallery version chosen for this attempt, before it is put; absent without a gallery
     * @param startedAt RFC 3339, the trigger instant
     * @param steps what has been done and what is under way
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Build(
            String hash, Integer attempt, @Nullable String version, String startedAt, List<BuildStep> steps) {
        public Build {
            steps = steps == null ? List.of() : List.copyOf(steps);
        }
    }

    /**
     * A step of a build.
     *
     * @param name {@code Claim}, {@code Deallocate}, {@code Generalize}, {@code SaveVhd}, {@code Save}, {@code
     *     Replicate} or {@code SaveManagedImage}
     * @param state {@code Pending}, {@code Running}, {@code Done} or {@code Failed}
     * @param startedAt RFC 3339
     * @param finishedAt RFC 3339
     * @param message how far it is, or why it failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BuildStep(
            String name,
            String state,
            @Nullable String startedAt,
            @Nullable String finishedAt,
            @Nullable String message) {}

    /**
     * The saved image.
     *
     * @param version gallery version; absent without a gallery
     * @param galleryImageVersionId its ARM id
     * @param vhdUri URL of the VHD; absent unless one is saved, or the source is one that was found
     * @param managedImageId ARM id; absent unless one is saved
     * @param baseImage the Marketplace image underneath, absent when Azure does not tell
     * @param sourceId ARM id of the virtual machine, or URL of the VHD, that it was made from; absent where the VHD was
     *     found by its name and is no longer looked for
     * @param specHash hash of the spec that it was built from
     * @param createdAt RFC 3339; absent where Azure does not tell
     * @param regions where it is, and how far its replication there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Current(
            @Nullable String version,
            @Nullable String galleryImageVersionId,
            @Nullable String vhdUri,
            @Nullable String managedImageId,
            @Nullable BaseImage baseImage,
            @Nullable String sourceId,
            String specHash,
            @Nullable String createdAt,
            List<Region> regions) {
        public Current {
            regions = regions == null ? List.of() : List.copyOf(regions);
        }
    }

    /**
     * The Marketplace image that the source was made from.
     *
     * @param publisher such as {@code canonical}
     * @param offer such as {@code ubuntu-24_04-lts}
     * @param sku such as {@code server}
     */
    public record BaseImage(String publisher, String offer, String sku) {}

    /**
     * Replication to one region.
     *
     * @param name normalised, such as {@code westeurope}
     * @param state {@code Unknown}, {@code Replicating}, {@code Completed} or {@code Failed}
     * @param progress percent, 0 to 100
     * @param details Azure's words, where it has any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Region(
            String name,
            String state,
            Integer progress,
            @Nullable String details) {}
}
