package io.azbatch.simulator.arm;

import java.time.Instant;
import java.util.Optional;

/**
 * Blobs as providers other than Storage itself see and use them, by their addresses: that of the blob listener, or one that Azure
 * itself would write ({@code https://ACCOUNT.blob.core.windows.net/…}). Called inside a look at the world, where it never waits: what
 * it does is done as far as anybody can see from the moment of the call.
 */
public interface BlobStore {

    /**
     * A storage account.
     *
     * @param id resource id
     * @param location normalised region
     * @param takesPageBlobs whether disks can lie in it
     */
    record Account(ResourceId id, String location, boolean takesPageBlobs) {}

    /**
     * A blob.
     *
     * @param isPage whether it is a page blob
     * @param bytes length
     * @param vhdFault what keeps it from being a fixed VHD; absent if it is one
     * @param lessee machine whose disk it is
     * @param isBeingCopied whether its bytes are still on their way
     */
    record Blob(
            boolean isPage,
            long bytes,
            Optional<String> vhdFault,
            Optional<ResourceId> lessee,
            boolean isBeingCopied) {}

    /** The account in which an address lies; nothing if there is none, or the text is no address of a blob. */
    Optional<Account> account(String url);

    /** The blob at an address. */
    Optional<Blob> find(String url);

    /**
     * Makes a page blob that is a fixed VHD, over whatever is there, and the container if there is none.
     *
     * @param diskBytes size of the disk, a whole number of MiB
     * @param origin what its first sector names, so that copies can be told
     */
    void makeVhd(String url, long diskBytes, String origin);

    /** Copies a blob, over whatever is there, and makes the container if there is none. */
    void copy(String from, String to);

    /** Writes a block blob, over whatever is there, and makes the container if there is none. */
    void write(String url, String contentType, String text);

    /** Removes a blob, if there is one. */
    void remove(String url);

    /**
     * The address of a blob, there or not yet, with an access that a key of its account signed; the container is made if there is none.
     *
     * @param account resource id of the storage account
     * @param permissions letters of the access, such as {@code rw}
     * @return nothing if the account is gone
     */
    Optional<String> open(
            ResourceId account, String container, String blob, String permissions, Instant from, Instant until);

    /** Gives a blob to a machine, as its disk: until it is released nobody else changes or deletes it. */
    void lease(String url, ResourceId machine);

    /** Takes a blob from a machine. */
    void release(String url, ResourceId machine);
}
