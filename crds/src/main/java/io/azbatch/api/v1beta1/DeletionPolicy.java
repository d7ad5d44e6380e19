package io.azbatch.api.v1beta1;

/** What happens in Azure to what was made when the Kubernetes object goes. */
public enum DeletionPolicy {
    /** It stays in Azure, without an owner. */
    Retain,
    /** It is deleted, and the object stays until it is gone. */
    Delete
}
