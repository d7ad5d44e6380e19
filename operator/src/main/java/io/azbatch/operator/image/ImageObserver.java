package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.Galleries.Gallery;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.VirtualMachines;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.cloud.VmSizes;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.Credentials;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Subject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what one pass for an image needs: the only reader of Azure for images. It looks no further than the answer can
 * matter, so at rest a pass is four reads, most of them shared with other images.
 */
final class ImageObserver {

    private final VirtualMachines machines;
    private final Disks disks;
    private final VmSizes sizes;
    private final Galleries galleries;
    private final Credentials credentials;
    private final Supplier<Map<ResourceId, List<String>>> poolsByVersion;
    private final String instance;
    private final Clock clock;

    /**
     * @param poolsByVersion names of the BatchPools of this cluster by the version that their nodes boot from
     * @param instance id of this operator installation
     */
    ImageObserver(
            VirtualMachines machines,
            Disks disks,
            VmSizes sizes,
            Galleries galleries,
            Credentials credentials,
            Supplier<Map<ResourceId, List<String>>> poolsByVersion,
            String instance,
            Clock clock) {
        this.machines = machines;
        this.disks = disks;
        this.sizes = sizes;
        this.galleries = galleries;
        this.credentials = credentials;
        this.poolsByVersion = poolsByVersion;
        this.instance = instance;
        this.clock = clock;
    }

    ImageSnapshot observe(CustomImage image) {
        Subject subject = Subject.of(image);
        CustomImageSpec spec = image.getSpec();
        ImageTargets targets = ImageTargets.of(spec);
        OwnerMark owner = OwnerMark.of(instance, subject);
        Access access = credentials.find(subject.namespace(), spec.credentialsRef());
        Sight sight = access instanceof Access.Granted(Credential credential, String origin) && !leftAlone(subject)
                ? look(credential, subject, targets, owner)
                : Sight.none();
        return new ImageSnapshot(
                clock.instant(),
                subject,
                owner,
                spec,
                targets,
                ImageMemory.of(Optional.ofNullable(image.getStatus()).orElseGet(CustomImageStatus::empty)),
                access,
                sight.gallery(),
                sight.definition(),
                sight.versions(),
                sight.version(),
                sight.machine(),
                sight.osDisk(),
                sight.vmSize(),
                subject.deleting() ? poolsByVersion.get() : Map.of());
    }

    /** Nothing of Azure matters for an object that goes and leaves Azure as it is. */
    private static boolean leftAlone(Subject subject) {
        return subject.deleting() && !(subject.policy() instanceof ReconcilePolicy.Manage);
    }

    private Sight look(Credential credential, Subject subject, ImageTargets targets, OwnerMark owner) {
        Reading<Gallery> gallery = galleries.gallery(credential, targets.gallery());
        Reading<Definition> definition =
                orAbsent(gallery.then(there -> galleries.definition(credential, targets.definition())), gallery);
        Reading<List<Version>> versions =
                definition.then(there -> galleries.versions(credential, targets.definition()));
        Reading<Version> version = versions.then(list -> ImageSnapshot.current(list, owner, targets.hash())
                .map(ours -> galleries.version(credential, ours.id()))
                .orElseGet(Reading::notLooked));
        boolean machineMatters = subject.deleting() || version.found().isEmpty();
        Reading<VirtualMachine> machine =
                machineMatters ? machines.get(credential, targets.machine()) : Reading.notLooked();
        return subject.deleting()
                ? new Sight(gallery, definition, versions, version, machine, Reading.notLooked(), Reading.notLooked())
                : new Sight(
                        gallery,
                        definition,
                        versions,
                        version,
                        machine,
                        machine.then(there -> there.osDisk()
                                .map(id -> disks.get(credential, id))
                                .orElseGet(Reading::notLooked)),
                        machine.then(there ->
                                sizes.get(credential, there.id().subscriptionId(), there.location(), there.vmSize())));
    }

    /** What is missing below something missing is missing too. */
    private static <T> Reading<T> orAbsent(Reading<T> reading, Reading<?> parent) {
        return parent instanceof Reading.Absent<?>(String code, String message)
                ? new Reading.Absent<>(code, message)
                : reading;
    }

    /** What was seen of Azure. */
    private record Sight(
            Reading<Gallery> gallery,
            Reading<Definition> definition,
            Reading<List<Version>> versions,
            Reading<Version> version,
            Reading<VirtualMachine> machine,
            Reading<Disks.Disk> osDisk,
            Reading<VmSizes.VmSize> vmSize) {

        static Sight none() {
            return new Sight(
                    Reading.notLooked(),
                    Reading.notLooked(),
                    Reading.notLooked(),
                    Reading.notLooked(),
                    Reading.notLooked(),
                    Reading.notLooked(),
                    Reading.notLooked());
        }
    }
}
