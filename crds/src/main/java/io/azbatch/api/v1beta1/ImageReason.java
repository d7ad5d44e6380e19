package io.azbatch.api.v1beta1;

/** Reasons of CustomImage conditions. Beside these a reason can be Azure's own error code. */
public enum ImageReason {
    /** The image is saved and replicated. */
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
    UnmanagedOsDisk,
    DifferentSubscription,
    DifferentRegion,
    ExtensionsInstalled,
    DiskEncrypted,
    DefinitionMismatch,
    PurchasePlanMissing,
    GalleryNotFound,
    DefinitionNotFound,
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
    /** The version is saved. */
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
