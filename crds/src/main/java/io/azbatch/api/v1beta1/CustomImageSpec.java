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
 * What image is wanted.
 *
 * @param subscriptionId the Azure subscription of source and targets; immutable
 * @param resourceGroup the resource group of the source and, unless said otherwise, of the targets
 * @param location the Azure region of source and targets, such as {@code westeurope}
 * @param os of the image; needed where the source is a VHD, which does not tell; elsewhere a conflict with what Azure
 *     says is refused
 * @param credentialsRef absent: Secret {@code azbatch-credentials}, then the operator's own identity where allowed
 * @param preflight what is checked of the source before anything irreversible is done to it
 * @param allowedNamespaces other namespaces whose BatchPools may use this image
 * @param deletionPolicy of the saved versions, VHDs and managed images; galleries, definitions, storage accounts and
 *     containers are never deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.subscriptionId == oldSelf.subscriptionId",
        message = "spec.subscriptionId is immutable: delete the object and create it anew")
@ValidationRule(
        value = "!has(oldSelf.save.gallery) || (has(self.save.gallery)"
                + " && (self.save.gallery.gallery == oldSelf.save.gallery.gallery"
                + " && self.save.gallery.definition == oldSelf.save.gallery.definition"
                + " && (has(self.save.gallery.resourceGroup) ? self.save.gallery.resourceGroup : self.resourceGroup)"
                + " == (has(oldSelf.save.gallery.resourceGroup) ? oldSelf.save.gallery.resourceGroup"
                + " : oldSelf.resourceGroup)))",
        message = "the gallery and the definition that versions go to are immutable: delete the object and create it"
                + " anew")
@ValidationRule(
        value = "!has(self.save.gallery) || self.save.gallery.replicationMode != 'Shallow'"
                + " || !has(self.save.gallery.targetRegions)"
                + " || self.save.gallery.targetRegions.all(r, r.name == self.location)",
        message = "replicationMode Shallow stays in the source's region: use Full, or take other regions out of"
                + " targetRegions")
@ValidationRule(
        value = "!has(self.source.vhd) || (has(self.os) && has(self.os.type) && has(self.os.hyperVGeneration))",
        message = "give os.type and os.hyperVGeneration with source.vhd: a VHD does not tell them")
@ValidationRule(
        value = "!has(self.source.vhd) || !has(self.save.vhd)",
        message = "save.vhd needs source.virtualMachine: the source is a VHD already, save it to a gallery or a managed"
                + " image")
@ValidationRule(
        value = "!has(self.save.managedImage) || !has(self.os) || !has(self.os.architecture)"
                + " || self.os.architecture != 'Arm64'",
        message = "Azure makes no managed images of Arm64: save to a gallery")
@ValidationRule(
        value = "!has(oldSelf.save.managedImage) || (has(self.save.managedImage)"
                + " && self.save.managedImage.name == oldSelf.save.managedImage.name"
                + " && (has(self.save.managedImage.resourceGroup) ? self.save.managedImage.resourceGroup"
                + " : self.resourceGroup) == (has(oldSelf.save.managedImage.resourceGroup)"
                + " ? oldSelf.save.managedImage.resourceGroup : oldSelf.resourceGroup))",
        message = "the name and the resource group of the managed image are immutable: delete the object and create it"
                + " anew")
public record CustomImageSpec(
        @Pattern(Patterns.SUBSCRIPTION) String subscriptionId,
        @Pattern(Patterns.RESOURCE_GROUP) String resourceGroup,
        @Pattern(Patterns.LOCATION) String location,
        @Nullable Os os,
        @Nullable SecretRef credentialsRef,
        Source source,
        @Nullable Preflight preflight,
        Save save,
        List<@Pattern(Patterns.DNS_LABEL) String> allowedNamespaces,
        @Default("Retain") DeletionPolicy deletionPolicy) {

    public CustomImageSpec {
        allowedNamespaces = allowedNamespaces == null ? List.of() : List.copyOf(allowedNamespaces);
        deletionPolicy = Objects.requireNonNullElse(deletionPolicy, DeletionPolicy.Retain);
    }

    /** The preflight rules that the user has switched off. */
    public List<PreflightRule> skippedRules() {
        return preflight == null ? List.of() : preflight.skip();
    }

    /**
     * What is known of the operating system.
     *
     * @param type {@code Linux} or {@code Windows}
     * @param hyperVGeneration {@code V1} or {@code V2}
     * @param architecture absent: what Azure says, {@code x64} for a VHD
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Os(
            @Nullable OsType type,
            @Nullable HyperVGeneration hyperVGeneration,
            @Nullable Architecture architecture) {}

    /** Family of operating systems. */
    public enum OsType {
        Linux,
        Windows
    }

    /** Generation of virtual machines. */
    public enum HyperVGeneration {
        V1,
        V2
    }

    /** Architecture of the processor. */
    public enum Architecture {
        x64,
        Arm64
    }

    /** Where the image comes from; exactly one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.virtualMachine) != has(self.vhd)",
            message = "give exactly one source: virtualMachine or vhd")
    @ValidationRule(
            value = "has(self.virtualMachine) == has(oldSelf.virtualMachine) || has(self.vhd) == has(oldSelf.vhd)",
            message = "the kind of source is immutable: delete the object and create it anew")
    public record Source(
            @Nullable VirtualMachine virtualMachine,
            @Nullable VhdSource vhd) {}

    /**
     * An OS disk that lies in a storage account as a VHD: prepared elsewhere and uploaded, or captured earlier.
     *
     * @param uri URL of the blob, without a SAS; together with storageAccountId
     * @param storageAccountId ARM resource id of the account that the blob is in
     * @param resourceGroup where the account was not noted: container {@code system} of each account in this resource
     *     group is looked through; together with destinationContainerName and prefix
     * @param destinationContainerName as given to the capture: a folder below {@code Microsoft.Compute/Images}
     * @param prefix as given to the capture
     * @param osState has no default: a wrong guess breaks nodes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "(has(self.uri) && has(self.storageAccountId) && !has(self.resourceGroup)"
                    + " && !has(self.destinationContainerName) && !has(self.prefix))"
                    + " || (!has(self.uri) && !has(self.storageAccountId) && has(self.resourceGroup)"
                    + " && has(self.destinationContainerName) && has(self.prefix))",
            message = "give uri and storageAccountId, or resourceGroup, destinationContainerName and prefix to have the"
                    + " VHD looked for")
    @ValidationRule(
            value = "has(self.osState)",
            message = "write out osState: Generalized when sysprep or waagent -deprovision has been run in the guest")
    public record VhdSource(
            @Nullable @Pattern(Patterns.VHD_URI) String uri,
            @Nullable @Pattern(Patterns.STORAGE_ACCOUNT_ID) String storageAccountId,
            @Nullable @Pattern(Patterns.RESOURCE_GROUP) String resourceGroup,
            @Nullable @Pattern(Patterns.CONTAINER) String destinationContainerName,
            @Nullable @Pattern(Patterns.VHD_PREFIX) String prefix,
            @Nullable OsState osState) {}

    /**
     * An existing virtual machine with a managed OS disk; with an unmanaged one as long as Azure has those.
     *
     * @param name in {@code spec.resourceGroup}; exactly one of name and id
     * @param id ARM resource id
     * @param capture has no default: capturing in place can not be undone for that machine
     * @param osState has no default: a wrong guess breaks nodes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.name) != has(self.id)",
            message = "give exactly one of name and id of the virtual machine")
    @ValidationRule(
            value = "has(self.capture)",
            message = "write out capture: InPlace, since the machine can never be started again afterwards")
    @ValidationRule(
            value = "has(self.osState)",
            message = "write out osState: Generalized when sysprep or waagent -deprovision has been run in the guest")
    public record VirtualMachine(
            @Nullable @Pattern(Patterns.VM_NAME) String name,
            @Nullable @Pattern(Patterns.VM_ID) String id,
            @Nullable Capture capture,
            @Nullable OsState osState) {}

    /** How the virtual machine is used. */
    public enum Capture {
        /** The machine itself is deallocated and marked generalized. It can never be started again. */
        InPlace
    }

    /** What has been done to the operating system already. */
    public enum OsState {
        /** {@code sysprep} or {@code waagent -deprovision} has been run in the guest. */
        Generalized
    }

    /** @param skip rules that must not refuse; a skipped rule is named in the condition's message */
    public record Preflight(List<PreflightRule> skip) {
        public Preflight {
            skip = skip == null ? List.of() : List.copyOf(skip);
        }
    }

    /** Where the image goes; at least one, any set of them from one run. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.gallery) || has(self.vhd) || has(self.managedImage)",
            message =
                    "give at least one target to save to: gallery, which is what pools boot from, vhd or managedImage")
    @ValidationRule(
            value = "!has(oldSelf.vhd) || (has(self.vhd)"
                    + " && self.vhd.storageAccountId == oldSelf.vhd.storageAccountId"
                    + " && self.vhd.destinationContainerName == oldSelf.vhd.destinationContainerName"
                    + " && self.vhd.prefix == oldSelf.vhd.prefix)",
            message = "where the VHD goes is immutable: delete the object and create it anew")
    public record Save(
            @Nullable Gallery gallery,
            @Nullable VhdTarget vhd,
            @Nullable ManagedImage managedImage) {}

    /**
     * A VHD in container {@code system} of a storage account, at {@code
     * Microsoft.Compute/Images/DESTINATION/PREFIX-osDisk.VMID.vhd}, with a template beside it.
     *
     * @param storageAccountId ARM resource id; of a machine with an unmanaged OS disk the account which that is in
     * @param destinationContainerName a folder in container {@code system}, in spite of its name
     * @param prefix of the blob's name
     * @param overwrite take the place of a blob of that name that somebody else has put there; not of one that another
     *     object has made
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VhdTarget(
            @Pattern(Patterns.STORAGE_ACCOUNT_ID) String storageAccountId,
            @Pattern(Patterns.CONTAINER) String destinationContainerName,
            @Pattern(Patterns.VHD_PREFIX) String prefix,
            @Default("false") Boolean overwrite) {

        public VhdTarget {
            overwrite = Objects.requireNonNullElse(overwrite, false);
        }
    }

    /**
     * A managed image. Pools can not boot from it; other users of Azure can.
     *
     * @param name letters, digits, dots, dashes and underscores, at most 80
     * @param resourceGroup absent: {@code spec.resourceGroup}
     * @param zoneResilient kept on zone-redundant storage
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ManagedImage(
            @Pattern(Patterns.MANAGED_IMAGE) String name,
            @Nullable @Pattern(Patterns.RESOURCE_GROUP) String resourceGroup,
            @Default("false") Boolean zoneResilient) {

        public ManagedImage {
            zoneResilient = Objects.requireNonNullElse(zoneResilient, false);
        }
    }

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
            value =
                    "!has(self.endOfLifeDate) || (self.endOfLifeDate.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"
                            + ":[0-9]{2}([.][0-9]{1,9})?(Z|[+-](0[0-9]|1[0-7]):[0-5][0-9])$')"
                            + " && timestamp(self.endOfLifeDate) > timestamp('1970-01-01T00:00:00Z'))",
            message =
                    "endOfLifeDate must be a point in time such as 2030-12-31T00:00:00Z, or with an offset of less than"
                            + " 18 hours such as 2030-12-31T00:00:00+01:00")
    public record Gallery(
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

        public Gallery {
            create = Objects.requireNonNullElse(create, false);
            version = Objects.requireNonNullElse(version, AUTO);
            targetRegions = targetRegions == null ? List.of() : List.copyOf(targetRegions);
            replicaCount = Objects.requireNonNullElse(replicaCount, 1);
            replicationMode = Objects.requireNonNullElse(replicationMode, ReplicationMode.Full);
            features = features == null ? List.of() : List.copyOf(features);
        }
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
