package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageSpec;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks.Disk;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.Galleries.Gallery;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.cloud.VmSizes.VmSize;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.Credentials;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Subject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what one pass for an image needs: the only reader of Azure for images. It looks no further than the answer can
 * matter, so at rest a pass is four reads, most of them shared with other images.
 */
final class ImageObserver {

    private final Cloud cloud;
    private final Credentials credentials;
    private final PoolUses poolUses;
    private final Claimants claimants;
    private final String instance;
    private final Clock clock;

    /** @param instance id of this operator installation */
    ImageObserver(
            Cloud cloud,
            Credentials credentials,
            PoolUses poolUses,
            Claimants claimants,
            String instance,
            Clock clock) {
        this.cloud = cloud;
        this.credentials = credentials;
        this.poolUses = poolUses;
        this.claimants = claimants;
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
                sight.machine()
                        .found()
                        .filter(machine -> claimants.gone(owner, machine.tags()))
                        .isPresent(),
                subject.deleting() ? poolUses.byVersion() : Map.of());
    }

    /** Nothing of Azure matters for an object that goes and leaves Azure as it is. */
    private static boolean leftAlone(Subject subject) {
        return subject.deleting() && !(subject.policy() instanceof ReconcilePolicy.Manage);
    }

    private Sight look(Credential credential, Subject subject, ImageTargets targets, OwnerMark owner) {
        Galleries galleries = cloud.galleries();
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
                machineMatters ? cloud.virtualMachines().get(credential, targets.machine()) : Reading.notLooked();
        return subject.deleting()
                ? new Sight(gallery, definition, versions, version, machine, Reading.notLooked(), Reading.notLooked())
                : new Sight(
                        gallery,
                        definition,
                        versions,
                        version,
                        machine,
                        machine.then(there -> osDisk(credential, there)),
                        machine.then(there -> size(credential, there)));
    }

    private Reading<Disk> osDisk(Credential credential, VirtualMachine machine) {
        return machine.osDisk().map(id -> cloud.disks().get(credential, id)).orElseGet(Reading::notLooked);
    }

    private Reading<VmSize> size(Credential credential, VirtualMachine machine) {
        return cloud.vmSizes().get(credential, machine.id().subscriptionId(), machine.location(), machine.vmSize());
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
            Reading<Disk> osDisk,
            Reading<VmSize> vmSize) {

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
