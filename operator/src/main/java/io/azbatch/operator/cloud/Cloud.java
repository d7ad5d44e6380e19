package io.azbatch.operator.cloud;

/** All of Azure that the operator needs. */
public record Cloud(
        VirtualMachines virtualMachines,
        Disks disks,
        VmSizes vmSizes,
        Galleries galleries,
        ManagedImages managedImages,
        StorageAccounts storageAccounts,
        Blobs blobs,
        BatchAccounts batchAccounts,
        BatchPools batchPools) {}
