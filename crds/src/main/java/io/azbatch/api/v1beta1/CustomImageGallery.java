package io.azbatch.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version in an Azure Compute Gallery.
 *
 * @param resourceGroup absent: {@code spec.resourceGroup}
 * @param gallery letters, digits, dots and underscores, at most 80
 * @param definition image definition; letters, digits, dots, dashes and underscores, at most 80
 * @param create make gallery and definition where they are missing
 * @param identifier of a definition that is made; unique in a gallery
 * @param version {@code auto} (year.monthDay.second of the day) or {@code major.minor.patch}
 * @param targetRegions regions beside the source's own; naming the source's own sets its replica count
 * @param replicaCount per region unless the region says otherwise; one per 300 pool nodes
 * @param replicationMode {@code Full}, or {@code Shallow} for a quick look: same region, not for many nodes
 * @param endOfLifeDate RFC 3339, such as {@code 2030-12-31T00:00:00Z}
 * @param features of a definition that is made, such as {@code SecurityType=TrustedLaunchSupported}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!self.create || has(self.identifier)",
        message = "give identifier (publisher, offer, sku) when create is true: a definition is made with it")
@ValidationRule(
        value = "has(self.identifier) == has(oldSelf.identifier)"
                + " && (!has(self.identifier) || self.identifier == oldSelf.identifier)",
        message = "identifier is immutable: delete the object and create it anew")
@ValidationRule(
        value = "self.version == 'auto' || (self.version.matches('^[0-9]{1,10}[.][0-9]{1,10}[.][0-9]{1,10}$')"
                + " && self.version.split('.').all(part, int(part) <= 2147483647))",
        message = "version must be auto or three numbers such as 1.0.3, none above 2147483647")
@ValidationRule(
        value = "!has(self.endOfLifeDate) || (self.endOfLifeDate.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"
                + ":[0-9]{2}([.][0-9]{1,9})?(Z|[+-](0[0-9]|1[0-7]):[0-5][0-9])$')"
                + " && timestamp(self.endOfLifeDate) > timestamp('1970-01-01T00:00:00Z'))",
        message = "endOfLifeDate must be a point in time such as 2030-12-31T00:00:00Z, or with an offset of less than"
                + " 18 hours such as 2030-12-31T00:00:00+01:00")
public record CustomImageGallery(
        @Nullable @Pattern(Patterns.RESOURCE_GROUP) String resourceGroup,
        @Pattern(Patterns.GALLERY) String gallery,
        @Pattern(Patterns.DEFINITION) String definition,
        @Default("false") Boolean create,
        @Nullable Identifier identifier,

        @Default(AUTO) @Size(max = 32) String version,

        List<TargetRegion> targetRegions,
        @Default("1") @Min(1) @Max(100) Integer replicaCount,
        @Default("Full") ReplicationMode replicationMode,
        @Nullable @Size(max = 40) String endOfLifeDate,
        List<Feature> features) {

    public static final String AUTO = "auto";

    public CustomImageGallery {
        create = Objects.requireNonNullElse(create, false);
        version = Objects.requireNonNullElse(version, AUTO);
        targetRegions = targetRegions == null ? List.of() : List.copyOf(targetRegions);
        replicaCount = Objects.requireNonNullElse(replicaCount, 1);
        replicationMode = Objects.requireNonNullElse(replicationMode, ReplicationMode.Full);
        features = features == null ? List.of() : List.copyOf(features);
    }

    /**
     * Names an image definition; the triple is unique in a gallery.
     *
     * @param publisher who makes the image; at most 128 characters
     * @param offer a group of images; at most 64 characters
     * @param sku one image of the offer; at most 64 characters
     */
    public record Identifier(
            @Pattern(Patterns.IDENTIFIER) @Size(max = 128) String publisher,

            @Pattern(Patterns.IDENTIFIER) @Size(max = 64) String offer,

            @Pattern(Patterns.IDENTIFIER) @Size(max = 64) String sku) {}

    /**
     * A region that the version is copied to.
     *
     * @param name such as {@code northeurope}
     * @param replicaCount absent: the gallery's {@code replicaCount}
     * @param storageAccountType storage of the replicas; absent: Azure's default, {@code Standard_LRS}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TargetRegion(
            @Pattern(Patterns.LOCATION) String name,
            @Nullable @Min(1) @Max(100) Integer replicaCount,
            @Nullable StorageAccountType storageAccountType) {}

    /** Storage of a replica. */
    public enum StorageAccountType {
        Standard_LRS,
        Standard_ZRS,
        Premium_LRS
    }

    /** How a version is replicated. */
    public enum ReplicationMode {
        /** Copied; for production. */
        Full,
        /** Refers to the source's storage: quick, same region only, not for many nodes. */
        Shallow
    }

    /**
     * A feature of an image definition, in Azure's own names and values.
     *
     * @param name such as {@code SecurityType}
     * @param value such as {@code TrustedLaunchSupported}
     */
    public record Feature(
            @Size(min = 1, max = 128) String name,
            @Size(min = 1, max = 128) String value) {}
}
