package io.azbatch.simulator.arm.compute;

import io.azbatch.simulator.arm.ArmError;
import io.azbatch.simulator.arm.BlobStore;
import io.azbatch.simulator.arm.BlobStore.Account;
import io.azbatch.simulator.arm.BlobStore.Blob;
import io.azbatch.simulator.fault.OperationEnd;
import io.azbatch.simulator.http.Refused;
import io.azbatch.simulator.http.Request;
import java.util.Optional;

/**
 * A blob of which something is to be made in Compute. Whether it is any good shows only when it is read, so what it is for is
 * accepted and fails.
 *
 * @param blobs where it lies
 * @param url its address
 * @param location normalised region of what is to be made
 */
public record VhdSource(BlobStore blobs, String url, String location) {
    private static final long GIB = 1L << 30;

    /** Whole GiB of the disk in it, rounded up; a default where there is none. */
    public int gibOr(int otherwise) {
        return blobs.find(url)
                .map(blob -> (int) Math.max(1, Math.ceilDiv(blob.bytes() - 512, GIB)))
                .orElse(otherwise);
    }

    /** The request, made to fail if the blob is no disk of this region. */
    public Request judge(Request request) {
        return request.operationEnd().isPresent()
                ? request
                : fault().map(request::withOperationEnd).orElse(request);
    }

    /** Refuses an account that is not there, or not in the region. */
    public void requireAccount() {
        account().or(this::elsewhere).ifPresent(end -> {
            throw refusal(end);
        });
    }

    private static Refused refusal(OperationEnd end) {
        return ArmError.of(409, end.code(), end.message());
    }

    /** What keeps a disk from being made of it; nothing if one can be. */
    public Optional<OperationEnd> fault() {
        return account().or(this::elsewhere).or(this::notFound).or(this::notVhd);
    }

    private Optional<OperationEnd> account() {
        return blobs.account(url).isPresent()
                ? Optional.empty()
                : failure(
                        "StorageAccountNotFound",
                        "Storage account " + accountName() + " not found. Ensure storage account is not deleted and"
                                + " belongs to the same Azure location as the VM.");
    }

    private Optional<OperationEnd> elsewhere() {
        return blobs.account(url)
                .map(Account::location)
                .filter(there -> !there.equals(location))
                .flatMap(there -> failure(
                        "StorageAccountLocationMismatch",
                        "Could not resolve storage account " + accountName() + ". Please ensure it was created through"
                                + " the Storage Resource Provider in the same location as the compute resource."));
    }

    private Optional<OperationEnd> notFound() {
        return blobs.find(url).isPresent()
                ? Optional.empty()
                : failure("ImageBlobNotFound", "Unable to find VHD blob with URI " + url + ".");
    }

    private Optional<OperationEnd> notVhd() {
        Blob blob = blobs.find(url).orElseThrow();
        if (!blob.isPage()) {
            return failure(
                    "IncorrectImageBlobType",
                    "Disk blobs can only be of type page blob. Blob " + url + " is of another type.");
        }
        if (blob.isBeingCopied()) {
            return failure("ImageBlobNotReady", "The copy to blob " + url + " is still pending.");
        }
        return blob.vhdFault()
                .flatMap(fault -> failure(
                        "InvalidParameter",
                        "The specified cookie value in VHD footer indicates that disk with blob " + url
                                + " is not a supported VHD. Disk is expected to have cookie value 'conectix': " + fault
                                + "."));
    }

    private String accountName() {
        return blobs.account(url)
                .map(found -> found.id().name())
                .orElseGet(() -> url.replaceFirst("^https?://(?:[^/]*:[0-9]+/)?([^./]*).*$", "$1"));
    }

    private static Optional<OperationEnd> failure(String code, String message) {
        return Optional.of(new OperationEnd("Failed", code, message));
    }
}
