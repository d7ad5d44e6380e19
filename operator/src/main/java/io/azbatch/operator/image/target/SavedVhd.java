package io.azbatch.operator.image.target;

import static io.azbatch.operator.image.pass.Rule.work;

import io.azbatch.api.v1beta1.DeletionPolicy;
import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Blobs.BlobType;
import io.azbatch.operator.cloud.Blobs.Copy;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.AbortCopy;
import io.azbatch.operator.image.pass.ImageStep.DeleteBlob;
import io.azbatch.operator.image.pass.ImageStep.MarkBlob;
import io.azbatch.operator.image.pass.ImageStep.PutTemplate;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.pass.VhdSight;
import io.azbatch.operator.image.preflight.Objection;
import io.azbatch.operator.image.preflight.VhdFooter;
import java.util.Optional;

/** The rules for a VHD of ours that is in the storage account: what is left to do for it. */
public final class SavedVhd {

    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;
    private static final int HUNDRED = 100;

    private SavedVhd() {}

    /** A copy that failed, or did not make a good VHD, is begun again over what it left, as often as attempts allow. */
    public static Optional<ImageStep> failed(ImageSnapshot snapshot) {
        return unfinished(snapshot).flatMap(seen -> seen.vhd().flatMap(vhd -> failure(seen, vhd)
                .flatMap(failure -> Attempts.afterFailure(
                        snapshot,
                        Attempts.of(VhdSight.tags(vhd)),
                        failure,
                        () -> captured(snapshot)
                                ? Optional.of(new DeleteBlob(vhd.uri(), failure))
                                : Optional.empty()))));
    }

    static Optional<Integer> failedAttempt(ImageSnapshot snapshot) {
        return unfinished(snapshot).flatMap(seen -> seen.vhd()
                .filter(vhd -> failure(seen, vhd).isPresent())
                .map(vhd -> Attempts.of(VhdSight.tags(vhd))));
    }

    public static Optional<ImageStep> copying(ImageSnapshot snapshot) {
        return snapshot.vhd()
                .flatMap(VhdSight::vhd)
                .flatMap(VhdSight::pending)
                .flatMap(copy -> work(ImageReason.Building, "copying the OS disk: " + progress(copy)));
    }

    /** The template says that the VHD is good and its disk is not read any more, so it comes last. */
    public static Optional<ImageStep> templateThere(ImageSnapshot snapshot) {
        return unfinished(snapshot).flatMap(seen -> seen.vhd()
                .filter(VhdSight::whole)
                .filter(vhd -> failure(seen, vhd).isEmpty())
                .flatMap(vhd -> snapshot.machine()
                        .flatMap(MachineSight::found)
                        .map(machine -> template(snapshot, seen, vhd, machine))));
    }

    private static ImageStep template(ImageSnapshot snapshot, VhdSight seen, Blob vhd, VirtualMachine machine) {
        var metadata = VhdTarget.metadata(snapshot, seen, machine);
        Optional<Blob> there = seen.templateOf(seen.vmId(vhd));
        return there.isPresent() && captured(snapshot)
                ? new MarkBlob(there.get().uri(), there.get().etag(), metadata)
                : new PutTemplate(
                        seen.uri(seen.plan().place().template(seen.vmId(vhd))),
                        VmTemplate.of(machine, vhd.uri()),
                        seen.plan().overwrite() || there.filter(seen::ours).isPresent(),
                        metadata);
    }

    /** In deletion: nobody waits for the copy any more. */
    public static Optional<ImageStep> copyEnded(ImageSnapshot snapshot) {
        return snapshot.vhd().flatMap(seen -> seen.own().stream()
                .flatMap(blob -> VhdSight.pending(blob).map(copy -> new AbortCopy(blob.uri(), copy.id())).stream())
                .findFirst());
    }

    /** In deletion: what is whole goes when the policy says so, what is not always goes. */
    public static Optional<ImageStep> gone(ImageSnapshot snapshot) {
        boolean all = snapshot.spec().deletionPolicy() == DeletionPolicy.Delete;
        return snapshot.vhd().flatMap(seen -> seen.own().stream()
                .filter(blob -> all || !VhdSight.whole(blob))
                .findFirst()
                .map(blob -> new DeleteBlob(
                        blob.uri(), all ? "deletionPolicy is Delete" : "its copy did not come to its end")));
    }

    /** Why our VHD is no good; empty while it is copied, and when it is good. */
    public static Optional<String> failure(VhdSight seen, Blob vhd) {
        return vhd.copy()
                .flatMap(copy -> failure(vhd, copy))
                .or(() -> VhdSight.whole(vhd) ? damage(seen, vhd) : Optional.empty());
    }

    private static Optional<String> failure(Blob vhd, Copy copy) {
        return switch (copy.status()) {
            case PENDING, SUCCESS -> Optional.empty();
            case FAILED ->
                Optional.of("the copy to " + vhd.uri() + " failed: "
                        + copy.description().orElse("Azure does not say why"));
            case ABORTED -> Optional.of("the copy to " + vhd.uri() + " was ended by somebody");
        };
    }

    private static Optional<String> damage(VhdSight seen, Blob vhd) {
        return vhd.type() == BlobType.PAGE
                ? seen.footer()
                        .found()
                        .flatMap(footer -> VhdFooter.objection(vhd.uri().toString(), footer, vhd.length()))
                        .map(Objection::message)
                : Optional.of(vhd.uri() + " is no page blob");
    }

    /** Such as {@code 12 of 30 GiB (40 %)}. */
    public static String progress(Copy copy) {
        if (copy.total() <= 0) {
            return "it has not begun to move";
        }
        boolean large = copy.total() >= GIB;
        long unit = large ? GIB : MIB;
        return copy.copied() / unit + " of " + Math.ceilDiv(copy.total(), unit) + (large ? " GiB (" : " MiB (")
                + copy.copied() * HUNDRED / copy.total() + " %)";
    }

    private static Optional<VhdSight> unfinished(ImageSnapshot snapshot) {
        return snapshot.vhd().filter(seen -> !seen.complete());
    }

    private static boolean captured(ImageSnapshot snapshot) {
        return snapshot.machine().filter(MachineSight::unmanaged).isPresent();
    }
}
