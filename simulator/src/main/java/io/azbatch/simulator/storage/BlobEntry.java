package io.azbatch.simulator.storage;

import io.azbatch.simulator.arm.ResourceId;
import io.azbatch.simulator.storage.copy.Copy;
import java.util.Optional;

/**
 * What the world remembers of a blob.
 *
 * @param kind page, block or append blob
 * @param length bytes; of a page blob always right, of others as far as it was told in one request
 * @param lastSector the last 512 bytes of a page blob, empty while nobody wrote them
 * @param copy the last copy to it, unless it was written anew since
 * @param lessee the machine that has it as a disk
 */
public record BlobEntry(
        Kind kind, long length, Optional<Sector> lastSector, Optional<Copy> copy, Optional<ResourceId> lessee) {

    /** Kinds of blobs, by the service's words. */
    public enum Kind {
        PAGE("PageBlob"),
        BLOCK("BlockBlob"),
        APPEND("AppendBlob");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As {@code x-ms-blob-type} says it. */
        public String word() {
            return word;
        }

        /** The kind of a word; block blob for what is none. */
        public static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equalsIgnoreCase(word)) {
                    return kind;
                }
            }
            return BLOCK;
        }
    }

    /** A blob just made. */
    public static BlobEntry fresh(Kind kind, long length) {
        return new BlobEntry(kind, length, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public boolean isPage() {
        return kind == Kind.PAGE;
    }

    /** Whether a copy to it is under way. */
    public boolean isBeingCopied() {
        return copy.filter(Copy::isPending).isPresent();
    }

    public BlobEntry with(Optional<Sector> sector) {
        return new BlobEntry(kind, length, sector, copy, lessee);
    }

    public BlobEntry with(Copy newCopy) {
        return new BlobEntry(kind, length, lastSector, Optional.of(newCopy), lessee);
    }

    public BlobEntry resized(long newLength) {
        return new BlobEntry(kind, newLength, newLength == length ? lastSector : Optional.empty(), copy, lessee);
    }

    public BlobEntry leasedTo(Optional<ResourceId> machine) {
        return new BlobEntry(kind, length, lastSector, copy, machine);
    }
}
