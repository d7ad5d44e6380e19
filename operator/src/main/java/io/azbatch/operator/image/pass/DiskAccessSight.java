package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.Disks.Access;
import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Sas;
import java.util.Optional;

/**
 * The right to read an OS disk that we have asked for, or may have.
 *
 * @param access what this process knows of it
 */
public record DiskAccessSight(ResourceId id, Reading<Disk> disk, Reading<Access> access) {

    /** Azure has told of both. */
    public boolean seen() {
        return disk.unread().isEmpty() && access.unread().isEmpty();
    }

    /** We were told a URL, and Azure does not let it read any more: it has run out, or somebody has taken it back. */
    public boolean runOut() {
        return sas().isPresent()
                && disk.found().filter(there -> !there.accessGranted()).isPresent();
    }

    /** Somebody may read the disk. A disk that is gone nobody can read. */
    public boolean open() {
        return disk.found()
                .filter(seen -> seen.accessGranted() || sas().isPresent())
                .isPresent();
    }

    /** Azure is still giving the right or taking it back. */
    public boolean underWay() {
        return revoking() || is(Access.Pending.class);
    }

    public boolean revoking() {
        return is(Access.Revoking.class);
    }

    /** Where the disk can be read, if this process was told. */
    public Optional<Sas> sas() {
        return access.found()
                .flatMap(known -> known instanceof Access.Granted(Sas sas) ? Optional.of(sas) : Optional.empty());
    }

    private boolean is(Class<? extends Access> kind) {
        return access.found().filter(kind::isInstance).isPresent();
    }
}
