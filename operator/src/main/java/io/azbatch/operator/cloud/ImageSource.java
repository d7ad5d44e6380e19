package io.azbatch.operator.cloud;

import java.net.URI;

/** What an image is made from. */
public sealed interface ImageSource {

    /** A generalized virtual machine. */
    record Machine(ResourceId id) implements ImageSource {}

    /**
     * A generalized OS disk as a VHD blob.
     *
     * @param storageAccount the account that the blob is in
     */
    record Vhd(ResourceId storageAccount, URI uri) implements ImageSource {}
}
