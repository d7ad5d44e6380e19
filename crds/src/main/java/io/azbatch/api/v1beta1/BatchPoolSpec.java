package io.azbatch.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What pool is wanted.
 *
 * @param account the Batch account; immutable
 * @param poolId absent: derived from name and UID, see {@code status.poolId}; immutable
 * @param displayName at most 1024 characters
 * @param nodeAgentSku {@code auto} or an id such as {@code batch.node.ubuntu 24.04}
 * @param vmSize such as {@code Standard_D2s_v5}
 * @param metadata name and value pairs kept on the Batch pool
 * @param resourceTags tags of the resources that Azure makes for the nodes, by name; only in a Batch account whose pool
 *     allocation mode is {@code UserSubscription}, since elsewhere those are not the user's own
 * @param deletion what happens to the Batch pool when this object is deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.account == oldSelf.account",
        message = "spec.account is immutable: delete the object and create it anew")
@ValidationRule(
        value = "has(self.poolId) == has(oldSelf.poolId) && (!has(self.poolId) || self.poolId == oldSelf.poolId)",
        message = "spec.poolId is immutable: delete the object and create it anew")
public record BatchPoolSpec(
        Account account,
        @Nullable SecretRef credentialsRef,
        @Nullable @Pattern(Patterns.POOL_ID) String poolId,
        @Nullable @Size(max = 1024) String displayName,
        Image image,
        @Default(AUTO) @Size(min = 1, max = 128) String nodeAgentSku,
        @Pattern(Patterns.VM_SIZE) String vmSize,
        Scale scale,
        List<MetadataItem> metadata,

        @ValidationRule(
                value = "self.all(name, name.size() <= 512 && name.matches('^[^<>%&?/\\\\\\\\]+$'))",
                message = "the name of a tag has 1 to 512 characters, none of them < > % & ? / or a backslash")
        @ValidationRule(
                value = "self.all(name, !name.matches('^(?i)(microsoft|azure|windows)'))",
                message = "names of tags that start with microsoft, azure or windows are Azure's own: use another name")
        @ValidationRule(
                value = "self.all(name, self.exists_one(other, other.lowerAscii() == name.lowerAscii()))",
                message = "Azure does not tell names of tags apart by case: give each once")
        @Size(max = 50)
        Map<String, @Size(max = 256) String> resourceTags,

        @Default("{\"policy\":\"Delete\",\"jobs\":\"Wait\"}")
        Deletion deletion) {

    public static final String AUTO = "auto";

    public BatchPoolSpec {
        nodeAgentSku = Objects.requireNonNullElse(nodeAgentSku, AUTO);
        metadata = metadata == null ? List.of() : List.copyOf(metadata);
        resourceTags = resourceTags == null ? Map.of() : Map.copyOf(resourceTags);
        deletion = Objects.requireNonNullElseGet(deletion, () -> new Deletion(DeletionPolicy.Delete, JobsInUse.Wait));
    }

    /**
     * The Batch account, by its place in ARM.
     *
     * @param subscriptionId the Azure subscription of the account
     * @param resourceGroup the resource group of the account
     * @param name of the account
     */
    public record Account(
            @Pattern(Patterns.SUBSCRIPTION) String subscriptionId,
            @Pattern(Patterns.RESOURCE_GROUP) String resourceGroup,
            @Pattern(Patterns.BATCH_ACCOUNT) String name) {}

    /**
     * What the nodes boot from; exactly one.
     *
     * @param galleryImageId ARM id of a gallery image definition (its newest version) or of one version
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.customImageRef) != has(self.galleryImageId)",
            message = "give exactly one of customImageRef and galleryImageId")
    @ValidationRule(
            value = "!has(self.galleryImageId)"
                    + " || !self.galleryImageId.lowerAscii().contains('/providers/microsoft.compute/images/')",
            message =
                    "Azure has retired pools from managed images: save the image to a gallery (CustomImage, save.gallery)"
                            + " and name that")
    @ValidationRule(
            value = "!has(self.galleryImageId) || !self.galleryImageId.lowerAscii().startsWith('http')",
            message =
                    "Azure has retired pools from VHDs: make a gallery version of the VHD (CustomImage, source.vhd and"
                            + " save.gallery) and name that")
    public record Image(
            @Nullable CustomImageRef customImageRef,
            @Nullable @Pattern(Patterns.GALLERY_IMAGE_ID) String galleryImageId) {}

    /**
     * A CustomImage of this cluster.
     *
     * @param name of the CustomImage
     * @param namespace absent: the pool's own; another one must allow it in {@code spec.allowedNamespaces}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CustomImageRef(
            @Pattern(Patterns.DNS_NAME) @Size(max = 120) String name,

            @Nullable @Pattern(Patterns.DNS_LABEL) String namespace) {}

    /** How many nodes; exactly one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(value = "has(self.fixed)", message = "give exactly one way to scale: fixed")
    public record Scale(@Nullable Fixed fixed) {}

    /**
     * A fixed number of nodes. A number of Spot nodes above replicas is no error, since an autoscaler moves replicas alone.
     *
     * @param replicas all nodes, 0 or more; absent means 0, so that an autoscaler may own it
     * @param spot how many of the replicas are Spot nodes: a number, all of them when it is larger, or a percentage,
     *     rounded down
     * @param resizeTimeout {@code 5m} or longer; default {@code 15m}
     * @param nodeDeallocationOption what happens to tasks on nodes that a shrink removes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value =
                    "self.resizeTimeout.size() > 1 && self.resizeTimeout.matches('^([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?$')"
                            + " && duration(self.resizeTimeout) >= duration('5m') && duration(self.resizeTimeout) <= duration('168h')",
            message = "resizeTimeout must be from 5m to 168h, written such as 15m or 1h30m")
    @ValidationRule(
            value = "!has(self.spot) || type(self.spot) == string"
                    + " || (type(self.spot) == int && self.spot >= 0 && self.spot <= 100000)",
            message = "spot as a number must be a whole one from 0 to 100000")
    @ValidationRule(
            value = "!has(self.spot) || type(self.spot) != string || self.spot.matches('^(100|[1-9]?[0-9])%$')",
            message = "spot as a text must be a percentage from 0% to 100%")
    public record Fixed(
            @Default("0") @Min(0) @Max(100_000) Integer replicas,
            @Nullable IntOrString spot,

            @Default("15m") @Size(max = 16) String resizeTimeout,

            @Default("TaskCompletion") NodeDeallocationOption nodeDeallocationOption) {
        public Fixed {
            replicas = Objects.requireNonNullElse(replicas, 0);
            resizeTimeout = Objects.requireNonNullElse(resizeTimeout, "15m");
            nodeDeallocationOption =
                    Objects.requireNonNullElse(nodeDeallocationOption, NodeDeallocationOption.TaskCompletion);
        }
    }

    /** What happens to running tasks on nodes that are taken away. */
    public enum NodeDeallocationOption {
        /** Nodes go when their tasks have completed. */
        TaskCompletion,
        /** Tasks are stopped and queued again. */
        Requeue,
        /** Tasks are stopped and end as failed. */
        Terminate
    }

    /**
     * A name and value kept on the Batch pool.
     *
     * @param name at most 128 characters; those that start with {@code azbatch-} are the operator's own
     * @param value at most 1024 characters
     */
    @ValidationRule(
            value = "!self.name.startsWith('azbatch-')",
            message = "metadata names that start with azbatch- are the operator's own: use another name")
    public record MetadataItem(
            @Size(min = 1, max = 128) String name,
            @Size(max = 1024) String value) {}

    /**
     * What happens to the Batch pool when this object is deleted.
     *
     * @param policy whether the Batch pool goes too
     * @param jobs whether a Batch pool that is to go waits for the jobs that use it
     */
    public record Deletion(
            @Default("Delete") DeletionPolicy policy,
            @Default("Wait") JobsInUse jobs) {
        public Deletion {
            policy = Objects.requireNonNullElse(policy, DeletionPolicy.Delete);
            jobs = Objects.requireNonNullElse(jobs, JobsInUse.Wait);
        }
    }

    /** What the jobs that use a Batch pool mean for its deletion. */
    public enum JobsInUse {
        /** The pool stays until no job that uses it may run tasks: all are completed or disabled. */
        Wait,
        /** The pool goes at once; running tasks are stopped and queued again. */
        Ignore
    }
}
