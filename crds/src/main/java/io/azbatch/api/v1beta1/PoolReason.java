package io.azbatch.api.v1beta1;

/** Reasons of BatchPool conditions. Beside these a reason can be Azure's own error code. */
public enum PoolReason {
    /** The pool is as declared. */
    Ready,
    /** Nothing is known yet. */
    Pending,
    /** The condition does not apply to this pool. */
    NotRequired,
    /** The CustomImage is not ready yet. */
    WaitingForImage,
    ImageNotFound,
    /** The CustomImage does not list this namespace in {@code spec.allowedNamespaces}. */
    ImageNotAllowed,
    /** The image version is not replicated to the account's region. */
    ImageNotReplicated,
    /** The image can not be used by Batch: specialized, failed, still being made, or in no gallery. */
    ImageNotUsable,
    /** Image and node agent are known. */
    Resolved,
    /** No node agent, or several, fit the image; the message lists them. */
    NodeAgentSkuUnknown,
    AccountNotFound,
    /** The Batch account is there, but not in state Succeeded. */
    AccountNotReady,
    /** {@code spec.resourceTags} is given, and the Batch account is not in user-subscription mode. */
    AccountNotUserSubscription,
    CredentialsMissing,
    CredentialsRefused,
    /** Azure asks for fewer calls, is down or is busy; tried again. */
    AzureBusy,
    /** The pool is being made. */
    Creating,
    /** The pool is there. */
    Provisioned,
    /** A pool of this id is there and was not made by this object. */
    PoolNotOurs,
    /** A pool of this id is on its way out; it is made again when it is gone. */
    PoolBeingDeleted,
    /** Nodes are being added or removed. */
    Resizing,
    /** Nodes start. */
    BringUp,
    /** As many nodes as declared. */
    Scaled,
    /** Azure could not allocate the nodes; tried again within a budget. */
    ResizeFailed,
    /** The budget of resize attempts is spent; tried again slowly. */
    ResizeBudgetSpent,
    /** Nodes are unusable or their start failed. */
    NodesUnhealthy,
    /** Nodes are preempted, offline or out of reach; Azure brings most of them back by itself. */
    NodesInterrupted,
    NodesHealthy,
    /** The nodes boot from the newest image. */
    ImageCurrent,
    /** A newer image waits for the word. */
    NewImageWaits,
    /** A change waits because it needs an empty pool. */
    PendingChange,
    DriftObserved,
    InvalidAnnotation,
    /** The object is deleted, and jobs that use the Batch pool may still run tasks. */
    WaitingForJobs,
    Deleting
}
