package io.azbatch.api.v1beta1;

/** Reasons of CustomImage conditions. Beside these a reason can be Azure's own error code. */
public enum ImageReason {
    /** The image is saved to every target, and replicated. */
    Ready,
    /** Nothing is known yet. */
    Pending,
    /** The condition does not apply to this image. */
    NotRequired,
    /** A step of the build is under way. */
    Building,
    /** Azure copies the version to its regions. */
    Replicating,
    /** The version's regions, replicas or end of life are being changed to what the spec says. */
    Updating,
    /** The source passed all preflight rules. */
    Accepted,
    /** Azure asks for fewer calls, is down or is busy; tried again. */
    AzureBusy,
    /** No usable credential; the message names the Secret and its keys. */
    CredentialsMissing,
    /** The credential is refused by Entra ID. */
    CredentialsRefused,
    VirtualMachineNotFound,
    /** The machine is claimed by another object or another operator. */
    ClaimedByAnother,
    /** The OS disk is a blob: Azure has retired those, or it is not said where the captured VHD goes. */
    UnmanagedOsDisk,
    /** What {@code spec.os} says is not what Azure says. */
    OsMismatch,
    DifferentSubscription,
    DifferentRegion,
    ExtensionsInstalled,
    DiskEncrypted,
    DefinitionMismatch,
    PurchasePlanMissing,
    GalleryNotFound,
    DefinitionNotFound,
    StorageAccountNotFound,
    /** The account has no page blobs, or is not a standard general-purpose one. */
    StorageAccountUnfit,
    /** A capture goes to the account of the OS disk only, and {@code save.vhd} names another. */
    DifferentStorageAccount,
    /** The URL of the VHD is not below the blob endpoint of the account: the credential's token is not sent there. */
    VhdOutsideAccount,
    /** There is no such blob, or none that fits in any account of the resource group. */
    VhdNotFound,
    /** Several blobs fit; the message names them. */
    VhdAmbiguous,
    VhdNotPageBlob,
    /** Somebody holds a lease on the VHD, such as a machine whose disk it is. */
    VhdLeased,
    /** The last 512 bytes are no footer of a VHD. */
    VhdFooterMissing,
    /** The checksum of the footer is wrong. */
    VhdFooterDamaged,
    /** The VHD is a dynamic or differencing one. */
    VhdNotFixed,
    /** The virtual size is not a whole number of MiB. */
    VhdSizeUneven,
    /** The blob is not as long as its footer says. */
    VhdLengthWrong,
    /** A blob of the target's name is there and was not made by this object. */
    VhdNotOurs,
    /** The copy to the VHD failed, or what it wrote is not a good VHD. */
    VhdCopyFailed,
    /** Azure reports the capture as failed. */
    CaptureFailed,
    /** Somebody else holds the right to read the OS disk, and there is one at a time. */
    DiskAccessHeld,
    /** Azure did not give the right to read the OS disk. */
    DiskAccessFailed,
    /** Azure makes no managed images of such machines: Arm64, Trusted Launch, confidential. */
    ManagedImageUnfit,
    /** An image of that name is there and was not made by this object for this spec. */
    ManagedImageNotOurs,
    /** Azure reports the managed image as failed. */
    ManagedImageFailed,
    /** The version is there and was not made by this object. */
    VersionNotOurs,
    /** Azure reports the version as failed. */
    VersionFailed,
    /** The attempts are spent; a spec change or a new reconcile-requested-at starts again. */
    AttemptsSpent,
    /** The version is complete in every region. */
    Replicated,
    /** The OS disk is marked generalized. */
    Generalized,
    /** The image is saved to every target. */
    Saved,
    /** Annotation reconcile-policy is observe and Azure differs from the spec. */
    DriftObserved,
    /** An annotation has a value that is not known. */
    InvalidAnnotation,
    /** The object is being deleted. */
    Deleting,
    /** Deletion waits for pools that use a version. */
    InUse
}
