package io.azbatch.operator.image.pass;

import io.azbatch.operator.cloud.Blobs.Container;
import io.azbatch.operator.cloud.Galleries.NewDefinition;
import io.azbatch.operator.cloud.Galleries.NewVersion;
import io.azbatch.operator.cloud.Galleries.VersionUpdate;
import io.azbatch.operator.cloud.ManagedImages.NewManagedImage;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.Sas;
import io.azbatch.operator.cloud.VirtualMachines.Capture;
import io.azbatch.operator.control.Standing;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The one thing that a pass does for an image. */
public sealed interface ImageStep {

    /** A write to Azure. */
    sealed interface Effect extends ImageStep {
        /** What is being done, for people: a sentence without its end. */
        String doing();
    }

    record CreateGallery(ResourceId id, Region location, Map<String, String> tags) implements Effect {
        @Override
        public String doing() {
            return "creating gallery " + id.name();
        }
    }

    record CreateDefinition(ResourceId id, NewDefinition definition) implements Effect {
        @Override
        public String doing() {
            return "creating image definition " + id.name();
        }
    }

    /** Marks the machine as this object's, before the first thing that can not be undone. */
    record ClaimMachine(ResourceId id, Map<String, String> tags, Optional<String> etag) implements Effect {
        @Override
        public String doing() {
            return "claiming virtual machine " + id.name();
        }
    }

    record DeallocateMachine(ResourceId id) implements Effect {
        @Override
        public String doing() {
            return "deallocating virtual machine " + id.name();
        }
    }

    record GeneralizeMachine(ResourceId id) implements Effect {
        @Override
        public String doing() {
            return "marking virtual machine " + id.name() + " generalized";
        }
    }

    record CreateVersion(ResourceId id, NewVersion version) implements Effect {
        @Override
        public String doing() {
            return "saving image version " + id.name();
        }
    }

    record UpdateVersion(ResourceId id, VersionUpdate update) implements Effect {
        @Override
        public String doing() {
            return "changing the replication of image version " + id.name();
        }
    }

    record DeleteVersion(ResourceId id, String why) implements Effect {
        @Override
        public String doing() {
            return "deleting image version " + id.name() + " (" + why + ")";
        }
    }

    /** Takes our mark off the machine. */
    record ReleaseMachine(ResourceId id, Map<String, String> tags, Optional<String> etag) implements Effect {
        @Override
        public String doing() {
            return "releasing virtual machine " + id.name();
        }
    }

    /** Opens the content of the OS disk for reading. */
    record GrantDiskAccess(ResourceId disk, Duration duration) implements Effect {
        @Override
        public String doing() {
            return "asking for the right to read disk " + disk.name();
        }
    }

    /** Takes the right back; while it is out the disk can be neither attached nor deleted. */
    record RevokeDiskAccess(ResourceId disk) implements Effect {
        @Override
        public String doing() {
            return "taking back the right to read disk " + disk.name();
        }
    }

    record CreateContainer(Container container) implements Effect {
        @Override
        public String doing() {
            return "creating container " + container.name() + " at " + container.account();
        }
    }

    /** Begins to copy the disk's content into a blob. */
    record CopyDisk(URI vhd, Sas source, boolean overwrite, Map<String, String> metadata) implements Effect {
        @Override
        public String doing() {
            return "copying the OS disk to " + vhd;
        }
    }

    record AbortCopy(URI vhd, String copyId) implements Effect {
        @Override
        public String doing() {
            return "ending the copy to " + vhd;
        }
    }

    record CaptureMachine(ResourceId id, Capture capture) implements Effect {
        @Override
        public String doing() {
            return "capturing virtual machine " + id.name();
        }
    }

    /** Puts our mark on a blob that Azure has made for us. */
    record MarkBlob(URI blob, String etag, Map<String, String> metadata) implements Effect {
        @Override
        public String doing() {
            return "marking " + blob;
        }
    }

    record PutTemplate(URI blob, String text, boolean overwrite, Map<String, String> metadata) implements Effect {
        @Override
        public String doing() {
            return "writing template " + blob;
        }
    }

    record DeleteBlob(URI blob, String why) implements Effect {
        @Override
        public String doing() {
            return "deleting " + blob + " (" + why + ")";
        }
    }

    record CreateManagedImage(ResourceId id, NewManagedImage image) implements Effect {
        @Override
        public String doing() {
            return "saving managed image " + id.name();
        }
    }

    record DeleteManagedImage(ResourceId id, String why) implements Effect {
        @Override
        public String doing() {
            return "deleting managed image " + id.name() + " (" + why + ")";
        }
    }

    /** Writes down what the next effect depends on and Azure can not show. */
    record Remember(ImageMemory memory, String doing) implements ImageStep {}

    /** Nothing to do in this pass; the standing says why, and how it goes on. */
    record Stand(Standing standing) implements ImageStep {}

    /** Deletion is complete: the finalizer can go. */
    record Release() implements ImageStep {}
}
