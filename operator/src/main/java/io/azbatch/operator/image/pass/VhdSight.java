package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Blobs.Container;
import io.azbatch.operator.cloud.Blobs.Copy;
import io.azbatch.operator.cloud.Blobs.CopyStatus;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import io.azbatch.operator.control.BlobMarks;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.OwnerMark.Ownership;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A VHD in container {@code system} as a target.
 *
 * @param owner who looks
 * @param account not looked at: nothing else of the target is then
 * @param blobs VHDs and templates of the place; a missing container is absent
 * @param footer the last 512 bytes of our VHD; looked at once, between the end of its copy and its template
 */
public record VhdSight(
        VhdPlan plan,
        OwnerMark owner,
        Reading<StorageAccount> account,
        Reading<List<Blob>> blobs,
        Reading<byte[]> footer) {

    public Container container() {
        return account.found()
                .map(there -> new Container(there.blobEndpoint(), VhdPlace.CONTAINER))
                .orElseThrow(() -> new IllegalStateException("the storage account has not been seen"));
    }

    /** The VHD that carries our mark for the present spec: one that is whole before one that is not. */
    public Optional<Blob> vhd() {
        return named(blob -> plan.place().isOsDisk(name(blob)))
                .filter(this::ours)
                .filter(blob -> plan.hash().equals(tags(blob).get(OwnerMark.SPEC_HASH)))
                .max(Comparator.comparing(VhdSight::whole));
    }

    /** VHDs and templates that carry our mark, for any spec. */
    public List<Blob> own() {
        return named(blob -> true).filter(this::ours).toList();
    }

    /** The VHD of that machine, whoever put it there. */
    public Optional<Blob> vhdOf(String vmId) {
        return named(blob -> name(blob).equals(plan.place().osDisk(vmId))).findFirst();
    }

    /** The template of that machine, whoever put it there. */
    public Optional<Blob> templateOf(String vmId) {
        return named(blob -> name(blob).equals(plan.place().template(vmId))).findFirst();
    }

    /** VHD and template are there and ours: the template is the last thing that is written or marked. */
    public boolean complete() {
        return vhd().filter(VhdSight::whole)
                .flatMap(vhd -> templateOf(vmId(vhd)))
                .filter(this::ours)
                .isPresent();
    }

    public boolean ours(Blob blob) {
        return owner.read(tags(blob)) == Ownership.OURS;
    }

    public String vmId(Blob vhd) {
        return plan.place().vmId(name(vhd));
    }

    public URI uri(String name) {
        return container().blob(name);
    }

    /** The mark with what else is noted on our blobs. */
    public static Map<String, String> tags(Blob blob) {
        return BlobMarks.tags(blob.metadata());
    }

    /** It was written otherwise than by a copy, or its copy has succeeded. */
    public static boolean whole(Blob blob) {
        return blob.copy().filter(copy -> copy.status() != CopyStatus.SUCCESS).isEmpty();
    }

    /** Its copy is under way. */
    public static Optional<Copy> pending(Blob blob) {
        return blob.copy().filter(copy -> copy.status() == CopyStatus.PENDING);
    }

    private Stream<Blob> named(Predicate<Blob> which) {
        return blobs.found().orElse(List.of()).stream().filter(which);
    }

    private String name(Blob blob) {
        return container().name(blob.uri());
    }
}
