package io.azbatch.operator.azure;

import com.azure.storage.blob.BlobUrlParts;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.LeaseStatusType;
import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Blobs.BlobType;
import io.azbatch.operator.cloud.Blobs.Copy;
import io.azbatch.operator.cloud.Blobs.CopyStatus;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The blob service's blobs in domain words. */
final class BlobReading {

    private BlobReading() {}

    static Blob blob(URI uri, BlobProperties blob) {
        return new Blob(
                uri,
                type(blob.getBlobType()),
                blob.getBlobSize(),
                MachineReading.text(blob.getETag()),
                blob.getLeaseStatus() == LeaseStatusType.LOCKED,
                copy(blob.getCopyId(), blob.getCopyStatus(), blob.getCopyProgress(), blob.getCopyStatusDescription()),
                metadata(blob.getMetadata()));
    }

    static Blob blob(URI uri, BlobItem item) {
        var blob = item.getProperties();
        return new Blob(
                uri,
                type(blob.getBlobType()),
                blob.getContentLength() == null ? 0 : blob.getContentLength(),
                MachineReading.text(blob.getETag()),
                blob.getLeaseStatus() == LeaseStatusType.LOCKED,
                copy(blob.getCopyId(), blob.getCopyStatus(), blob.getCopyProgress(), blob.getCopyStatusDescription()),
                metadata(item.getMetadata()));
    }

    /** An address with a port, or an IP address, names the account in the path. */
    static boolean isPathStyle(BlobUrlParts parts) {
        return !parts.getHost().startsWith(parts.getAccountName() + ".");
    }

    private static Optional<Copy> copy(
            @Nullable String id,
            @Nullable CopyStatusType status,
            @Nullable String progress,
            @Nullable String description) {
        return id == null || status == null
                ? Optional.empty()
                : Optional.of(new Copy(
                        id,
                        switch (status) {
                            case PENDING -> CopyStatus.PENDING;
                            case SUCCESS -> CopyStatus.SUCCESS;
                            case ABORTED -> CopyStatus.ABORTED;
                            case FAILED -> CopyStatus.FAILED;
                        },
                        bytes(progress, 0),
                        bytes(progress, 1),
                        Optional.ofNullable(description).map(AzureError::words).filter(text -> !text.isEmpty())));
    }

    /** Progress is {@code copied/total}. */
    private static long bytes(@Nullable String progress, int part) {
        return progress != null && progress.matches("\\d{1,18}/\\d{1,18}")
                ? Long.parseLong(progress.split("/")[part])
                : 0;
    }

    private static BlobType type(com.azure.storage.blob.models.@Nullable BlobType type) {
        return switch (type) {
            case PAGE_BLOB -> BlobType.PAGE;
            case APPEND_BLOB -> BlobType.APPEND;
            case BLOCK_BLOB -> BlobType.BLOCK;
            case null -> BlobType.BLOCK;
        };
    }

    private static Map<String, String> metadata(@Nullable Map<String, String> metadata) {
        return metadata == null ? Map.of() : Map.copyOf(metadata);
    }
}
