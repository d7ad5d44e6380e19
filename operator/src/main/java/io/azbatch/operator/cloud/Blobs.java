package io.azbatch.operator.cloud;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Blobs of storage accounts, asked for with the credential's own Entra token and never with an account key. A blob is
 * named by its URL, a container by {@link Container}. Sources: Blob service REST API, specification {@code blob}.
 */
public interface Blobs {

    /** The blob's properties; absent also when its container is. */
    Reading<Blob> get(Credential credential, URI blob);

    /**
     * The last bytes of a blob, such as the footer of a VHD.
     *
     * @param length in bytes; the whole blob where it is shorter
     */
    Reading<byte[]> tail(Credential credential, URI blob, int length);

    /** Blobs whose name begins with the prefix, in order of name. A missing container is absent. */
    Reading<List<Blob>> list(Credential credential, Container container, String prefix);

    /** Makes a container that only the account's own readers may read; one that is there is what was asked for. */
    Write createContainer(Credential credential, Container container);

    /**
     * Begins to copy into a blob on the service's side; how far it is shows in {@link Blob#copy}.
     *
     * @param overwrite false refuses with {@code BlobAlreadyExists} when a blob is there
     * @param metadata names are C# identifiers, values ASCII
     */
    Write beginCopy(Credential credential, URI target, Sas source, boolean overwrite, Map<String, String> metadata);

    /** Ends a copy that is pending; a blob without content stays. A copy that is over is what was asked for. */
    Write abortCopy(Credential credential, URI target, String copyId);

    /**
     * Writes a small text as a block blob.
     *
     * @param overwrite false refuses with {@code BlobAlreadyExists} when a blob is there
     */
    Write putText(
            Credential credential,
            URI blob,
            String contentType,
            String text,
            boolean overwrite,
            Map<String, String> metadata);

    /**
     * Replaces a blob's metadata, if it is still the one that was read.
     *
     * @param etag from the read
     * @param metadata names are C# identifiers, values ASCII
     */
    Write replaceMetadata(Credential credential, URI blob, String etag, Map<String, String> metadata);

    /** A blob that is gone is what was asked for. */
    Write delete(Credential credential, URI blob);

    /**
     * A container.
     *
     * @param account the blob endpoint of its account, with a slash at the end
     */
    record Container(URI account, String name) {

        /** A blob in it; the parts of its name between slashes are percent-encoded. */
        public URI blob(String name) {
            return URI.create(account + this.name + "/" + BlobNames.encoded(name));
        }

        /** The name of a blob in it, as it is without encoding. */
        public String name(URI blob) {
            return blob.getPath().substring(account.getPath().length() + name.length() + 1);
        }
    }

    /**
     * A blob as it was seen.
     *
     * @param length in bytes
     * @param copy of the last copy into it; absent when it was written otherwise
     * @param leased somebody holds a lease on it, such as a machine whose disk it is
     */
    record Blob(
            URI uri,
            BlobType type,
            long length,
            String etag,
            boolean leased,
            Optional<Copy> copy,
            Map<String, String> metadata) {}

    enum BlobType {
        BLOCK,
        PAGE,
        APPEND
    }

    /**
     * A copy into a blob.
     *
     * @param copied bytes so far
     * @param total bytes in all; 0 while not known
     * @param description why it failed, in the service's words; absent otherwise
     */
    record Copy(String id, CopyStatus status, long copied, long total, Optional<String> description) {}

    enum CopyStatus {
        PENDING,
        SUCCESS,
        ABORTED,
        FAILED
    }
}
