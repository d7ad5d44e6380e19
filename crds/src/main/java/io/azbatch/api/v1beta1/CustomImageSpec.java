package io.azbatch.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
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
        CustomImageSource source,
        @Nullable Preflight preflight,
        CustomImageSave save,
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

    /** @param skip rules that must not refuse; a skipped rule is named in the condition's message */
    public record Preflight(List<PreflightRule> skip) {
        public Preflight {
            skip = skip == null ? List.of() : List.copyOf(skip);
        }
    }
}
