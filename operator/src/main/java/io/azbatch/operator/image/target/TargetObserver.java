package io.azbatch.operator.image.target;

import io.azbatch.operator.cloud.Blobs.Blob;
import io.azbatch.operator.cloud.Blobs.Container;
import io.azbatch.operator.cloud.Cloud;
import io.azbatch.operator.cloud.Credential;
import io.azbatch.operator.cloud.Disks.Access;
import io.azbatch.operator.cloud.Galleries;
import io.azbatch.operator.cloud.Galleries.Definition;
import io.azbatch.operator.cloud.Galleries.Gallery;
import io.azbatch.operator.cloud.Galleries.Version;
import io.azbatch.operator.cloud.Reading;
import io.azbatch.operator.cloud.ResourceId;
import io.azbatch.operator.cloud.StorageAccounts.StorageAccount;
import io.azbatch.operator.control.OwnerMark;
import io.azbatch.operator.image.pass.DiskAccessSight;
import io.azbatch.operator.image.pass.GalleryPlan;
import io.azbatch.operator.image.pass.GallerySight;
import io.azbatch.operator.image.pass.ManagedImagePlan;
import io.azbatch.operator.image.pass.ManagedImageSight;
import io.azbatch.operator.image.pass.VhdPlace;
import io.azbatch.operator.image.pass.VhdPlan;
import io.azbatch.operator.image.pass.VhdSight;
import io.azbatch.operator.image.preflight.AccountChecks;
import io.azbatch.operator.image.preflight.VhdFooter;
import java.util.List;

/**
 * Reads what one pass needs of the targets. At rest that is four reads of a gallery, two of a VHD and one of a managed
 * image, most of them shared with other images.
 */
public final class TargetObserver {

    private final Cloud cloud;

    public TargetObserver(Cloud cloud) {
        this.cloud = cloud;
    }

    public static GallerySight notLooked(GalleryPlan plan) {
        return new GallerySight(
                plan, Reading.notLooked(), Reading.notLooked(), Reading.notLooked(), Reading.notLooked());
    }

    public static VhdSight notLooked(VhdPlan plan, OwnerMark owner) {
        return new VhdSight(plan, owner, Reading.notLooked(), Reading.notLooked(), Reading.notLooked());
    }

    public static ManagedImageSight notLooked(ManagedImagePlan plan, OwnerMark owner) {
        return new ManagedImageSight(plan, owner, Reading.notLooked());
    }

    public GallerySight look(Credential credential, GalleryPlan plan, OwnerMark owner) {
        Galleries galleries = cloud.galleries();
        Reading<Gallery> gallery = galleries.gallery(credential, plan.gallery());
        Reading<Definition> definition =
                orAbsent(gallery.then(there -> galleries.definition(credential, plan.definition())), gallery);
        Reading<List<Version>> versions = definition.then(there -> galleries.versions(credential, plan.definition()));
        Reading<Version> version = versions.then(list -> GallerySight.current(list, owner, plan.hash())
                .map(ours -> galleries.version(credential, ours.id()))
                .orElseGet(Reading::notLooked));
        return new GallerySight(plan, gallery, definition, versions, version);
    }

    /** The footer is read once: between the end of the copy and the template that says that it was good. */
    public VhdSight look(Credential credential, VhdPlan plan, OwnerMark owner) {
        Reading<StorageAccount> account = cloud.storageAccounts().get(credential, plan.account());
        Reading<List<Blob>> blobs = account.then(there ->
                AccountChecks.serves(there) && AccountChecks.unfit(there).isEmpty()
                        ? cloud.blobs()
                                .list(
                                        credential,
                                        new Container(there.blobEndpoint(), VhdPlace.CONTAINER),
                                        plan.place().start())
                        : Reading.notLooked());
        VhdSight seen = new VhdSight(plan, owner, account, blobs, Reading.notLooked());
        return seen.complete()
                ? seen
                : seen.vhd()
                        .filter(VhdSight::whole)
                        .map(vhd -> new VhdSight(
                                plan,
                                owner,
                                account,
                                blobs,
                                cloud.blobs().tail(credential, vhd.uri(), VhdFooter.LENGTH)))
                        .orElse(seen);
    }

    public ManagedImageSight look(Credential credential, ManagedImagePlan plan, OwnerMark owner) {
        return new ManagedImageSight(plan, owner, cloud.managedImages().get(credential, plan.id()));
    }

    /** What this process knows first: when it has just seen the right taken back, the disk is read anew. */
    public DiskAccessSight look(Credential credential, ResourceId disk) {
        Reading<Access> access = cloud.disks().access(credential, disk);
        return new DiskAccessSight(disk, cloud.disks().get(credential, disk), access);
    }

    /** What is missing below something missing is missing too. */
    private static <T> Reading<T> orAbsent(Reading<T> reading, Reading<?> parent) {
        return parent instanceof Reading.Absent<?>(String code, String message)
                ? new Reading.Absent<>(code, message)
                : reading;
    }
}
