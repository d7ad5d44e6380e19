package io.azbatch.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the image goes; at least one, any set of them from one run. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.gallery) || has(self.vhd) || has(self.managedImage)",
        message = "give at least one target to save to: gallery, which is what pools boot from, vhd or managedImage")
@ValidationRule(
        value = "!has(oldSelf.vhd) || (has(self.vhd)"
                + " && self.vhd.storageAccountId == oldSelf.vhd.storageAccountId"
                + " && self.vhd.destinationContainerName == oldSelf.vhd.destinationContainerName"
                + " && self.vhd.prefix == oldSelf.vhd.prefix)",
        message = "where the VHD goes is immutable: delete the object and create it anew")
public record CustomImageSave(
        @Nullable CustomImageGallery gallery,
        @Nullable VhdTarget vhd,
        @Nullable ManagedImage managedImage) {

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
}
