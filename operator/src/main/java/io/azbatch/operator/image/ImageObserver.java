package io.azbatch.operator.image;

import io.azbatch.api.v1beta1.CustomImage;
import io.azbatch.api.v1beta1.CustomImageStatus;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.VirtualMachines.VirtualMachine;
import io.azbatch.operator.control.Access;
import io.azbatch.operator.control.Credentials;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.control.ReconcilePolicy;
import io.azbatch.operator.control.Subject;
import io.azbatch.operator.image.pass.DiskAccessSight;
import io.azbatch.operator.image.pass.GallerySight;
import io.azbatch.operator.image.pass.ImageMemory;
import io.azbatch.operator.image.pass.ImagePlan;
import io.azbatch.operator.image.pass.ImageSnapshot;
import io.azbatch.operator.image.pass.MachineSight;
import io.azbatch.operator.image.pass.ManagedImageSight;
import io.azbatch.operator.image.pass.SourceSight;
import io.azbatch.operator.image.pass.VhdSight;
import io.azbatch.operator.image.source.Claimants;
import io.azbatch.operator.image.source.SourceObserver;
import io.azbatch.operator.image.target.TargetObserver;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what one pass for an image needs: the only reader of Azure for images. It looks no further than the answer can
 * matter: the source only while a target is not there, the access to a disk only while it may be ours.
 */
final class ImageObserver {

    private final SourceObserver sources;
    private final TargetObserver targets;
    private final Credentials credentials;
    private final PoolUses poolUses;
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
        this.sources = new SourceObserver(cloud, claimants);
        this.targets = new TargetObserver(cloud);
        this.credentials = credentials;
        this.poolUses = poolUses;
        this.instance = instance;
        this.clock = clock;
    }

    ImageSnapshot observe(CustomImage image) {
        Subject subject = Subject.of(image);
        ImagePlan plan = ImagePlan.of(image.getSpec());
        OwnerMark owner = OwnerMark.of(instance, subject);
        ImageMemory memory =
                ImageMemory.of(Optional.ofNullable(image.getStatus()).orElseGet(CustomImageStatus::empty));
        Access access = credentials.find(subject.namespace(), image.getSpec().credentialsRef());
        Sight sight = access instanceof Access.Granted(Credential credential, String origin) && !leftAlone(subject)
                ? look(credential, subject, plan, owner, memory)
                : Sight.none(plan, owner);
        return new ImageSnapshot(
                clock.instant(),
                subject,
                owner,
                image.getSpec(),
                plan,
                memory,
                access,
                sight.source(),
                sight.gallery(),
                sight.vhd(),
                sight.managedImage(),
                sight.diskAccess(),
                subject.deleting() ? poolUses.byVersion() : Map.of());
    }

    /** Nothing of Azure matters for an object that goes and leaves Azure as it is. */
    private static boolean leftAlone(Subject subject) {
        return subject.deleting() && !(subject.policy() instanceof ReconcilePolicy.Manage);
    }

    private Sight look(Credential credential, Subject subject, ImagePlan plan, OwnerMark owner, ImageMemory memory) {
        Optional<GallerySight> gallery = plan.gallery().map(wanted -> targets.look(credential, wanted, owner));
        Optional<VhdSight> vhd = plan.vhd().map(wanted -> targets.look(credential, wanted, owner));
        Optional<ManagedImageSight> managedImage =
                plan.managedImage().map(wanted -> targets.look(credential, wanted, owner));
        boolean allThere =
                gallery.stream().allMatch(seen -> seen.version().found().isPresent())
                        && vhd.stream().allMatch(VhdSight::complete)
                        && managedImage.stream().allMatch(seen -> seen.current().isPresent());
        SourceSight source = subject.deleting()
                ? sources.glance(credential, plan.source())
                : allThere ? SourceObserver.notLooked(plan.source()) : sources.look(credential, plan.source(), owner);
        return new Sight(
                source,
                gallery,
                vhd,
                managedImage,
                memory.diskAccess().or(() -> forgottenAccess(source, vhd)).map(disk -> targets.look(credential, disk)));
    }

    /** A VHD of ours without its template tells of an access to the disk, when the status has been lost. */
    private static Optional<ResourceId> forgottenAccess(SourceSight source, Optional<VhdSight> vhd) {
        return vhd.filter(seen -> !seen.complete() && seen.vhd().isPresent())
                .flatMap(seen -> source instanceof MachineSight machine
                        ? machine.found().flatMap(VirtualMachine::osDisk)
                        : Optional.empty());
    }

    /** What was seen of Azure. */
    private record Sight(
            SourceSight source,
            Optional<GallerySight> gallery,
            Optional<VhdSight> vhd,
            Optional<ManagedImageSight> managedImage,
            Optional<DiskAccessSight> diskAccess) {

        static Sight none(ImagePlan plan, OwnerMark owner) {
            return new Sight(
                    SourceObserver.notLooked(plan.source()),
                    plan.gallery().map(TargetObserver::notLooked),
                    plan.vhd().map(wanted -> TargetObserver.notLooked(wanted, owner)),
                    plan.managedImage().map(wanted -> TargetObserver.notLooked(wanted, owner)),
                    Optional.empty());
        }
    }
}
