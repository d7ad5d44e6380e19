package io.azbatch.operator.cloud;

import java.time.Duration;
import java.util.Optional;

/** Managed disks. */
public interface Disks {

    Reading<Disk> get(Credential credential, ResourceId id);

    /**
     * How the last {@link #grantRead} or {@link #revokeAccess} of this process goes on; absent when none is under way or
     * known, as after a restart. The URL is told once by Azure, to whoever began, and is kept in memory only. A failure
     * is told once too: afterwards it is as if nothing had been asked for.
     */
    Reading<Access> access(Credential credential, ResourceId id);

    /** Begins to open the disk's content for reading; a disk of a running machine is refused. */
    Write grantRead(Credential credential, ResourceId id, Duration duration);

    /** Begins to take every such right back; while one is out the machine can not start. */
    Write revokeAccess(Credential credential, ResourceId id);

    /**
     * A disk as it was seen.
     *
     * @param generation absent on very old disks
     * @param architecture {@code x64} or {@code Arm64}; absent where Azure does not say
     * @param azureDiskEncryption encrypted inside the guest; platform encryption does not count
     * @param state {@code Unattached, Attached, Reserved, ActiveSAS} and so on; absent while it is made
     */
    record Disk(
            ResourceId id,
            Optional<String> state,
            Optional<HyperVGeneration> generation,
            Optional<String> architecture,
            boolean azureDiskEncryption) {

        /** Somebody holds a URL to its content. */
        public boolean accessGranted() {
            return state.filter(name -> name.startsWith("ActiveSAS")).isPresent();
        }
    }

    /** The right to read a disk's content that was asked for. */
    sealed interface Access {

        /** Azure is still at it. */
        record Pending() implements Access {}

        record Granted(Sas sas) implements Access {}

        /** @param reason Azure's code and words */
        record Failed(String reason) implements Access {}

        /** Azure is still taking the right back. */
        record Revoking() implements Access {}
    }
}
