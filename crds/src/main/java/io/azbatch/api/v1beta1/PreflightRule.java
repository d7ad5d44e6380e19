package io.azbatch.api.v1beta1;

/** What is checked of a source before anything irreversible is done to it. Each has a {@link ImageReason} of its own. */
public enum PreflightRule {
    /** The OS disk is a managed disk, or Azure still has unmanaged ones and {@code save.vhd} says where it goes. */
    ManagedOsDisk,
    /** Source and targets are in one subscription. */
    SameSubscription,
    /** Source and targets are in one region. */
    SameRegion,
    /** No extension is installed in the machine: what it leaves in the image breaks pool nodes. */
    NoExtensions,
    /** The OS disk is not under Azure Disk Encryption. */
    NoDiskEncryption,
    /** The storage account of a VHD is a standard general-purpose one with page blobs. */
    StorageAccountFits,
    /** Azure makes managed images of the source: it is of x64 and of standard security. */
    ManagedImageFits,
    /** An existing definition fits in OS type, OS state, generation, architecture and security type. */
    DefinitionFits,
    /** The machine's purchase plan is on the definition. */
    PurchasePlanCarried,
    /** Warns, never refuses: the machine's size has no temporary disk. */
    TemporaryDisk
}
