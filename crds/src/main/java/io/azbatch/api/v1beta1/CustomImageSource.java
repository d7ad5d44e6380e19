package io.azbatch.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where the image comes from; exactly one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.virtualMachine) != has(self.vhd)",
        message = "give exactly one source: virtualMachine or vhd")
@ValidationRule(
        value = "has(self.virtualMachine) == has(oldSelf.virtualMachine) || has(self.vhd) == has(oldSelf.vhd)",
        message = "the kind of source is immutable: delete the object and create it anew")
public record CustomImageSource(
        @Nullable VirtualMachine virtualMachine, @Nullable VhdSource vhd) {

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
}
