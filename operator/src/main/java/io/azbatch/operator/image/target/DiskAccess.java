package io.azbatch.operator.image.target;

import static io.azbatch.operator.image.pass.Rule.work;

import io.azbatch.api.v1beta1.ImageReason;
import io.azbatch.operator.image.pass.DiskAccessSight;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.ImageStep;
import io.azbatch.operator.image.pass.ImageStep.Remember;
import io.azbatch.operator.image.pass.ImageStep.RevokeDiskAccess;
import io.azbatch.operator.image.pass.VhdSight;
import io.azbatch.operator.image.preflight.Preflight;
import java.util.Optional;

/**
 * The right to read an OS disk is always given back: after a copy that succeeded or failed, when the copy is not wanted
 * any more, when the object goes. Only then it is forgotten.
 */
public final class DiskAccess {

    private DiskAccess() {}

    public static Optional<ImageStep> takenBack(ImageSnapshot snapshot) {
        return snapshot.diskAccess()
                .filter(DiskAccessSight::seen)
                .filter(seen -> !needed(snapshot, seen))
                .flatMap(seen -> takenBack(snapshot, seen));
    }

    private static Optional<ImageStep> takenBack(ImageSnapshot snapshot, DiskAccessSight seen) {
        if (seen.underWay()) {
            return work(
                    ImageReason.Building,
                    "the right to read disk " + seen.id().name() + " is being "
                            + (seen.revoking() ? "taken back" : "given, and will be taken back"));
        }
        if (seen.open()) {
            return Optional.of(new RevokeDiskAccess(seen.id()));
        }
        return snapshot.memory()
                .diskAccess()
                .map(noted -> new Remember(
                        snapshot.memory().withDiskAccess(Optional.empty()),
                        "noting that disk " + noted.name() + " is not read any more"));
    }

    /** A copy reads the disk, or is going to; not while something is in its way that somebody must clear first. */
    private static boolean needed(ImageSnapshot snapshot, DiskAccessSight seen) {
        boolean reads =
                snapshot.vhd().flatMap(VhdSight::vhd).flatMap(VhdSight::pending).isPresent();
        boolean willRead =
                VhdTarget.toBeCopied(snapshot).filter(seen.id()::equals).isPresent()
                        && Preflight.objection(snapshot).isEmpty();
        return !snapshot.subject().deleting() && (reads || willRead);
    }
}
