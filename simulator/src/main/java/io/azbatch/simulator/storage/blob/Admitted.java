package io.azbatch.simulator.storage.blob;

import io.azbatch.simulator.storage.Place;
import io.azbatch.simulator.storage.account.StorageAccount;
import java.util.Optional;

/**
 * A request that was let in.
 *
 * @param call what it wants
 * @param account whose blobs; absent for an exported disk
 * @param slot the account in the store
 * @param below raw path below that account
 * @param place the blob, whose name is empty above the level of blobs
 * @param caller by what right
 */
record Admitted(
        BlobCall call, Optional<StorageAccount> account, String slot, String below, Place place, Caller caller) {}
