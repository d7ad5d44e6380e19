package io.azbatch.operator.image;

import io.azbatch.operator.cloud.Galleries.NewDefinition;
import io.azbatch.operator.cloud.Galleries.NewVersion;
import io.azbatch.operator.cloud.Galleries.VersionUpdate;
import io.azbatch.operator.cloud.Region;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.control.Standing;
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

    /** Writes down what the next effect depends on and Azure can not show. */
    record Remember(ImageMemory memory, String doing) implements ImageStep {}

    /** Nothing to do in this pass; the standing says why, and how it goes on. */
    record Stand(Standing standing) implements ImageStep {}

    /** Deletion is complete: the finalizer can go. */
    record Release() implements ImageStep {}
}
